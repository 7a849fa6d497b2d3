// controls, line and paragraph separators, bidi marks and overrides, invisible joiners, byte order
// mark, tag characters: whatever can hide or reorder text
const unseen =
	/[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e007f}]+/gu;
const loneSurrogate = /\p{Cs}/gu;

/**
 * Untrusted text made fit for one line of a label: without control, bidi and invisible characters,
 * blanks collapsed, cut to `limit` characters with an ellipsis.
 */
export function plainText(text: string, limit = 200): string {
	// a cheap cut first, so that a megabyte of text costs nothing
	const line = text
		.slice(0, limit * 4)
		.replace(/[\t\n\v\f\r\u2028\u2029]+/g, ' ')
		.replace(unseen, '')
		.replace(loneSurrogate, '\ufffd')
		.replace(/\s+/g, ' ')
		.trim();
	if (line.length <= limit && text.length <= limit * 4) {
		return line;
	}
	const kept = line.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '');
	return `${kept}…`;
}
