import { normaliseName, type ResourceKind } from '../model/arn.ts';
import type { CodeContext } from './codeResource.ts';
import { hole, type PartialText, starred } from './partialText.ts';

export interface DefinitionName {
	readonly kind: ResourceKind;
	/** Of a workflow: is the kind known, or only that it is a workflow? */
	readonly kindKnown?: boolean;
	readonly name: PartialText;
	readonly version?: PartialText;
}

/** The ARN pattern of what a definition makes: `*` stands for what nobody knows yet. */
export function definitionPattern(definition: DefinitionName, context: CodeContext): string {
	const { kind, kindKnown = true } = definition;
	const { partition = '*', region = '*', accountId = '*' } = context;
	const name = starred(normaliseName(definition.name)) || '*';
	const version = versionPart(definition.version);
	const type = kindKnown ? kind : 'workflow/*';
	const tail = version === undefined ? '' : `/${version}`;
	return `arn:${partition}:imagebuilder:${region}:${accountId}:${type}/${name}${tail}`;
}

function versionPart(version: PartialText | undefined): string | undefined {
	if (version === undefined || version === hole) {
		return undefined;
	}
	const text = starred(version);
	return /^[0-9x*]+(?:\.[0-9x*]+){0,2}$/.test(text) ? text : undefined;
}
