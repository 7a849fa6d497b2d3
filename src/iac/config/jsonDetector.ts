import { cloudFormationResources } from '../cloudFormation/cloudFormation.ts';
import type { CodeContext, CodeResource } from '../codeResource.ts';
import type { Detector } from '../detector.ts';
import { stateResources } from '../terraform/state.ts';
import { terraformJsonResources } from '../terraform/terraformJson.ts';
import type { ConfigNode } from './configNode.ts';
import { jsonRoots } from './jsonNode.ts';

/** JSON: CloudFormation templates, Terraform's JSON syntax, states and plans. */
export class JsonDetector implements Detector {
	readonly broken = false;
	#text = '';
	#roots: readonly ConfigNode[] = [];

	update(text: string): void {
		if (text !== this.#text) {
			this.#text = text;
			this.#roots = jsonRoots(text);
		}
	}

	resources(context: CodeContext): readonly CodeResource[] {
		return [
			...cloudFormationResources(this.#roots, this.#text, context),
			...terraformJsonResources(this.#roots, this.#text, context),
			...stateResources(this.#roots),
		];
	}

	dispose(): void {
		this.#roots = [];
		this.#text = '';
	}
}
