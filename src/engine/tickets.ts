import { HistoryError } from '../model/errors.ts';

/** More questions than ever wait at once; a slot that is used again only costs a needless answer. */
const slots = 1024;

/**
 * Numbers for questions that can be taken back, in memory that both threads see: a thread with a
 * queue, or in the middle of an answer, would read a message too late.
 */
export class Tickets {
	readonly memory = new SharedArrayBuffer(slots * Int32Array.BYTES_PER_ELEMENT);
	readonly #takenBack = new Int32Array(this.memory);
	#last = 0;

	/**
	 * Asks, until `signal` says that nobody wants the answer any more.
	 * @throws HistoryError `cancelled` at once then, and what `ask` rejects with.
	 */
	async ask<T>(
		signal: AbortSignal | undefined,
		ask: (ticket: number | undefined) => Promise<T>,
	): Promise<T> {
		if (!signal) {
			return ask(undefined);
		}
		if (signal.aborted) {
			throw takenBackError();
		}
		this.#last = (this.#last % 0x7fff_ffff) + 1;
		const ticket = this.#last;
		const { promise, reject } = Promise.withResolvers<never>();
		const takeBack = () => {
			Atomics.store(this.#takenBack, ticket % slots, ticket);
			reject(takenBackError());
		};
		signal.addEventListener('abort', takeBack, { once: true });
		try {
			return await Promise.race([ask(ticket), promise]);
		} finally {
			signal.removeEventListener('abort', takeBack);
		}
	}
}

/** Tells on the other side whether a question was taken back. */
export function readTickets(memory: SharedArrayBuffer): (ticket: number | undefined) => boolean {
	const takenBack = new Int32Array(memory);
	return (ticket) => ticket !== undefined && Atomics.load(takenBack, ticket % slots) === ticket;
}

export function takenBackError(): HistoryError {
	return new HistoryError('cancelled', 'The question was taken back.');
}
