import type { ParseError } from 'jsonc-parser';
import { cloudFormationResources } from '../cloudFormation/cloudFormation.ts';
import type { CodeContext, CodeResource } from '../codeResource.ts';
import type { Detector } from '../detector.ts';
import { stateResources } from '../terraform/state.ts';
import { terraformJsonResources } from '../terraform/terraformJson.ts';
import type { ConfigNode } from './configNode.ts';
import { jsonRoots } from './jsonNode.ts';

/** JSON: CloudFormation templates, Terraform's JSON syntax, states and plans. */
export class JsonDetector implements Detector {
	#broken = false;
	#text = '';
	#roots: readonly ConfigNode[] = [];

	get broken(): boolean {
		return this.#broken;
	}

	update(text: string): void {
		if (text !== this.#text) {
			this.#text = text;
			const errors: ParseError[] = [];
			this.#roots = jsonRoots(text, errors);
			this.#broken = errors.length > 0;
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
