import type { HistoryError } from '../../model/errors.ts';
import type { RecordedCall } from '../../model/recordedCall.ts';
import type { SeenObject } from '../archiveSource.ts';
import type { Clock } from '../clock.ts';
import type { LiveLog, LiveOptions, LivePage, LiveSource } from '../liveSource.ts';
import { Reasons } from '../reasons.ts';
import { backOff, mayPass } from '../retry.ts';
import { readQueueMessage } from './message.ts';
import { type ReadObject, readObjects } from './messageObjects.ts';
import type { FetchObject } from './objects.ts';
import type { Queue, ReceivedMessage } from './queue.ts';

export interface QueueSourceDeps {
	/** `sourceId` of the source. */
	readonly id: string;
	readonly queue: Queue;
	readonly fetchObject: FetchObject;
	readonly clock: Clock;
	readonly log: LiveLog;
}

interface QueuePage extends LivePage {
	/** Messages that say nothing beyond the page. */
	readonly taken: readonly ReceivedMessage[];
	/** Why not all of the messages could be read. */
	readonly trouble: HistoryError | undefined;
}

const firstWait = 1000;
/** Between two tries where the queue cannot be asked, ms. */
const longestWait = 5 * 60_000;
/** Where messages come of which none can be taken: they come again and again, ms. */
const longestUselessWait = 60_000;
/** An object that could not be read is no trouble any more after so long, ms. */
const troubleLasts = 10 * 60_000;

/**
 * Calls that come to a queue. A message is taken out of it once all that it says is saved; what
 * could not be understood or read stays, and comes again.
 */
export class QueueSource implements LiveSource {
	readonly #deps: QueueSourceDeps;
	readonly #reasons: Reasons;

	constructor(deps: QueueSourceDeps) {
		this.#deps = deps;
		this.#reasons = new Reasons((reason) => deps.log('warn', `${deps.id}: ${reason}`));
	}

	async *pages({ signal, onTrouble }: LiveOptions): AsyncGenerator<LivePage> {
		const { clock } = this.#deps;
		let useless = 0;
		let trouble: { readonly error: HistoryError; readonly since: number } | undefined;
		try {
			for (;;) {
				const asked = clock.now();
				const messages = await this.#receive({ signal, onTrouble });
				const page = await this.#read(messages, signal);
				if (page.trouble) {
					trouble = { error: page.trouble, since: clock.now() };
				} else if (page.seen.length > 0 || clock.now() - (trouble?.since ?? 0) > troubleLasts) {
					trouble = undefined;
				}
				onTrouble(trouble?.error);
				if (messages.length > 0) {
					yield page;
					await this.#remove(page.taken, signal);
				}
				useless = messages.length > 0 && page.taken.length === 0 ? useless + 1 : 0;
				// a server that does not wait for messages must not be asked without end
				const rest = messages.length === 0 ? asked + firstWait - clock.now() : 0;
				const pause = useless > 0 ? backOff(useless, firstWait, longestUselessWait) : rest;
				if (pause > 0) {
					await clock.sleep(pause, signal);
				}
			}
		} finally {
			this.#reasons.tell();
		}
	}

	/** Asks until the queue answers. @throws HistoryError where it never will. */
	async #receive({ signal, onTrouble }: LiveOptions): Promise<readonly ReceivedMessage[]> {
		const { queue, clock } = this.#deps;
		for (let failures = 1; ; failures++) {
			try {
				return await queue.receive(signal);
			} catch (error) {
				signal.throwIfAborted();
				if (!mayPass(error)) {
					throw error;
				}
				// a single miss is nobody's concern
				if (failures > 1) {
					onTrouble(error);
				}
				await clock.sleep(backOff(failures, firstWait, longestWait), signal);
			}
		}
	}

	async #read(messages: readonly ReceivedMessage[], signal: AbortSignal): Promise<QueuePage> {
		const read = messages.map((message) => ({ message, content: readQueueMessage(message.body) }));
		const named = read.flatMap(({ content }) =>
			content.kind === 'objects' ? content.objects : [],
		);
		const results = await readObjects(named, this.#deps.fetchObject, signal);
		const calls: RecordedCall[] = [];
		const unreadable: string[] = [];
		const seen: SeenObject[] = [];
		const taken: ReceivedMessage[] = [];
		let trouble: HistoryError | undefined;
		for (const { message, content } of read) {
			const objects = (content.kind === 'objects' ? content.objects : []).flatMap(
				(object) => results.get(object) ?? [],
			);
			if (content.kind === 'call') {
				calls.push(content.call);
			} else if (content.kind === 'unknown') {
				this.#reasons.add(`a message was left in the queue: ${content.reason}`);
			}
			for (const object of objects) {
				this.#note(object);
				calls.push(...(object.kind === 'gone' ? [] : object.calls));
				unreadable.push(...(object.kind === 'failed' ? object.unreadable : []));
				seen.push(...(object.kind === 'read' ? [object.seen] : []));
				trouble ??= object.kind === 'failed' ? object.error : undefined;
			}
			if (content.kind !== 'unknown' && objects.every(({ kind }) => kind !== 'failed')) {
				taken.push(message);
			}
		}
		return { calls, unreadable, seen, taken, trouble };
	}

	#note(object: ReadObject): void {
		if (object.kind === 'gone') {
			this.#reasons.add('a log file that a message names is not in its bucket any more');
		} else if (object.kind === 'failed') {
			this.#reasons.add(`a message was left in the queue: ${object.error.message}`);
		}
	}

	/** Messages that could not be taken out come again: their calls are known by then. */
	async #remove(messages: readonly ReceivedMessage[], signal: AbortSignal): Promise<void> {
		if (messages.length === 0) {
			return;
		}
		try {
			if ((await this.#deps.queue.remove(messages, signal)) > 0) {
				this.#reasons.add('SQS did not delete a message');
			}
		} catch (error) {
			signal.throwIfAborted();
			if (!mayPass(error)) {
				throw error;
			}
			this.#reasons.add(`messages could not be deleted: ${error.message}`);
		}
	}
}
