import type { Call } from '../model/call.ts';
import { readRecord } from '../model/readRecord.ts';
import { type Block, type Dictionaries, unpackBlock } from './blocks.ts';
import { isFailed, isRead } from './callClass.ts';
import { isoTimeOfId } from './callId.ts';
import type { Connection } from './connection.ts';
import { packEventId, unpackEventId } from './eventId.ts';
import { type Names, originOf } from './names.ts';
import { unpackTopics } from './topicList.ts';

/** Where to find a call's record. */
interface RecordRow {
	readonly source_set_id: number;
	readonly block_id: number;
	readonly slot: number;
}

interface CallRow {
	readonly id: number;
	readonly event_id: Uint8Array | string;
	readonly account_id: string;
	readonly region: string;
	readonly class: number;
	readonly event_name: string;
	readonly caller_name: string;
	readonly caller_arn: string;
	readonly origin: number;
	readonly topics: Uint8Array;
}

/** What a call is listed by; only asked for where its record cannot be read. */
const selectColumns = `
	SELECT c.id, c.event_id, p.account_id, p.region, c.class, e.text AS event_name,
		r.name AS caller_name, r.arn AS caller_arn, c.origin, c.topics
	FROM call c
		JOIN place p ON p.id = c.place_id
		JOIN event_name e ON e.id = c.event_name_id
		JOIN caller r ON r.id = c.caller_id`;

/** Blocks that the last calls came from: neighbours in time share them. */
const maxKeptBlocks = 64;

/** Reads calls and their records. */
export class CallReader {
	readonly #connection: Connection;
	readonly #names: Names;
	readonly #dictionaries: Dictionaries;

	constructor(connection: Connection, names: Names, dictionaries: Dictionaries) {
		this.#connection = connection;
		this.#names = names;
		this.#dictionaries = dictionaries;
	}

	/** The calls with these ids, in their order; an id that is gone is left out. */
	calls(ids: readonly number[]): Call[] {
		const blocks = new Map<number, Block | undefined>();
		return ids.flatMap((id) => this.#call(id, blocks) ?? []);
	}

	call(eventId: string): Call | undefined {
		const id = this.#idOf(eventId);
		return id === undefined ? undefined : this.calls([id])[0];
	}

	/** The record as it came, or undefined where it is unknown or its bytes are damaged. */
	record(eventId: string): string | undefined {
		const id = this.#idOf(eventId);
		return id === undefined ? undefined : this.records([id])[0];
	}

	/**
	 * The records of the calls with these ids, undefined where one cannot be read.
	 * @param blocks keeps what was unpacked, for more calls of the same time.
	 */
	records(
		ids: readonly number[],
		blocks: Map<number, Block | undefined> = new Map(),
	): (string | undefined)[] {
		return ids.map((id) => {
			const row = this.#recordRow(id);
			return row && this.#block(row.block_id, blocks)?.record(row.slot);
		});
	}

	#idOf(eventId: string): number | undefined {
		return this.#connection.get<{ id: number }>(
			'SELECT id FROM call WHERE event_id = ?',
			packEventId(eventId),
		)?.id;
	}

	#recordRow(id: number): RecordRow | undefined {
		return this.#connection.get<RecordRow>(
			'SELECT source_set_id, block_id, slot FROM call WHERE id = ?',
			id,
		);
	}

	/** By the rules of today, from the record; by the columns where the record cannot be read. */
	#call(id: number, blocks: Map<number, Block | undefined>): Call | undefined {
		const row = this.#recordRow(id);
		if (!row) {
			return undefined;
		}
		const json = this.#block(row.block_id, blocks)?.record(row.slot);
		const sources = this.#names.sources(row.source_set_id);
		const result = json === undefined ? undefined : readRecord(json);
		return result?.ok ? { ...result.value.call, sources } : this.#callOfColumns(id, sources);
	}

	#callOfColumns(id: number, sources: readonly string[]): Call | undefined {
		const row = this.#connection.get<CallRow>(`${selectColumns} WHERE c.id = ?`, id);
		if (!row) {
			return undefined;
		}
		return {
			eventId: unpackEventId(row.event_id),
			eventTime: isoTimeOfId(row.id),
			eventName: row.event_name,
			readOnly: isRead(row.class),
			accountId: row.account_id,
			region: row.region,
			caller: {
				type: 'Unknown',
				name: row.caller_name,
				...(row.caller_arn !== '' && { arn: row.caller_arn }),
			},
			origin: { kind: originOf(row.origin), rule: 'record-unreadable', evidence: '' },
			...(isFailed(row.class) && { errorCode: 'Unknown' }),
			touches: unpackTopics(row.topics).map(({ topic, reference }) => ({
				arn:
					this.#connection.get<{ arn: string }>('SELECT arn FROM topic WHERE id = ?', topic)?.arn ??
					'',
				role: reference ? 'reference' : 'subject',
			})),
			sources,
		};
	}

	#block(id: number, blocks: Map<number, Block | undefined>): Block | undefined {
		if (!blocks.has(id)) {
			const packed = this.#connection.get<{ packed: Uint8Array }>(
				'SELECT packed FROM block WHERE id = ?',
				id,
			)?.packed;
			if (blocks.size >= maxKeptBlocks) {
				blocks.clear();
			}
			blocks.set(id, packed && unpackBlock(packed, this.#dictionaries));
		}
		return blocks.get(id);
	}
}
