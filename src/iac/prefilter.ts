/** Can the text hold anything of Image Builder? A look that costs next to nothing. */
export function mentionsImageBuilder(text: string): boolean {
	return /imagebuilder/i.test(text);
}

const word = 'imagebuilder';
/** How far a byte under the end of the word lets the word be moved on. */
const steps = stepsOf(word);

/**
 * The same for a file that is not decoded yet: UTF-8 or any encoding that spells ASCII as ASCII.
 * Looks at one byte in twelve where there is nothing.
 */
export function bytesMentionImageBuilder(bytes: Uint8Array): boolean {
	const last = word.length - 1;
	for (let end = last; end < bytes.length; end += steps[bytes[end] ?? 0] ?? word.length) {
		let at = last;
		while (at >= 0 && lowerCase(bytes[end - last + at] ?? 0) === word.charCodeAt(at)) {
			at--;
		}
		if (at < 0) {
			return true;
		}
	}
	return false;
}

function stepsOf(text: string): Uint8Array {
	const table = new Uint8Array(256).fill(text.length);
	for (let at = 0; at < text.length - 1; at++) {
		const code = text.charCodeAt(at);
		table[code] = text.length - 1 - at;
		table[code - 32] = text.length - 1 - at;
	}
	return table;
}

function lowerCase(byte: number): number {
	return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}
