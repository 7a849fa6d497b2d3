import type { Coverage } from '../model/coverage.ts';
import type { Asked, History } from '../model/history.ts';
import type { CallFilter, CallSpan, CallTotal } from '../model/query.ts';
import type { TargetCounts } from '../protocol/messages.ts';
import { type HistoryTarget, targetKey } from '../protocol/target.ts';
import { targetFilter } from './targetFilter.ts';

/** Where counting ends that has to look at calls: nobody reads the difference, everybody the wait. */
export const countedAtMost = 100_000;

/** What is known of a target, whatever the filter. */
export interface TargetFacts {
	readonly counts: Omit<TargetCounts, 'failures'>;
	readonly all: CallFacts;
	/** Of those that a list without reads shows, so that no number tells of others. */
	readonly withoutReads: CallFacts;
	readonly coverage: readonly Coverage[];
}

interface CallFacts {
	readonly failures: CallTotal;
	/** Missing where no call is known. */
	readonly span?: CallSpan;
}

type Questions = Pick<History, 'total' | 'span' | 'coverage'>;

interface Known {
	readonly key: string;
	readonly promise: Promise<TargetFacts>;
	readonly controller: AbortController;
	facts?: TargetFacts;
}

/** Remembers the facts of one target until history changes: a keystroke in the filter asks for none. */
export class FactsCache {
	readonly #history: Questions;
	#known: Known | undefined;
	#coverage: Promise<readonly Coverage[]> | undefined;

	constructor(history: Questions) {
		this.#history = history;
	}

	/** History changed. */
	forget(): void {
		this.#known = undefined;
		this.#coverage = undefined;
	}

	/** What was read, the same for all targets. @throws HistoryError of the store; see `of` */
	coverage(): Promise<readonly Coverage[]> {
		if (this.#coverage) {
			return this.#coverage;
		}
		const asked = this.#history.coverage();
		this.#coverage = asked;
		asked.catch(() => {
			if (this.#coverage === asked) {
				this.#coverage = undefined;
			}
		});
		return asked;
	}

	/** What has come already. */
	known(target: HistoryTarget): TargetFacts | undefined {
		return this.#known?.key === targetKey(target) ? this.#known.facts : undefined;
	}

	/**
	 * @throws HistoryError of the store; it is asked again the next time. `cancelled` where another
	 * target was asked for meanwhile.
	 */
	of(target: HistoryTarget): Promise<TargetFacts> {
		const key = targetKey(target);
		if (this.#known?.key === key) {
			return this.#known.promise;
		}
		this.#known?.controller.abort();
		const controller = new AbortController();
		const { signal } = controller;
		const promise = readFacts(this.#history, target, () => this.coverage(), { signal });
		const known: Known = { key, promise, controller };
		this.#known = known;
		known.promise.then(
			(facts) => {
				known.facts = facts;
			},
			() => {
				if (this.#known === known) {
					this.#known = undefined;
				}
			},
		);
		return known.promise;
	}
}

async function readFacts(
	history: Omit<Questions, 'coverage'>,
	target: HistoryTarget,
	coverageOf: () => Promise<readonly Coverage[]>,
	asked: Asked,
): Promise<TargetFacts> {
	const all = targetFilter(target);
	const total = (filter: CallFilter) => history.total(filter, countedAtMost, asked);
	const changes: CallFilter = {
		...all,
		readOnly: false,
		failed: false,
		// a change of something else that only names the resource is none of the resource
		...(all.arn !== undefined && { role: 'subject' }),
	};
	const factsOf = async (filter: CallFilter): Promise<CallFacts> => {
		const [failures, span] = await Promise.all([
			total({ ...filter, failed: true }),
			history.span(filter, asked),
		]);
		return { failures, ...(span && { span }) };
	};
	const [calls, changed, ofAll, withoutReads, coverage] = await Promise.all([
		total(all),
		total(changes),
		factsOf(all),
		factsOf({ ...all, readOnly: false }),
		coverageOf(),
	]);
	return { counts: { calls, changes: changed }, all: ofAll, withoutReads, coverage };
}
