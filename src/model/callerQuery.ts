import { type QueryToken, type QueryValue, quoteString, quoteValue } from './queryTokens.ts';

/**
 * What a value of `who:` stands for in `CallFilter.who`: the callers that begin so, as somebody may
 * still be typing. A closed quote, a wildcard, an address and a path say it exactly.
 */
export function callerGlob({ text, quoted }: QueryValue, { open }: QueryToken): string {
	return (quoted && !open) || isExact(text) ? text : `${text}*`;
}

/** A name or glob of `CallFilter.who` as the value that `callerGlob` reads so again. */
export function printCaller(glob: string): string {
	if (isExact(glob.replace(/(?<=.)\*$/s, ''))) {
		return quoteValue(glob);
	}
	const beginning = glob.slice(0, -1);
	if (!glob.endsWith('*')) {
		return quoteString(glob);
	}
	return quoteValue(beginning) === beginning ? beginning : quoteValue(glob);
}

function isExact(text: string): boolean {
	return /[*@/]/.test(text);
}
