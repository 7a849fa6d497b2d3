/**
 * A text of which parts may be unknown: each unknown part is one `hole`. Kept as a plain string, so
 * that it concatenates; NUL cannot stand in the code's own texts.
 */
export type PartialText = string;

export const hole = '\u0000';

/** The text, where all of it is known. */
export function wholeText(text: PartialText | undefined): string | undefined {
	return text === undefined || text.includes(hole) ? undefined : text;
}

/** Unknown parts become `*`, neighbouring ones a single one. */
export function starred(text: PartialText): string {
	return text.replaceAll(hole, '*').replace(/\*{2,}/g, '*');
}

/**
 * Fills what stands between `open` and `close` of a template.
 * @param fill what a hole stands for, without the marks around it
 */
export function fillTemplate(
	template: string,
	holes: RegExp,
	fill: (expression: string) => PartialText,
): PartialText {
	return template.replace(holes, (_, expression: string) => fill(expression.trim()));
}
