import type { Gap } from '../../model/coverage.ts';
import { type Span, spanOf } from '../span.ts';

type Place = Pick<Gap, 'accountId' | 'region'>;

/**
 * What is missing of a bucket, by its name, and its times by place: a bucket may have a gap for each
 * of hundreds of thousands of archived objects, and each day of a place asks for its own.
 */
export class OpenGaps {
	readonly #gaps = new Map<string, Gap>();
	readonly #spans = new Map<string, Map<string, Span>>();

	constructor(gaps: readonly Gap[] = []) {
		for (const gap of gaps) {
			this.add(gap);
		}
	}

	add(gap: Gap): void {
		const { what } = gap;
		this.delete(what);
		this.#gaps.set(what, gap);
		const spans = this.#spans.get(placeName(gap)) ?? new Map<string, Span>();
		this.#spans.set(placeName(gap), spans);
		spans.set(what, spanOf(gap));
	}

	/** @returns whether it was missing. */
	delete(what: string): boolean {
		const gap = this.#gaps.get(what);
		if (gap) {
			this.#gaps.delete(what);
			this.#spans.get(placeName(gap))?.delete(what);
		}
		return gap !== undefined;
	}

	values(): IterableIterator<Gap> {
		return this.#gaps.values();
	}

	/** Times that are missing of a place; a gap may be of any account or Region. */
	holes({ accountId, region }: Place): readonly Span[] {
		return [accountId, ''].flatMap((account) =>
			[region, ''].flatMap((inside) => [
				...(this.#spans.get(placeName({ accountId: account, region: inside }))?.values() ?? []),
			]),
		);
	}
}

/** Tells accounts and Regions apart. */
export function placeName({ accountId, region }: Place): string {
	return `${accountId}/${region}`;
}
