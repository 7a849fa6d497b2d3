import { type ImageBuilderArn, parseArn } from '../model/arn.ts';
import type { Connection } from './connection.ts';
import { lastReservedTopic } from './schema.ts';

/** What calls are listed under. */
export interface Topic {
	/** Undefined where it is none that we know how to read. */
	readonly arn: ImageBuilderArn | undefined;
	/** Place in the order of the ARNs. */
	order: number;
}

/**
 * The topics, parsed and put in order once: there are thousands, and none ever changes or goes. Not
 * to be asked inside a transaction, which may be undone.
 */
export class KnownTopics {
	readonly #connection: Connection;
	readonly #topics = new Map<number, Topic>();
	#sorted: readonly { readonly text: string; readonly topic: Topic }[] = [];
	#last = lastReservedTopic;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	/** All that there are now, by their ids. */
	all(): ReadonlyMap<number, Topic> {
		const added = this.#connection.all<{ id: number; arn: string }>(
			'SELECT id, arn FROM topic WHERE id > ? ORDER BY id',
			this.#last,
		);
		if (added.length > 0) {
			this.#add(added);
		}
		return this.#topics;
	}

	#add(rows: readonly { readonly id: number; readonly arn: string }[]): void {
		const added = rows.map(({ id, arn }) => {
			const topic: Topic = { arn: parseArn(arn), order: 0 };
			this.#topics.set(id, topic);
			this.#last = id;
			return { text: arn, topic };
		});
		this.#sorted = [...this.#sorted, ...added].sort((one, other) =>
			one.text < other.text ? -1 : 1,
		);
		for (const [order, { topic }] of this.#sorted.entries()) {
			topic.order = order;
		}
	}
}
