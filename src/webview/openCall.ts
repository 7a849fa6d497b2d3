import type { CallDetail } from '../protocol/callDetail.ts';
import { messageOf } from './transport.ts';

/** The call whose detail is open: reads it, and drops answers for another one. */
export class OpenCall {
	readonly #read: (eventId: string) => Promise<CallDetail>;
	readonly #onDidChange: () => void;
	#eventId: string | undefined;
	#detail: CallDetail | undefined;
	#failure: string | undefined;

	constructor(read: (eventId: string) => Promise<CallDetail>, onDidChange: () => void) {
		this.#read = read;
		this.#onDidChange = onDidChange;
	}

	get eventId(): string | undefined {
		return this.#eventId;
	}

	/** Of the open call; undefined until it has come. */
	get detail(): CallDetail | undefined {
		return this.#detail?.call.eventId === this.#eventId ? this.#detail : undefined;
	}

	/** Why it could not be read, or what went wrong with it since. */
	get failure(): string | undefined {
		return this.#failure;
	}

	async open(eventId: string): Promise<void> {
		this.#eventId = eventId;
		this.#failure = undefined;
		this.#onDidChange();
		try {
			const detail = await this.#read(eventId);
			if (this.#eventId === eventId) {
				this.#detail = detail;
			}
		} catch (error) {
			if (this.#eventId === eventId) {
				this.#failure = messageOf(error);
			}
		}
		this.#onDidChange();
	}

	close(): void {
		this.#eventId = undefined;
		this.#detail = undefined;
		this.#failure = undefined;
		this.#onDidChange();
	}

	fail(error: unknown): void {
		this.#failure = messageOf(error);
		this.#onDidChange();
	}
}
