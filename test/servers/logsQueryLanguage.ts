import { AwsError } from './awsError.ts';

/** A query of Logs Insights QL as SQL of DuckDB. */
export interface TranslatedQuery {
	/**
	 * Over a relation `events` of `ts` (ms), `ingested`, `stream`, `message` and `fields`, a JSON object
	 * of what Logs Insights discovers by itself. Columns are the query's own fields, in order.
	 */
	readonly sql: string;
	/** How many log events match, before any limit. */
	readonly matchedSql: string;
	/** Do rows stand for log events? Others have no `@ptr`. */
	readonly events: boolean;
}

const mostLimit = 100_000;
const defaultLimit = 10_000;
const systemFields: Readonly<Record<string, string>> = {
	'@timestamp': 'ts',
	'@ingestionTime': 'ingested',
	'@logStream': 'stream',
	'@message': 'message',
};

/**
 * The part of Logs Insights QL that this extension uses: `fields`, `filter`, `parse` with a regular
 * expression, `stats count(*)`, `sort`, `limit`. All else is refused, as what is not understood must
 * not look right. `CWL_QuerySyntax` of the CloudWatch Logs User Guide.
 * @param limit of the request; the query's own goes first.
 * @throws AwsError `MalformedQueryException`
 */
export function translateQuery(query: string, limit: number | undefined): TranslatedQuery {
	const state = new Translation();
	const commands = commandsOf(query);
	if (commands.length === 0) {
		throw malformed('the query is empty');
	}
	for (const command of commands) {
		state.take(command);
	}
	return state.result(limit);
}

class Translation {
	/** SQL of fields that `parse` made, by name. */
	readonly #parsed = new Map<string, string>();
	#shown: string[] = [];
	readonly #conditions: string[] = [];
	#groups: string[] | undefined;
	#counted = 'count(*)';
	#order: string | undefined;
	#limit: number | undefined;

	take(command: string): void {
		const [, name = '', rest = ''] = /^(\w+)\s*([\s\S]*)$/.exec(command) ?? [];
		if (this.#limit !== undefined) {
			throw malformed(`${name} after limit`);
		}
		switch (name) {
			case 'fields':
				this.#beforeStats(name);
				this.#shown = [...this.#shown, ...namesOf(rest)];
				return;
			case 'filter':
				this.#beforeStats(name);
				this.#conditions.push(this.#condition(rest));
				return;
			case 'parse':
				this.#beforeStats(name);
				this.#parse(rest);
				return;
			case 'stats':
				this.#beforeStats(name);
				this.#stats(rest);
				return;
			case 'sort':
				this.#sort(rest);
				return;
			case 'limit':
				this.#limit = limitOf(rest);
				return;
			default:
				throw malformed(`unexpected symbol found ${name || command}`);
		}
	}

	result(limit: number | undefined): TranslatedQuery {
		const where = this.#conditions.length > 0 ? ` WHERE ${this.#conditions.join(' AND ')}` : '';
		const most = this.#limit ?? limit ?? defaultLimit;
		const matchedSql = `SELECT count(*)::INTEGER AS matched FROM events${where}`;
		if (this.#groups) {
			const keys = this.#groups.map((name) => `${this.#column(name)} AS ${quoted(name)}`);
			const by = this.#groups.map((_, index) => String(index + 1));
			return {
				sql: `SELECT ${[...keys, `count(*)::VARCHAR AS ${quoted(this.#counted)}`].join(', ')} FROM events${where}${by.length > 0 ? ` GROUP BY ${by.join(', ')}` : ''} LIMIT ${most}`,
				matchedSql,
				events: false,
			};
		}
		const shown = this.#shown.length > 0 ? this.#shown : ['@timestamp', '@message'];
		const columns = shown.map((name) => `${shownAs(name, this.#column(name))} AS ${quoted(name)}`);
		return {
			sql: `SELECT ${columns.join(', ')}, pointer AS "@ptr" FROM events${where} ORDER BY ${this.#order ?? 'ts DESC'} LIMIT ${most}`,
			matchedSql,
			events: true,
		};
	}

	#beforeStats(name: string): void {
		if (this.#groups) {
			throw malformed(`${name} after stats`);
		}
	}

	#column(name: string): string {
		const column = systemFields[name] ?? this.#parsed.get(name);
		if (column !== undefined) {
			return column;
		}
		if (!/^[A-Za-z_][\w.]*$/.test(name)) {
			throw malformed(`unexpected symbol found ${name}`);
		}
		return `json_extract_string(fields, '$."${name}"')`;
	}

