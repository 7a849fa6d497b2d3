import type { Coverage } from '../model/coverage.ts';
import type { History } from '../model/history.ts';
import type { CallCounts, CallGroup } from '../model/query.ts';
import { type HistoryTarget, targetKey } from '../protocol/target.ts';
import { targetFilter } from './targetFilter.ts';

/** What is known of a target, whatever the filter. */
export interface TargetFacts {
	readonly counts: CallCounts;
	readonly days: readonly CallGroup[];
	readonly coverage: readonly Coverage[];
}

type Asked = Pick<History, 'count' | 'groups' | 'coverage'>;

/** Remembers the facts of one target until history changes: a keystroke in the filter asks for none. */
export class FactsCache {
	readonly #history: Asked;
	#known: { readonly key: string; readonly facts: Promise<TargetFacts> } | undefined;

	constructor(history: Asked) {
		this.#history = history;
	}

	/** History changed. */
	forget(): void {
		this.#known = undefined;
	}

	/** @throws HistoryError of the store; it is asked again the next time. */
	of(target: HistoryTarget): Promise<TargetFacts> {
		const key = targetKey(target);
		if (this.#known?.key === key) {
			return this.#known.facts;
		}
		const known = { key, facts: readFacts(this.#history, target) };
		this.#known = known;
		known.facts.catch(() => {
			if (this.#known === known) {
				this.#known = undefined;
			}
		});
		return known.facts;
	}
}

async function readFacts(history: Asked, target: HistoryTarget): Promise<TargetFacts> {
	const all = targetFilter(target);
	const [counts, days, coverage] = await Promise.all([
		history.count(all),
		history.groups('day', all),
		history.coverage(),
	]);
	return { counts, days, coverage };
}
