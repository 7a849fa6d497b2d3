/** How long an expression in a hole may be, UTF-16 units. */
const maxHole = 256;

const shellName = /^\$(?:[A-Za-z_]\w{0,63}|\d)/;
const printfVerb = /^%(?:\(\w{1,64}\))?[sdv]/;
const placeholder = /^<[A-Za-z][\w .-]{0,63}>/;

/**
 * Where the hole of a template ends that begins at an offset: `${...}`, `#{...}`, `%{...}`, `{...}`,
 * `{{...}}`, `$(...)`, `$NAME`, `%s`, `%(name)s`, and at the beginning of a part `<name>`.
 * @returns -1 where no hole begins.
 */
export function holeEnd(text: string, at: number, isPartStart: boolean): number {
	switch (text[at]) {
		case '{':
			return closing(text, at, '{', '}');
		case '#':
			return text[at + 1] === '{' ? closing(text, at + 1, '{', '}') : -1;
		case '$':
			return text[at + 1] === '{'
				? closing(text, at + 1, '{', '}')
				: text[at + 1] === '('
					? closing(text, at + 1, '(', ')')
					: wordEnd(text, at, shellName);
		case '%':
			return text[at + 1] === '{' ? closing(text, at + 1, '{', '}') : wordEnd(text, at, printfVerb);
		case '<':
			return isPartStart ? wordEnd(text, at, placeholder) : -1;
		default:
			return -1;
	}
}

/** After the bracket that closes the one at `at`, in the same line. */
function closing(text: string, at: number, open: string, close: string): number {
	let depth = 0;
	const limit = Math.min(text.length, at + maxHole);
	for (let index = at; index < limit; index++) {
		const letter = text[index];
		if (letter === open) {
			depth++;
		} else if (letter === close && --depth === 0) {
			return index + 1;
		} else if (letter === '\n') {
			return -1;
		}
	}
	return -1;
}

function wordEnd(text: string, at: number, word: RegExp): number {
	const match = word.exec(text.slice(at, at + 80));
	return match ? at + match[0].length : -1;
}