	/** `<field> like /regex/`, `<field> like "text"`, `<field> = "text"` or `<field> in ["text"]`. */
	#condition(text: string): string {
		const [, member, list] =
			/^(@?\w[\w.]*)\s+in\s+\[((?:"[^"\\]*"(?:\s*,\s*|(?=\])))+)\]$/.exec(text) ?? [];
		if (member !== undefined && list !== undefined) {
			const values = [...list.matchAll(/"([^"]*)"/g)].map(([, value = '']) => literal(value));
			return `coalesce(${this.#column(member)}::VARCHAR IN (${values.join(', ')}), false)`;
		}
		const [, field, operator, value = ''] =
			/^(@?\w[\w.]*)\s*(like|=)\s*(\/[\s\S]*\/|"[^"\\]*")$/.exec(text) ?? [];
		if (field === undefined) {
			throw malformed(`unexpected condition ${text}`);
		}
		const column = this.#column(field);
		const inner = value.slice(1, -1);
		if (value.startsWith('/')) {
			if (operator === '=' || /(?<!\\)\//.test(inner)) {
				throw malformed(`unexpected symbol found ${value}`);
			}
			return `regexp_matches(coalesce(${column}::VARCHAR, ''), ${literal(inner)})`;
		}
		return operator === '='
			? `coalesce(${column}::VARCHAR = ${literal(inner)}, false)`
			: `contains(coalesce(${column}::VARCHAR, ''), ${literal(inner)})`;
	}

	/** `<field> /regex with (?<name>groups)/`: the groups become fields. */
	#parse(text: string): void {
		const [, field = '', pattern] = /^(@?\w[\w.]*)\s+\/([\s\S]*)\/$/.exec(text) ?? [];
		if (pattern === undefined || /(?<!\\)\/|\((?!\?)/.test(pattern)) {
			throw malformed(`unexpected symbol found ${text}`);
		}
		const names = [...pattern.matchAll(/\(\?<(\w+)>/g)].map(([, name = '']) => name);
		if (names.length === 0) {
			throw malformed('parse needs a named group');
		}
		const plain = pattern.replace(/\(\?<\w+>/g, '(');
		const column = this.#column(field);
		for (const [index, name] of names.entries()) {
			const group = `regexp_extract(${column}, ${literal(plain)}, ${index + 1})`;
			this.#parsed.set(name, `nullif(${group}, '')`);
		}
	}

	/** `count(*) [as name] by field, ...` */
	#stats(text: string): void {
		const [, alias = 'count(*)', by = ''] =
			/^count\(\*\)(?:\s+as\s+(\w+))?(?:\s+by\s+([\s\S]+))?$/.exec(text) ?? [];
		if (!text.startsWith('count(*)')) {
			throw malformed(`unexpected symbol found ${text}`);
		}
		this.#counted = alias;
		this.#groups = by === '' ? [] : namesOf(by);
	}

	#sort(text: string): void {
		const [, field = '', direction = 'asc'] = /^(@?[\w.]+)(?:\s+(asc|desc))?$/.exec(text) ?? [];
		if (this.#groups || field === '') {
			throw malformed(`unexpected symbol found ${text}`);
		}
		this.#order = `${this.#column(field)} ${direction.toUpperCase()}`;
	}
}

/** The commands between the bars that are in no text and no regular expression. */
function commandsOf(query: string): string[] {
	const commands: string[] = [];
	let command = '';
	let inside: string | undefined;
	for (let at = 0; at < query.length; at++) {
		const letter = query.charAt(at);
		if (inside !== undefined && letter === '\\') {
			command += letter + query.charAt(++at);
			continue;
		}
		if (inside === undefined && letter === '|') {
			commands.push(command.trim());
			command = '';
			continue;
		}
		if (letter === inside) {
			inside = undefined;
		} else if (inside === undefined && (letter === '"' || letter === '/')) {
			inside = letter;
		}
		command += letter;
	}
	if (inside !== undefined) {
		throw malformed(`no end of ${inside}`);
	}
	return [...commands, command.trim()].filter((text) => text !== '');
}

function namesOf(text: string): string[] {
	return text.split(',').map((name) => name.trim());
}

function limitOf(text: string): number {
	const limit = Number(text);
	if (!/^\d+$/.test(text) || limit < 1 || limit > mostLimit) {
		throw malformed(`limit is 1 to ${mostLimit}`);
	}
	return limit;
}

function shownAs(name: string, column: string): string {
	return name === '@timestamp' || name === '@ingestionTime'
		? `strftime(make_timestamp(${column} * 1000), '%Y-%m-%d %H:%M:%S.%g')`
		: column;
}

function quoted(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}

function malformed(message: string): AwsError {
	return new AwsError('MalformedQueryException', message);
}
