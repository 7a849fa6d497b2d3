import type { CodeContext, CodeResource } from '../codeResource.ts';
import type { Detector } from '../detector.ts';
import type { ConfigNode } from './configNode.ts';
import { largeYamlRoots } from './largeYaml.ts';
import { withOwnIds, withoutTemplateLines } from './templateLines.ts';
import { yamlResources } from './yamlResources.ts';

/** YAML of more lines than tree-sitter's grammar can count; reads all of it at every change. */
export class LargeYamlDetector implements Detector {
	readonly broken = false;
	#text = '';
	#written = '';
	#roots: readonly ConfigNode[] = [];

	update(text: string): void {
		this.#written = text;
		const readable = withoutTemplateLines(text);
		if (readable !== this.#text) {
			this.#text = readable;
			this.#roots = largeYamlRoots(readable);
		}
	}

	resources(context: CodeContext): readonly CodeResource[] {
		return withOwnIds(yamlResources(this.#roots, this.#text, context), this.#written);
	}

	dispose(): void {
		this.#roots = [];
		this.#text = '';
		this.#written = '';
	}
}
