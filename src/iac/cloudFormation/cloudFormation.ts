import type { CodeContext, CodeResource } from '../codeResource.ts';
import {
	type ConfigEntry,
	type ConfigNode,
	type ConfigStep,
	childOf,
	pathTo,
} from '../config/configNode.ts';
import { type FoundDefinition, finishDefinitions } from '../definition.ts';
import { kindOfType } from '../definitionKinds.ts';
import { joinedArns } from './joinedArns.ts';
import { templateReferences } from './references.ts';
import { Template } from './template.ts';
import { TemplateValue } from './templateValue.ts';

/**
 * Image Builder resources of CloudFormation in a YAML or JSON document: templates, SAM, Serverless
 * Framework, fragments; several templates in one document too.
 */
export function cloudFormationResources(
	roots: readonly ConfigNode[],
	text: string,
	context: CodeContext,
): readonly CodeResource[] {
	const definitions: FoundDefinition[] = [];
	for (const match of text.matchAll(/AWS::ImageBuilder::(\w+)/g)) {
		const kind = kindOfType(match[1] ?? '');
		const place = kind && resourceAt(pathTo(roots, match.index), match[0]);
		if (!kind || !place || place.entry.value === undefined) {
			continue;
		}
		const { entry, template } = place;
		const properties = childOf(entry.value, 'Properties');
		definitions.push({
			start: entry.start,
			end: entry.end,
			bodyStart: entry.outerStart,
			bodyEnd: entry.outerEnd,
			tool: 'cloudformation',
			kind,
			logicalId: entry.key,
			symbol: entry.key,
			body: properties && new TemplateValue(properties, new Template(template, context)),
		});
	}
	const finished = finishDefinitions(definitions, context);
	return [
		...finished,
		...templateReferences(roots, text, finished),
		...joinedArns(roots, text, context),
	];
}

/** What may stand beside `Type` in a resource; else it is a map of another sort. */
const attributes =
	/^(?:Type|Properties|DependsOn|Condition|Metadata|CreationPolicy|DeletionPolicy|UpdatePolicy|UpdateReplacePolicy|Description|Fn::.*|<<)$/;

/** The resource whose type stands at the end of a path, and the template around it. */
function resourceAt(
	path: readonly ConfigStep[],
	type: string,
): { readonly entry: ConfigEntry; readonly template: ConfigNode | undefined } | undefined {
	const typeStep = path.at(-1);
	const owner = path.at(-2);
	if (
		typeStep?.entry?.key !== 'Type' ||
		typeStep.node.text !== type ||
		!owner?.entry ||
		!owner.node.entries.every(({ key }) => attributes.test(key))
	) {
		return undefined;
	}
	const template = templateAround(path);
	const isBeside =
		childOf(template, 'Resources') !== undefined &&
		!path.some(({ entry }) => entry?.key === 'Resources');
	// Beside `Resources` stand other things, such as anchors that resources share.
	return isBeside ? undefined : { entry: owner.entry, template };
}

/** The map whose `Resources` lead to the end of the path; a fragment has none. */
export function templateAround(path: readonly ConfigStep[]): ConfigNode | undefined {
	const resources = path.findLastIndex(({ entry }) => entry?.key === 'Resources');
	return path[resources < 0 ? 0 : resources - 1]?.node;
}
