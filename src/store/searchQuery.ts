import type { Connection } from './connection.ts';
import { packEventId } from './eventId.ts';
import type { Place } from './places.ts';
import { property, resourceStart, splitWords } from './searchText.ts';
import { isWordIndexReady } from './wordIndex.ts';

const maxText = 1000;
const maxWords = 32;
/** So many words that begin with the asked one are asked for one by one. */
const maxExpansions = 200;

/**
 * What a text typed by a user asks of the full text index: an expression of words in quotes, in
 * which nothing of the text can be syntax.
 * @returns undefined where the text holds no word, so that any call matches.
 */
export function textExpression(
	connection: Connection,
	text: string,
	places: readonly Place[],
): string | undefined {
	const conditions: string[] = [];
	for (const chunk of text.slice(0, maxText).split(/\s+/).slice(0, maxWords)) {
		const condition = chunkExpression(connection, chunk, places);
		if (condition !== undefined) {
			conditions.push(condition);
		}
	}
	return conditions.length > 0 ? every(conditions) : undefined;
}

/** The id of the call whose event id the text is. */
export function callOfEventId(connection: Connection, text: string): number | undefined {
	const eventId = text.trim();
	return eventId.length < 32 || /\s/.test(eventId)
		? undefined
		: connection.get<{ id: number }>('SELECT id FROM call WHERE event_id = ?', packEventId(eventId))
				?.id;
}

export function every(conditions: readonly string[]): string {
	return conditions.length === 1 ? (conditions[0] ?? '') : `(${conditions.join(' AND ')})`;
}

export function any(conditions: readonly string[]): string {
	return conditions.length === 1 ? (conditions[0] ?? '') : `(${conditions.join(' OR ')})`;
}

/** A word as a string of the full text syntax. */
export function quoted(word: string): string {
	return `"${word.replaceAll('"', '""')}"`;
}

/** A chunk without blanks, such as `golden-ami`: all its words, the last one as a beginning. */
function chunkExpression(
	connection: Connection,
	chunk: string,
	places: readonly Place[],
): string | undefined {
	const isArn = chunk.startsWith('arn:');
	const words = splitWords(isArn ? chunk.slice(resourceStart(chunk)) : chunk);
	const beginning = words.pop();
	if (beginning === undefined || (isArn && chunk.split(':').length < 6)) {
		return undefined;
	}
	const isIndexed = isWordIndexReady(connection);
	const exact = words.map((word) =>
		any([quoted(word), ...(isIndexed ? phraseWords(connection, quoted(word)) : [])]),
	);
	const inRecord = every([
		...exact,
		isIndexed ? beginningExpression(connection, beginning) : `${quoted(beginning)}*`,
	]);
	const here = places
		.filter(({ accountId, region }) => accountId.startsWith(chunk) || region.startsWith(chunk))
		.map(({ id }) => quoted(property.place(id)));
	return any([inRecord, ...here]);
}

/**
 * Words that begin like this. They are looked up and asked for one by one: for a beginning, the
 * index would collect all its calls before it gives the first.
 */
function beginningExpression(connection: Connection, beginning: string): string {
	const terms = connection.all<{ term: string }>(
		'SELECT term FROM vocabulary WHERE term >= ? AND term < ? LIMIT ?',
		beginning,
		`${beginning}\u{10FFFF}`,
		maxExpansions + 1,
	);
	const own =
		terms.length === 0 || terms.length > maxExpansions
			? [`${quoted(beginning)}*`]
			: terms.map(({ term }) => quoted(term));
	return any([...own, ...phraseWords(connection, `${quoted(beginning)}*`)]);
}

/** What stands in calls for the phrases that have a word. */
function phraseWords(connection: Connection, expression: string): string[] {
	return connection
		.all<{ id: number }>(
			'SELECT rowid AS id FROM phrase_words WHERE phrase_words MATCH ?',
			expression,
		)
		.map(({ id }) => quoted(property.phrase(id)));
}
