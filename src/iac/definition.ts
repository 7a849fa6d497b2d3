import { parseArn, type ResourceKind } from '../model/arn.ts';
import type { CodeContext, CodeProperty, CodeResource, CodeTool } from './codeResource.ts';
import { workflowKind } from './definitionKinds.ts';
import { definitionPattern } from './definitionPattern.ts';
import { hole, type PartialText, starred, wholeText } from './partialText.ts';
import { entryOf, propertiesOf, type Value } from './value.ts';

/** A definition as a detector found it, before what it refers to is looked up. */
export interface FoundDefinition {
	readonly start: number;
	readonly end: number;
	readonly bodyStart: number;
	readonly bodyEnd: number;
	readonly tool: CodeTool;
	/** From the type's name; a workflow's is narrowed by its `type` property. */
	readonly kind: ResourceKind;
	readonly logicalId?: string;
	readonly address?: string;
	/** What others in the document call it: logical id, address, variable. */
	readonly symbol?: string;
	/** The properties it sets. */
	readonly body: Value | undefined;
	/** Its name where no property gives one. */
	readonly defaultName?: PartialText;
}

/** A definition with what it says of itself. */
interface NamedDefinition extends FoundDefinition {
	readonly name: PartialText;
	readonly version?: PartialText;
	readonly kindKnown: boolean;
	readonly properties: readonly CodeProperty[];
}

/** The definition that a name means at an offset: the nearest before it, else the first. */
type LookUp = (symbol: string, offset: number) => NamedDefinition | undefined;

/** Completes the definitions of a document: names, patterns, properties. */
export function finishDefinitions(
	found: readonly FoundDefinition[],
	context: CodeContext,
): readonly CodeResource[] {
	const named = found.map(withName);
	const lookUp: LookUp = (symbol, offset) => {
		const same = named.filter((definition) => definition.symbol === symbol);
		return same.findLast(({ start }) => start < offset) ?? same[0];
	};
	return named.map((definition) => finish(definition, lookUp, context));
}

function withName(definition: FoundDefinition): NamedDefinition {
	const { body } = definition;
	const properties = propertiesOf(body);
	const valueAt = (path: string): Value | undefined => {
		const property = properties.find((one) => one.path === path);
		return property && valueWithin(body, property.valueStart, property.valueEnd);
	};
	const version = valueAt('semanticVersion')?.text;
	const type = wholeText(valueAt('type')?.text);
	const isWorkflow = definition.kind.startsWith('workflow/');
	const narrowed = isWorkflow ? workflowKind(type) : undefined;
	return {
		...definition,
		properties,
		kind: narrowed ?? definition.kind,
		kindKnown: !isWorkflow || narrowed !== undefined,
		name: valueAt('name')?.text ?? definition.defaultName ?? hole,
		...(version !== undefined && { version }),
	};
}

function valueWithin(body: Value | undefined, start: number, end: number): Value | undefined {
	return body?.entries.find(({ value }) => value.start === start && value.end === end)?.value;
}

function finish(definition: NamedDefinition, lookUp: LookUp, context: CodeContext): CodeResource {
	const { start, end, kind, tool, logicalId, address, bodyStart, bodyEnd } = definition;
	const known = address === undefined ? undefined : context.arns?.get(address);
	const named = kind === 'image' ? nameOfImage(definition, lookUp) : definition;
	const name = wholeText(named.name);
	const pattern =
		known?.length === 1
			? known[0]
			: definitionPattern({ ...named, kind, kindKnown: definition.kindKnown }, context);
	return {
		start,
		end,
		kind,
		form: 'definition',
		tool,
		...(logicalId !== undefined && { logicalId }),
		...(name !== undefined && { name }),
		...(pattern !== undefined && { pattern }),
		...(address !== undefined && { address }),
		bodyStart,
		bodyEnd,
		properties: definition.properties,
	};
}

/** An image's ARN takes the name and version of its recipe. */
function nameOfImage(
	image: NamedDefinition,
	lookUp: LookUp,
): { readonly name: PartialText; readonly version?: PartialText } {
	const recipe = entryOf(
		image.body,
		'imageRecipeArn',
		'containerRecipeArn',
		'recipe',
		'imageRecipe',
		'containerRecipe',
	);
	const definition = recipe?.target === undefined ? undefined : lookUp(recipe.target, image.start);
	if (definition) {
		return definition;
	}
	const arn = recipe === undefined ? undefined : parseArn(starred(recipe.text));
	return {
		name: arn?.name.replaceAll('*', hole) ?? hole,
		...(arn?.version !== undefined && { version: arn.version.replaceAll('*', hole) }),
	};
}
