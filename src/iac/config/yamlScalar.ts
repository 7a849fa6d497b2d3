/** What stands between double quotes, unescaped. */
export function doubleQuoted(raw: string): string {
	if (!raw.includes('\\')) {
		return folded(raw);
	}
	return folded(
		raw.replace(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|\r?\n[ \t]*|(.))/gs, (_, u, x, one) =>
			u !== undefined || x !== undefined
				? String.fromCharCode(Number.parseInt(u ?? x, 16))
				: (escapes[one as string] ?? one ?? ''),
		),
	);
}

/** What stands between single quotes, unescaped. */
export function singleQuoted(raw: string): string {
	return folded(raw.replaceAll("''", "'"));
}

/** Lines of a flow scalar as one. */
export function folded(raw: string): string {
	return raw.includes('\n') ? raw.replace(/[ \t]*\r?\n[ \t]*/g, ' ') : raw;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '', e: '\x1b' };
