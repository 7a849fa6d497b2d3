/** One value of a token, with where it stands in the query. Offsets in UTF-16 units. */
export interface QueryValue {
	readonly text: string;
	readonly start: number;
	readonly end: number;
	readonly quoted: boolean;
}

/** A piece of a query between blanks: a word, or `key:value,value`, with `-` in front for "not". */
export interface QueryToken {
	readonly start: number;
	readonly end: number;
	readonly negated: boolean;
	/** As it was typed; absent for a word. */
	readonly key?: string;
	/** Where the values begin. */
	readonly valueStart: number;
	/** Never empty for a word; `key:` alone has one empty value. */
	readonly values: readonly QueryValue[];
	/** A quote was opened and not closed. */
	readonly open: boolean;
}

const keyPattern = /^-?([A-Za-z][A-Za-z-]{0,19}):/;

/** Splits a query into its tokens. Never throws; time is linear in the text. */
export function queryTokens(text: string): readonly QueryToken[] {
	const tokens: QueryToken[] = [];
	let position = 0;
	while (position < text.length) {
		if (isBlank(text, position)) {
			position++;
			continue;
		}
		const token = readToken(text, position);
		tokens.push(token);
		position = token.end;
	}
	return tokens;
}

function readToken(text: string, start: number): QueryToken {
	const key = keyPattern.exec(text.slice(start, start + 24))?.[1];
	// a lone minus is a word, and so is one before a blank
	const negated = text[start] === '-' && start + 1 < text.length && !isBlank(text, start + 1);
	const first = start + (negated ? 1 : 0);
	// an ARN is one word, whatever its colons
	const isKey = key !== undefined && !/^arn$/i.test(key);
	const valueStart = isKey ? first + key.length + 1 : first;
	const values: QueryValue[] = [];
	let position = valueStart;
	let open = false;
	for (;;) {
		const value = readValue(text, position, isKey);
		values.push(value);
		open ||= value.open;
		position = value.end;
		if (!isKey || text[position] !== ',') {
			break;
		}
		position++;
	}
	return {
		start,
		end: position,
		negated,
		...(isKey && { key }),
		valueStart,
		values,
		open,
	};
}

function readValue(text: string, start: number, splits: boolean): QueryValue & { open: boolean } {
	if (text[start] === '"') {
		return readQuoted(text, start);
	}
	let end = start;
	while (end < text.length && !isBlank(text, end) && !(splits && text[end] === ',')) {
		end++;
	}
	return { text: text.slice(start, end), start, end, quoted: false, open: false };
}

function readQuoted(text: string, start: number): QueryValue & { open: boolean } {
	const parts: string[] = [];
	let position = start + 1;
	while (position < text.length && text[position] !== '"') {
		const isEscape = text[position] === '\\' && /["\\]/.test(text[position + 1] ?? '');
		position += isEscape ? 1 : 0;
		parts.push(text[position] ?? '');
		position++;
	}
	const open = position >= text.length;
	const end = open ? position : position + 1;
	return { text: parts.join(''), start, end, quoted: true, open };
}

function isBlank(text: string, position: number): boolean {
	return /\s/.test(text[position] ?? '');
}

/** A value as it must be written: in quotes where it would else be read as something else. */
export function quoteValue(value: string): string {
	return value !== '' && !/[\s",\\]/.test(value) ? value : quoteString(value);
}

/** A value or word in quotes. */
export function quoteString(text: string): string {
	return `"${text.replaceAll(/["\\]/g, (character) => `\\${character}`)}"`;
}

/** A word as it must be written, so that it is read as a word again. */
export function quoteWord(word: string): string {
	const isPlain = !word.startsWith('-') && !keyPattern.test(word) && !/^arn:/i.test(word);
	return isPlain && !/["\\]/.test(word) && !/\s/.test(word) && word !== ''
		? word
		: quoteString(word);
}
