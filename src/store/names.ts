import type { OriginKind } from '../model/call.ts';
import type { Connection } from './connection.ts';
import { lastReservedTopic } from './schema.ts';
import { foldText } from './searchText.ts';

/** Numbers of origins in the database: add to the end, never reorder. */
const origins: readonly OriginKind[] = [
	'unknown',
	'console',
	'cloudshell',
	'cloudformation',
	'terraform',
	'pulumi',
	'ansible',
	'packer',
	'cdk',
	'cli',
	'sdk',
	'service',
];

export function originNumber(kind: OriginKind): number {
	return Math.max(origins.indexOf(kind), 0);
}

export function originOf(number: number): OriginKind {
	return origins[number] ?? 'unknown';
}

/** Remembers at most so many names of a kind; hostile records may bring new ones without end. */
const maxRemembered = 50_000;

/** A search may have to ask for all of them. */
const maxPhrases = 512;

/**
 * Names that many calls share, stored once. Ids that a failed transaction gave out are void: call
 * `forget` after one.
 */
export class Names {
	readonly #connection: Connection;
	readonly #known = new Map<string, Map<string, number>>();
	readonly #sources = new Map<number, readonly string[]>();
	#phrases: Map<string, number> | undefined;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	forget(): void {
		this.#known.clear();
		this.#phrases = undefined;
		this.#sources.clear();
	}

	/**
	 * A text whose words stand in a table of their own, so that calls only hold its id.
	 * @returns undefined where there are too many of them to ask for one by one.
	 */
	phrase(text: string): number | undefined {
		this.#phrases ??= new Map(
			this.#connection
				.all<{ id: number; text: string }>('SELECT id, text FROM phrase')
				.map((row) => [row.text, row.id]),
		);
		const known = this.#phrases.get(text);
		if (known !== undefined || this.#phrases.size >= maxPhrases) {
			return known;
		}
		// another process may have been faster
		const stored = this.#connection.get<{ id: number }>(
			'SELECT id FROM phrase WHERE text = ?',
			text,
		)?.id;
		const id = stored ?? this.#newPhrase(text);
		this.#phrases.set(text, id);
		return id;
	}

	#newPhrase(text: string): number {
		const id = this.#connection.insert('INSERT INTO phrase (text) VALUES (?)', text);
		this.#connection.run(
			'INSERT INTO phrase_words (rowid, text) VALUES (?, ?)',
			id,
			foldText(text),
		);
		return id;
	}

	place(accountId: string, region: string): number {
		return this.#id(
			'place',
			'SELECT id FROM place WHERE account_id = ? AND region = ?',
			'INSERT INTO place (account_id, region) VALUES (?, ?)',
			accountId,
			region,
		);
	}

	caller(name: string, arn: string): number {
		return this.#id(
			'caller',
			'SELECT id FROM caller WHERE name = ? AND arn = ?',
			'INSERT INTO caller (name, arn) VALUES (?, ?)',
			name,
			arn,
		);
	}

	topic(arn: string): number {
		return this.#id(
			'topic',
			`SELECT id FROM topic WHERE arn = ? AND id > ${lastReservedTopic}`,
			'INSERT INTO topic (arn) VALUES (?)',
			arn,
		);
	}

	eventName(text: string): number {
		return this.#id(
			'event_name',
			'SELECT id FROM event_name WHERE text = ?',
			'INSERT INTO event_name (text) VALUES (?)',
			text,
		);
	}

	/** A set of sources, whatever their order. */
	sourceSet(sources: Iterable<string>): number {
		return this.#id(
			'source_set',
			'SELECT id FROM source_set WHERE text = ?',
			'INSERT INTO source_set (text) VALUES (?)',
			JSON.stringify([...new Set(sources)].sort()),
		);
	}

	/** The sources of a set, sorted. */
	sources(set: number): readonly string[] {
		let sources = this.#sources.get(set);
		if (!sources) {
			const text = this.#connection.get<{ text: string }>(
				'SELECT text FROM source_set WHERE id = ?',
				set,
			)?.text;
			const value: unknown = text === undefined ? [] : JSON.parse(text);
			sources = Array.isArray(value) ? value.map(String) : [];
			this.#sources.set(set, sources);
		}
		return sources;
	}

	#id(
		kind: string,
		select: string,
		insert: string,
		text: string,
		second: string | undefined = undefined,
	): number {
		let known = this.#known.get(kind);
		if (!known || known.size > maxRemembered) {
			known = new Map();
			this.#known.set(kind, known);
		}
		const key = second === undefined ? text : `${text.length}/${text}${second}`;
		let id = known.get(key);
		if (id === undefined) {
			const texts = second === undefined ? [text] : [text, second];
			id =
				this.#connection.get<{ id: number }>(select, ...texts)?.id ??
				this.#connection.insert(insert, ...texts);
			known.set(key, id);
		}
		return id;
	}
}
