import type { CallTotal } from '../model/query.ts';
import type { ListedCall } from '../protocol/listedCall.ts';
import { type CallRows, type HistorySnapshot, pageSize } from '../protocol/messages.ts';

/** Longer lists are not read again for every change: only once changes have rested, ms. */
const longList = 2000;
const longListRest = 3000;

export type FetchRows = (generation: number, after: string, limit: number) => Promise<CallRows>;

/**
 * The rows that the page holds, in the order of the store. Grows page by page; a newer snapshot replaces the
 * first page, and what was loaded beyond is read again, since a late call can belong anywhere.
 */
export class CallList {
	readonly #fetch: FetchRows;
	readonly #onDidChange: () => void;
	#calls: readonly ListedCall[] = [];
	#next: string | undefined;
	#generation = -1;
	#loading = false;
	#pending: HistorySnapshot | undefined;
	#error: unknown;
	/** How many there were when they were last counted, and what came on top since. */
	#total: CallTotal | undefined;
	#added = 0;
	#unchecked: HistorySnapshot | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(fetch: FetchRows, onDidChange: () => void) {
		this.#fetch = fetch;
		this.#onDidChange = onDidChange;
	}

	get calls(): readonly ListedCall[] {
		return this.#calls;
	}

	get hasMore(): boolean {
		return this.#next !== undefined;
	}

	/** Why the last page could not be read; gone with the next try. */
	get error(): unknown {
		return this.#error;
	}

	/** Of this list; undefined until it was counted. */
	get total(): CallTotal | undefined {
		return this.#total;
	}

	/**
	 * How many rows there are to scroll over. Where they were not counted to the end it grows with
	 * what is loaded.
	 */
	get rows(): number {
		const beyond = this.hasMore ? pageSize : 0;
		const least = this.#calls.length + beyond;
		const { calls = least, more = true } = this.#total ?? {};
		return more ? Math.max(calls, least) : calls;
	}

	/** @returns whether the list is another one than before. */
	accept(snapshot: HistorySnapshot): boolean {
		const isOther = snapshot.generation !== this.#generation;
		this.#generation = snapshot.generation;
		this.#error = undefined;
		if (isOther) {
			this.#total = undefined;
		}
		if (isOther || this.#calls.length <= snapshot.calls.length) {
			this.#forgetUnchecked();
			this.#pending = undefined;
			this.#set(snapshot);
			return isOther;
		}
		const added = this.#addedOnTop(snapshot);
		if (added === undefined) {
			this.#forgetUnchecked();
			this.#reloadSoon(snapshot);
			return isOther;
		}
		this.#added += added;
		this.#unchecked = snapshot;
		if (added > 0) {
			this.#set({
				calls: [...snapshot.calls.slice(0, added), ...this.#calls],
				...(this.#next !== undefined && { next: this.#next }),
			});
		}
		return isOther;
	}

	/** Takes how many calls the list has: were those on top all that is new? */
	count(total: CallTotal): void {
		const before = this.#total;
		const snapshot = this.#unchecked;
		const isAll =
			before !== undefined &&
			!before.more &&
			!total.more &&
			total.calls - before.calls === this.#added &&
			!this.#loading &&
			!this.#pending;
		this.#total = total;
		this.#forgetUnchecked();
		if (snapshot && !isAll) {
			this.#reloadSoon(snapshot);
		}
		this.#onDidChange();
	}

	#forgetUnchecked(): void {
		this.#added = 0;
		this.#unchecked = undefined;
	}

	#reloadSoon(snapshot: HistorySnapshot): void {
		clearTimeout(this.#timer);
		if (this.#calls.length > longList) {
			this.#timer = setTimeout(() => this.#reloadFrom(snapshot), longListRest);
		} else {
			this.#reloadFrom(snapshot);
		}
	}

	#reloadFrom(snapshot: HistorySnapshot): void {
		this.#pending = snapshot;
		void this.#reload();
	}

	/** How many rows of the first page come before those that are here; undefined where it differs. */
	#addedOnTop({ calls }: HistorySnapshot): number | undefined {
		const first = this.#calls[0]?.eventId;
		const added = calls.findIndex((call) => call.eventId === first);
		const isSame = calls
			.slice(Math.max(0, added))
			.every((call, index) => call.eventId === this.#calls[index]?.eventId);
		return added >= 0 && isSame ? added : undefined;
	}

	/** Reads the next page; does nothing where there is none or one is on its way. */
	async loadMore(): Promise<void> {
		const next = this.#next;
		if (next === undefined || this.#loading) {
			return;
		}
		await this.#load(async (isCurrent) => {
			const before = this.#calls;
			const page = await this.#fetch(this.#generation, next, pageSize);
			if (isCurrent() && this.#calls === before) {
				this.#set({ ...page, calls: [...before, ...page.calls] });
			}
		});
	}

	async #reload(): Promise<void> {
		while (this.#pending && !this.#loading) {
			const snapshot = this.#pending;
			this.#pending = undefined;
			await this.#load(async (isCurrent) => {
				const wanted = this.#calls.length;
				const calls = [...snapshot.calls];
				let { next } = snapshot;
				while (next !== undefined && calls.length < wanted && isCurrent()) {
					const limit = Math.min(pageSize, wanted - calls.length);
					const page = await this.#fetch(snapshot.generation, next, limit);
					calls.push(...page.calls);
					next = page.next;
				}
				if (isCurrent()) {
					this.#set({ calls, ...(next !== undefined && { next }) });
				}
			});
		}
	}

	async #load(task: (isCurrent: () => boolean) => Promise<void>): Promise<void> {
		const generation = this.#generation;
		const isCurrent = () => generation === this.#generation;
		this.#loading = true;
		this.#error = undefined;
		try {
			await task(isCurrent);
		} catch (error) {
			// an answer for a list that is no longer shown matters to nobody
			if (isCurrent()) {
				this.#error = error;
				this.#onDidChange();
			}
		} finally {
			this.#loading = false;
		}
		if (this.#pending) {
			await this.#reload();
		}
	}

	#set(rows: CallRows): void {
		this.#calls = rows.calls;
		this.#next = rows.next;
		this.#onDidChange();
	}
}
