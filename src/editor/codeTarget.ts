import type { CodeProperty, CodeResource } from '../iac/codeResource.ts';

/** What the cursor is on. All offsets are UTF-16 code units into the document. */
export interface CodeTarget {
	readonly resource: CodeResource;
	/** The property of a definition that the cursor is in, the innermost. */
	readonly set?: { readonly definition: CodeResource; readonly property: CodeProperty };
	readonly start: number;
	readonly end: number;
}

/** How the tools spell the type of a resource. */
const typeText =
	/AWS::ImageBuilder::\w+|aws(?:cc)?_imagebuilder_\w+|aws(?:-native)?:imagebuilder[/:\w]+|(?:\w+\.)*(?:Cfn)?(?:ContainerRecipe|DistributionConfiguration|ImagePipeline|ImageRecipe|InfrastructureConfiguration|LifecyclePolicy|Component|Workflow|Image)\b/g;
/** More of a line than this before or behind the cursor is no type's name. */
const reach = 200;

/**
 * The resource that an offset of a document is about: what names it there, its type's name, or the
 * property of a definition. Elsewhere in a definition: nothing, so that hovers stay quiet.
 */
export function targetAt(
	resources: readonly CodeResource[],
	text: string,
	offset: number,
): CodeTarget | undefined {
	const named = innermost(resources, offset);
	const definition = definitionAt(resources, offset);
	const property = definition && propertyAt(definition, offset);
	const set = definition && property ? { set: { definition, property } } : undefined;
	if (named) {
		const outer = named.form === 'definition' ? undefined : set;
		return { resource: named, start: named.start, end: named.end, ...outer };
	}
	if (!definition) {
		return undefined;
	}
	if (set) {
		const { start, end } = set.set.property;
		return { resource: definition, start, end, ...set };
	}
	const type = typeAt(text, offset);
	return type && { resource: definition, ...type };
}

/** The definition whose block holds the offset, the innermost. */
export function definitionAt(
	resources: readonly CodeResource[],
	offset: number,
): CodeResource | undefined {
	return resources
		.filter(
			({ form, start, end, bodyStart = start, bodyEnd = end }) =>
				form === 'definition' &&
				Math.min(start, bodyStart) <= offset &&
				offset <= Math.max(end, bodyEnd),
		)
		.toSorted((one, other) => sizeOf(one) - sizeOf(other))[0];
}

/** The property at an offset of a definition, the innermost. */
export function propertyAt(definition: CodeResource, offset: number): CodeProperty | undefined {
	return definition.properties
		?.filter(({ start, end }) => start <= offset && offset <= end)
		.toSorted((one, other) => one.end - one.start - (other.end - other.start))[0];
}

function innermost(resources: readonly CodeResource[], offset: number): CodeResource | undefined {
	return resources
		.filter(({ start, end }) => start <= offset && offset <= end)
		.toSorted((one, other) => one.end - one.start - (other.end - other.start))[0];
}

function sizeOf({ start, end, bodyStart = start, bodyEnd = end }: CodeResource): number {
	return bodyEnd - bodyStart;
}

function typeAt(text: string, offset: number): { start: number; end: number } | undefined {
	const from = Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - reach);
	const lineEnd = text.indexOf('\n', offset);
	const to = Math.min(lineEnd < 0 ? text.length : lineEnd, offset + reach);
	for (const match of text.slice(from, to).matchAll(typeText)) {
		const start = from + match.index;
		const end = start + match[0].length;
		if (start <= offset && offset <= end) {
			return { start, end };
		}
	}
	return undefined;
}
