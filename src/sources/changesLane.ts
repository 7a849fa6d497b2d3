import { mutatingOperations } from '../model/operations.ts';
import type { Span } from './span.ts';
import { Strand } from './strand.ts';

/** What is known completely once a page is saved. */
export interface Covered extends Span {
	readonly complete: 'all' | 'changes';
	/** With `changes`: names that were given up and wait for the full sweep. */
	readonly except?: readonly string[];
}

/** Sweeping at most so many pages costs no more than asking for each mutating operation by name. */
export const fewPages = Math.ceil(mutatingOperations.length * 1.5);

/** Every change of a span, asked for by the names of the mutating operations, one by one. */
export class ChangesLane {
	readonly #strands: readonly Strand[];
	readonly #span: Span;
	#knownTo: number;

	constructor(span: Span) {
		this.#span = span;
		this.#knownTo = span.to;
		this.#strands = mutatingOperations.map(
			(value) => new Strand('changes', { key: 'EventName', value }, span),
		);
	}

	get strands(): readonly Strand[] {
		return this.#strands;
	}

	/** A guess. */
	get pagesLeft(): number {
		return this.#strands
			.filter(({ done }) => !done)
			.flatMap(({ chains }) => chains.map((chain) => chain.pagesLeft(0)))
			.reduce((sum, one) => sum + one, 0);
	}

	/** What became known since the last time: as far back as the name that was read least. */
	takeCovered(): readonly Covered[] {
		const kept = this.#strands.filter(({ givenUp }) => !givenUp);
		const from = Math.max(...kept.map(({ position }) => position));
		if (kept.length === 0 || from >= this.#knownTo) {
			return [];
		}
		this.#knownTo = from;
		const except = this.#strands
			.filter(({ givenUp }) => givenUp)
			.map(({ attribute }) => attribute.value);
		return [{ from, to: this.#span.to, complete: 'changes', ...(except.length > 0 && { except }) }];
	}
}
