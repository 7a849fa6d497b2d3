import type { SQLOutputValue } from 'node:sqlite';
import type { Call } from '../model/call.ts';
import { readRecord } from '../model/readRecord.ts';
import type { Block } from './blocks.ts';
import { isFailed, isRead } from './callClass.ts';
import type { CallReader } from './callReader.ts';
import type { Connection } from './connection.ts';
import { type Expression, holds, parseExpression } from './expression.ts';
import { property, wordsOfCall } from './searchText.ts';
import { unpackTopics } from './topicList.ts';

/** Is an expression for the full text index true for a row of `call`? Its parameter: the expression. */
export const callMatchesSql =
	'call_matches(?, id, place_id, class, caller_id, event_name_id, origin, topics)';

/** Answers from the calls themselves what the full text index would answer. */
export function defineCallMatches(connection: Connection, reader: CallReader): void {
	let parsed: { readonly text: string; readonly expression: Expression } | undefined;
	let blocks = new Map<number, Block | undefined>();
	connection.defineTest('call_matches', (expression, id, ...columns) => {
		const text = String(expression);
		if (parsed?.text !== text) {
			parsed = { text, expression: parseExpression(text) };
			blocks = new Map();
		}
		const properties = propertiesOf(columns);
		let words: ReadonlySet<string> | undefined;
		return holds(parsed.expression, (word, isBeginning) => {
			if (properties.has(word)) {
				return true;
			}
			if (word.startsWith(property.mark) && !word.startsWith(property.sessionMark)) {
				return false;
			}
			words ??= readWords(reader, Number(id), blocks);
			return words.has(word) || (isBeginning && someBegins(words, word));
		});
	});
}

function propertiesOf(columns: readonly SQLOutputValue[]): ReadonlySet<string> {
	const [place, callClass, caller, eventName, origin, topics] = columns;
	const touches = topics instanceof Uint8Array ? unpackTopics(topics) : [];
	return new Set([
		property.place(Number(place)),
		property.read(isRead(Number(callClass))),
		property.failed(isFailed(Number(callClass))),
		property.caller(Number(caller)),
		property.eventName(Number(eventName)),
		property.origin(Number(origin)),
		...touches.map(({ topic, reference }) =>
			reference ? property.reference(topic) : property.subject(topic),
		),
		...(touches.length === 0 ? [property.unnamed] : []),
	]);
}

function readWords(
	reader: CallReader,
	id: number,
	blocks: Map<number, Block | undefined>,
): ReadonlySet<string> {
	const [json = ''] = reader.records([id], blocks);
	const result = readRecord(json);
	return result.ok
		? withSession(result.value.call, wordsOfCall(result.value.call, json))
		: new Set();
}

function withSession(call: Call, words: ReadonlySet<string>): ReadonlySet<string> {
	const { session } = call.caller;
	return session === undefined ? words : new Set([...words, property.session(session)]);
}

function someBegins(words: ReadonlySet<string>, beginning: string): boolean {
	for (const word of words) {
		if (word.startsWith(beginning)) {
			return true;
		}
	}
	return false;
}
