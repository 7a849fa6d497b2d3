import type { HiveColumn } from './hiveTable.ts';

/** What Athena says of a query that cannot run. */
export class TrinoError extends Error {
	override readonly name = 'TrinoError';
}

/** Functions and words that are followed by a bracket, and that Trino and DuckDB mean alike here. */
const known = new Set(
	'array_agg cast coalesce count in json_format lpad map max min substr varchar and or where from not then when as'.split(
		' ',
	),
);

interface Token {
	readonly kind: 'word' | 'name' | 'text' | 'number' | 'sign';
	readonly text: string;
	readonly at: number;
}

const shapes =
	/(?<space>\s+|--[^\n]*)|(?<text>'(?:[^']|'')*')|(?<name>"(?:[^"]|"")*")|(?<number>\d+)|(?<word>[A-Za-z_]\w*)|(?<sign><>|<=|>=|[-+*/<>=(),.[\]])/y;

/** Cuts SQL into its words. @throws TrinoError at what Trino cannot read, such as `::` or backticks. */
export function tokensOf(sql: string): readonly Token[] {
	const tokens: Token[] = [];
	for (let at = 0; at < sql.length; ) {
		shapes.lastIndex = at;
		const match = shapes.exec(sql);
		if (!match?.groups) {
			throw new TrinoError(`SYNTAX_ERROR: line 1:${at + 1}: mismatched input '${sql[at]}'`);
		}
		const [kind] = Object.entries(match.groups).find(([, text]) => text !== undefined) ?? [];
		if (
			kind === 'text' ||
			kind === 'name' ||
			kind === 'number' ||
			kind === 'word' ||
			kind === 'sign'
		) {
			tokens.push({ kind, text: match[0], at });
		}
		at = shapes.lastIndex;
	}
	return tokens;
}

/**
 * Refuses what DuckDB would run and Trino would not.
 * @throws TrinoError
 */
export function checkTrino(sql: string, columns: readonly HiveColumn[]): void {
	const tokens = tokensOf(sql);
	for (const [index, { kind, text }] of tokens.entries()) {
		const next = tokens[index + 1];
		if (kind === 'word' && next?.text === '(' && !known.has(text.toLowerCase())) {
			throw new TrinoError(`FUNCTION_NOT_FOUND: line 1:1: Function '${text}' not registered`);
		}
	}
	const types = new Map(columns.map(({ name, type }) => [name.toLowerCase(), type.toLowerCase()]));
	// t . "column" <sign> literal
	for (const [index, token] of tokens.entries()) {
		const type = token.kind === 'name' ? types.get(unquoted(token.text)) : undefined;
		if (type === undefined || tokens[index - 1]?.text !== '.' || tokens[index - 2]?.text !== 't') {
			continue;
		}
		const sign = tokens[index + 1]?.text.toUpperCase() ?? '';
		const value = sign === 'IN' ? tokens[index + 3] : tokens[index + 2];
		if (['=', '<', '>', '<=', '>=', 'IN'].includes(sign) && value && !fits(type, value)) {
			throw new TrinoError(
				`TYPE_MISMATCH: line 1:${token.at + 1}: Cannot apply operator: ${type} ${sign} ${value.text}`,
			);
		}
	}
}

function fits(type: string, { kind, text }: Token): boolean {
	switch (type) {
		case 'int':
		case 'bigint':
			return kind === 'number';
		case 'timestamp':
		case 'date':
			return kind === 'word' && text.toLowerCase() === type;
		default:
			return kind === 'text' || (kind === 'word' && text.toLowerCase() === 'cast');
	}
}

/**
 * The conditions of the innermost WHERE that must all hold and speak of these columns only: what an
 * engine leaves out partitions by.
 */
export function conditionsOn(sql: string, columns: readonly string[]): readonly string[] {
	const tokens = tokensOf(sql);
	const where = tokens.findLastIndex(({ text }) => text.toUpperCase() === 'WHERE');
	const wanted = new Set(columns.map((name) => name.toLowerCase()));
	const conditions: string[] = [];
	let depth = 0;
	let begin = where + 1;
	let own = true;
	for (let index = where + 1; where >= 0 && index <= tokens.length; index++) {
		const token = tokens[index];
		depth += token?.text === '(' ? 1 : token?.text === ')' ? -1 : 0;
		const ends = !token || depth < 0 || (depth === 0 && token.text.toUpperCase() === 'AND');
		if (ends) {
			const from = tokens[begin]?.at ?? sql.length;
			if (own && index > begin) {
				conditions.push(sql.slice(from, token?.at ?? sql.length).trim());
			}
			begin = index + 1;
			own = true;
		} else if (token.kind === 'name') {
			own &&= wanted.has(unquoted(token.text));
		}
		if (!token || depth < 0) {
			break;
		}
	}
	return conditions;
}

function unquoted(name: string): string {
	return name.slice(1, -1).replaceAll('""', '"').toLowerCase();
}
