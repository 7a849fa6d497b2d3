// controls, formats (bidi marks and overrides, joiners, tags, byte order mark), line and paragraph
// separators, Hangul fillers: whatever can hide or reorder text
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]+/gu;
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
