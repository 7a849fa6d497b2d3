/** A replacement in a text; offsets in UTF-16 code units of the text before it. */
export interface TextEdit {
	readonly start: number;
	readonly end: number;
	readonly text: string;
}

/** The smallest single edit that turns one text into the other; undefined where they are equal. */
export function editBetween(before: string, after: string): TextEdit | undefined {
	if (before === after) {
		return undefined;
	}
	const shorter = Math.min(before.length, after.length);
	let start = 0;
	while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) {
		start++;
	}
	let tail = 0;
	while (
		tail < shorter - start &&
		before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
	) {
		tail++;
	}
	return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

/** The text after the edits; they are applied in the given order, each on the result of the last. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
	return edits.reduce(
		(result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end),
		text,
	);
}
