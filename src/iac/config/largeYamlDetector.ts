import type { CodeContext, CodeResource } from '../codeResource.ts';
import type { Detector } from '../detector.ts';
import type { ConfigNode } from './configNode.ts';
import { largeYamlRoots } from './largeYaml.ts';
import { withoutTemplateLines } from './templateLines.ts';
import { yamlResources } from './yamlResources.ts';

/** YAML of more lines than tree-sitter's grammar can count; reads all of it at every change. */
export class LargeYamlDetector implements Detector {
	readonly broken = false;
	#text = '';
	#roots: readonly ConfigNode[] = [];

	update(text: string): void {
		const readable = withoutTemplateLines(text);
		if (readable !== this.#text) {
			this.#text = readable;
			this.#roots = largeYamlRoots(readable);
		}
	}

	resources(context: CodeContext): readonly CodeResource[] {
		return yamlResources(this.#roots, this.#text, context);
	}

	dispose(): void {
		this.#roots = [];
		this.#text = '';
	}
}
