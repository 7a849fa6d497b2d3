import type { CodeResource } from '../codeResource.ts';

/** Stands for each character of another engine's hole while YAML is read; no template has it. */
const filler = '\ue000';

/** One hole that another template engine will fill. */
export const filledHole: RegExp = /\ue000+/g;

/**
 * Text that a template engine will turn into YAML (Jinja, Helm, ERB, Terraform), so that the YAML of
 * it can be read: lines that only direct the engine are blank, and holes such as `{{ name }}` are
 * plain characters. Offsets stay. Image Builder's own `{{ imagebuilder:buildDate }}` stays too.
 */
export function withoutTemplateLines(text: string): string {
	if (!/%\{|\{%|\{\{|<%/.test(text)) {
		return text;
	}
	return text
		.replace(directive, (line) => line.replace(/[^\r\n]/g, ' '))
		.replace(inlineHole, (hole) => filler.repeat(hole.length));
}

/** Logical ids as the text itself has them, holes and all. */
export function withOwnIds(
	resources: readonly CodeResource[],
	text: string,
): readonly CodeResource[] {
	return text.includes('{{') || text.includes('<%')
		? resources.map((resource) =>
				resource.logicalId?.includes(filler)
					? { ...resource, logicalId: text.slice(resource.start, resource.end) }
					: resource,
			)
		: resources;
}

const directive =
	/^[ \t]*(?:%\{[^\n]*\}|\{%[^\n]*%\}|\{\{(?![ \t]*imagebuilder:)[^\n{}]*\}\}|\{\{-?[ \t]*(?:if|else|end|range|with|define|template|include|block|#|\/)[^\n]*\}\}|<%[^\n]*%>)[ \t]*\r?$/gm;

const inlineHole = /\{\{(?!\s*(?:imagebuilder:|resolve:))[^{}\n]*\}\}|<%[^%\n]*%>/g;
