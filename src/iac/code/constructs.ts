import type { Node } from 'web-tree-sitter';
import type { CodeContext, CodeResource } from '../codeResource.ts';
import { type FoundDefinition, finishDefinitions } from '../definition.ts';
import { kindOfType } from '../definitionKinds.ts';
import { hole, wholeText } from '../partialText.ts';
import { definitionReferences } from '../references.ts';
import { entryOf, type Value } from '../value.ts';
import { writtenArns } from './arnExpressions.ts';
import type { CodeSyntax } from './codeSyntax.ts';
import { type ConstructClass, classNames, constructClass, qualified } from './constructClass.ts';
import { existingResource } from './existingResources.ts';
import { attribute } from './symbols.ts';
import { unreadConstructs } from './unreadConstructs.ts';

/** Constructs of CDK, CDKTF and Pulumi that make Image Builder resources, or stand for them. */
export function constructResources(
	syntax: CodeSyntax,
	context: CodeContext,
): readonly CodeResource[] {
	const definitions: FoundDefinition[] = [];
	const existing: CodeResource[] = [];
	for (const match of syntax.source.matchAll(mentions(syntax))) {
		const leaf = syntax.root.descendantForIndex(match.index, match.index + 1);
		const callee = leaf && calleeAround(leaf, syntax);
		if (!callee) {
			continue;
		}
		const known = constructClass(qualified(callee.members, syntax.bindings));
		const call = syntax.callOf(callee.node, known?.method === undefined);
		if (call && known?.method !== undefined) {
			existing.push(existingResource(call, callee.node, known, syntax));
		} else if (call) {
			definitions.push(...definitionOf(call, leaf, known, callee.members, syntax));
		}
	}
	if (syntax.root.hasError) {
		definitions.push(...unreadConstructs(syntax, mentions(syntax), definitions));
	}
	const finished = finishDefinitions(definitions, context);
	const symbols = new Map(finished.map((one, index) => [one, definitions[index]?.symbol]));
	const references = definitionReferences(syntax.source, finished, {
		names: (definition) => {
			const symbol = symbols.get(definition);
			return symbol === undefined ? [] : [symbol];
		},
		isReference: (start, end) => {
			const next = /^\s*[?!]?\.\s*(\w+)/.exec(syntax.source.slice(end, end + 80))?.[1];
			const type = syntax.root.descendantForIndex(end - 1, end)?.type ?? '';
			return (
				next !== undefined &&
				attribute.test(next) &&
				type.endsWith('identifier') &&
				syntax.source[start - 1] !== '.'
			);
		},
		choose: (same, offset) => same.findLast(({ start }) => start < offset),
	});
	return [...finished, ...existing, ...references, ...writtenArns(syntax)];
}

/** Calls of the classes, by their own names and by those that imports gave them. */
function mentions(syntax: CodeSyntax): RegExp {
	const aliases = [...syntax.bindings].flatMap(([local, bound]) =>
		/^\w+$/.test(local) && constructClass(bound) ? [`|${local}`] : [],
	);
	return new RegExp(
		`\\b(?:(?:Cfn|Imagebuilder)?(?:${classNames})|CfnResource${aliases.join('')})\\b(?=\\s*(?:\\.\\s*(?:from\\w+|get)\\s*)?(?:<[^()<>]*>)?\\()`,
		'g',
	);
}

interface Callee {
	readonly node: Node;
	readonly members: readonly string[];
}

/** The whole of `cdk.aws_imagebuilder.CfnImage` or `Image.fromImageArn` around one of its words. */
function calleeAround(leaf: Node, syntax: CodeSyntax): Callee | undefined {
	let node = leaf;
	while (node.parent && /^(?:member_expression|attribute)$/.test(node.parent.type)) {
		node = node.parent;
	}
	const members = leaf.type.endsWith('identifier') ? syntax.members(node) : undefined;
	return members && { node, members };
}

function definitionOf(
	call: Node,
	leaf: Node,
	known: ConstructClass | undefined,
	members: readonly string[],
	syntax: CodeSyntax,
): readonly FoundDefinition[] {
	const { positional, named } = syntax.arguments(call);
	const idAt = known?.namesById ? 0 : 1;
	const id =
		named.get('id') ?? named.get('constructId') ?? named.get('resourceName') ?? positional[idAt];
	const properties = syntax.properties(call, positional[idAt + 1]);
	const made = known ?? genericResource(members, properties);
	if (!made) {
		return [];
	}
	const range = id ? syntax.content(id) : { start: leaf.startIndex, end: leaf.endIndex };
	const idText = syntax.text(id);
	const logicalId = wholeText(idText);
	const symbol = syntax.symbol(call);
	const body = known ? properties : entryOf(properties, 'properties');
	return [
		{
			...range,
			bodyStart: call.startIndex,
			bodyEnd: call.endIndex,
			tool: made.tool,
			kind: made.kind,
			...(logicalId !== undefined && { logicalId }),
			...(symbol !== undefined && { symbol }),
			...(made.namesById && id && { defaultName: `${idText}-${hole}` }),
			body: body && (known ? body : lowerCamel(body)),
		},
	];
}

/** `new CfnResource(this, 'Id', { type: 'AWS::ImageBuilder::Image', properties: {...} })` */
function genericResource(
	members: readonly string[],
	properties: Value | undefined,
): ConstructClass | undefined {
	const type = members.at(-1) === 'CfnResource' ? entryOf(properties, 'type')?.text : undefined;
	const kind = kindOfType(/^AWS::ImageBuilder::(\w+)$/.exec(type ?? '')?.[1] ?? '');
	return kind && { tool: 'cdk', kind, namesById: false };
}

/** CloudFormation's names of properties, as the other classes spell them. */
function lowerCamel(value: Value): Value {
	return {
		start: value.start,
		end: value.end,
		kind: value.kind,
		text: value.text,
		items: value.items.map(lowerCamel),
		entries: value.entries.map((entry) => ({
			...entry,
			name: entry.name.charAt(0).toLowerCase() + entry.name.slice(1),
			value: lowerCamel(entry.value),
		})),
		...(value.target !== undefined && { target: value.target }),
	};
}
