import { isCancellation } from '../model/errors.ts';
import type { History } from '../model/history.ts';
import type { Translate } from '../model/translate.ts';
import type { HistorySnapshot, ToWebviewMessage } from '../protocol/messages.ts';
import type { PanelState } from '../protocol/target.ts';
import { type ListOptions, takeFacts } from './listFacts.ts';
import { failureNotice, takeSnapshot } from './snapshot.ts';
import { SnapshotPump } from './snapshotPump.ts';
import { FactsCache } from './targetFacts.ts';

/** Milliseconds between two snapshots while history changes. */
const interval = 400;

export interface ListFeedDeps {
	readonly history: Pick<History, 'calls' | 'total' | 'span' | 'coverage' | 'connection'>;
	readonly t: Translate;
	/** How dates are written; as the system does if not given. */
	readonly locale?: string;
	/** What is to be shown now. */
	readonly state: () => PanelState;
	readonly canGo: () => NonNullable<HistorySnapshot['canGo']>;
	/** Is there a page that listens? */
	readonly isReady: () => boolean;
	readonly send: (message: ToWebviewMessage) => void;
	readonly onError: (error: unknown) => void;
}

/**
 * Tells a page what to list: rows first, then what must be counted for it. A list that was replaced
 * is forgotten: questions about it that still wait are taken back.
 */
export class ListFeed {
	readonly facts: FactsCache;
	readonly #deps: ListFeedDeps;
	readonly #rowsPump = new SnapshotPump(() => this.#sendRows(), interval);
	readonly #factsPump = new SnapshotPump(() => this.#sendFacts(), interval);
	#generation = 1;
	/** One for all pages of a list. */
	#listedAt = Date.now();
	#replaced = new AbortController();
	#ahead: Promise<HistorySnapshot> | undefined;
	/** The rows that the page's own document has. */
	#embedded: Promise<HistorySnapshot> | undefined;
	/** The list that facts were last asked for, and how often they came with the rows. */
	#factsOf = 0;
	#factsSent = 0;

	constructor(deps: ListFeedDeps) {
		this.#deps = deps;
		this.facts = new FactsCache(deps.history);
	}

	/** Grows with every other list. */
	get generation(): number {
		return this.#generation;
	}

	/** The moment that relative times of the query count from, epoch ms. */
	get listedAt(): number {
		return this.#listedAt;
	}

	/** Says when the list is replaced by another. */
	get signal(): AbortSignal {
		return this.#replaced.signal;
	}

	/** Asks for the first rows before there is a page to show them. */
	prepare(): void {
		this.#ahead = this.#takeRows();
		const quiet = () => undefined;
		// whatever fails is asked again, and told, once the page is there
		this.#ahead.catch(quiet);
		this.facts.of(this.#deps.state().target).catch(quiet);
	}

	/**
	 * The rows that were asked for ahead, to be put into the page's document: a page that has them
	 * shows them without asking. undefined where they are not there within `ms`.
	 */
	async embed(ms: number): Promise<HistorySnapshot | undefined> {
		const ahead = this.#ahead;
		const { promise: late, resolve } = Promise.withResolvers<undefined>();
		const timer = setTimeout(() => resolve(undefined), ms);
		const snapshot = await Promise.race([ahead?.catch(() => undefined), late]);
		clearTimeout(timer);
		if (!snapshot || ahead !== this.#ahead) {
			return undefined;
		}
		this.#embedded = ahead;
		return this.#asOfNow(snapshot);
	}

	/** The document of the page has no rows (any more). */
	unembed(): void {
		this.#embedded = undefined;
	}

	/** Another target or filter is to be shown. */
	replace(): void {
		this.#generation++;
		this.#replaced.abort();
		this.#replaced = new AbortController();
		this.#ahead = undefined;
		this.refresh();
	}

	/** History changed: soon. */
	changed(): void {
		this.facts.forget();
		this.#ahead = undefined;
		if (this.#deps.isReady()) {
			this.#rowsPump.ask();
		}
	}

	/** Tells all again, at once. */
	refresh(): void {
		if (this.#deps.isReady()) {
			this.#rowsPump.askNow();
		}
	}

	dispose(): void {
		this.#replaced.abort();
		this.#rowsPump.dispose();
		this.#factsPump.dispose();
	}

	#options(): ListOptions {
		const { history, t, locale, state } = this.#deps;
		return {
			history,
			facts: this.facts,
			state: state(),
			generation: this.#generation,
			now: this.#listedAt,
			t,
			locale,
			signal: this.signal,
		};
	}

	#takeRows(): Promise<HistorySnapshot> {
		this.#listedAt = Date.now();
		return takeSnapshot(this.#options());
	}

	#asOfNow(snapshot: HistorySnapshot): HistorySnapshot {
		const { state, canGo } = this.#deps;
		return { ...snapshot, state: state(), canGo: canGo() };
	}

	async #sendRows(): Promise<void> {
		const generation = this.#generation;
		try {
			const ahead = this.#ahead;
			const isThere = ahead !== undefined && ahead === this.#embedded;
			this.#ahead = undefined;
			this.#embedded = undefined;
			const snapshot = await (ahead?.catch(() => this.#takeRows()) ?? this.#takeRows());
			if (generation !== this.#generation) {
				return;
			}
			if (!isThere) {
				this.#deps.send({ type: 'snapshot', snapshot: this.#asOfNow(snapshot) });
			}
			if (snapshot.facts) {
				this.#factsSent++;
			} else if (this.#factsOf === generation) {
				this.#factsPump.ask();
			} else {
				this.#factsOf = generation;
				this.#factsPump.askNow();
			}
		} catch (error) {
			this.#fail(error, generation);
		}
	}

	async #sendFacts(): Promise<void> {
		const generation = this.#generation;
		const sent = this.#factsSent;
		try {
			const facts = await takeFacts(this.#options());
			// those that came with newer rows are newer
			if (generation === this.#generation && sent === this.#factsSent) {
				this.#deps.send({ type: 'facts', facts });
			}
		} catch (error) {
			this.#fail(error, generation);
		}
	}

	#fail(error: unknown, generation: number): void {
		if (isCancellation(error)) {
			return;
		}
		const { state, t, send, onError } = this.#deps;
		onError(error);
		if (generation === this.#generation) {
			send({ type: 'failed', state: state(), notice: failureNotice(error, t) });
		}
	}
}
