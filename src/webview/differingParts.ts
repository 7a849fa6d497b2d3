/** A text, cut where it begins and ends to differ from another. */
export interface Parts {
	readonly start: string;
	readonly differs: string;
	readonly end: string;
}

/**
 * What of two texts differs: what they begin and end with alike is kept apart, and no character is
 * cut in two.
 */
export function differingParts(
	before: string,
	after: string,
): { readonly before: Parts; readonly after: Parts } {
	const [one, other] = [[...before], [...after]];
	const shorter = Math.min(one.length, other.length);
	let start = 0;
	while (start < shorter && one[start] === other[start]) {
		start++;
	}
	let end = 0;
	while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) {
		end++;
	}
	const parts = (characters: readonly string[]): Parts => ({
		start: characters.slice(0, start).join(''),
		differs: characters.slice(start, characters.length - end).join(''),
		end: characters.slice(characters.length - end).join(''),
	});
	return { before: parts(one), after: parts(other) };
}
