import type { Coverage } from '../../model/coverage.ts';
import { isRegionName } from '../regionName.ts';
import type { Span } from '../span.ts';
import { day } from './timeSlices.ts';

interface Place {
	readonly accountId: string;
	readonly region: string;
	/** The table is known to hold it since then, ms. */
	since: number;
	/** End of what was claimed already, by begin of the slice. */
	readonly claimed: Map<number, Span>;
}

/** Which accounts and Regions a table holds, since when, and what may be claimed of them therefore. */
export class PlaceBook {
	readonly #source: string;
	readonly #complete: 'all' | 'changes';
	readonly #limit: number;
	readonly #places = new Map<string, Place>();
	readonly #slices: Span[] = [];
	/** Nothing at all is known of what comes after, ms: logs may have ended. */
	#end = 0;

	/**
	 * @param known what was claimed before, which tells of places without any record now
	 * @param limit no time after it is complete, ms
	 */
	constructor(options: {
		readonly source: string;
		readonly complete: 'all' | 'changes';
		readonly known: readonly Coverage[];
		readonly limit: number;
	}) {
		this.#source = options.source;
		this.#complete = options.complete;
		this.#limit = options.limit;
		for (const { accountId, region, from } of options.known) {
			this.#place(accountId, region, Date.parse(from));
		}
	}

	/** A record of that place was seen, whatever its service. @param days `YYYY-MM-DD` */
	see(accountId: string, region: string, days: { readonly first: string; readonly last: string }) {
		const first = Date.parse(`${days.first}T00:00:00Z`);
		const last = Date.parse(`${days.last}T00:00:00Z`);
		const named = /^\d{12}$/.test(accountId) && isRegionName(region);
		if (!named || Number.isNaN(first) || Number.isNaN(last)) {
			return;
		}
		this.#place(accountId, region, first);
		this.#end = Math.max(this.#end, last + day);
	}

	/**
	 * That part of the time was read wholly, and there was a record: of time without any nobody knows
	 * whether it ever came into the table.
	 */
	done(slice: Span): void {
		this.#slices.push(slice);
	}

	/** What can be claimed now and was not yet. */
	take(): readonly Coverage[] {
		const end = Math.min(this.#end, this.#limit);
		return [...this.#places.values()].flatMap((place) =>
			this.#slices.flatMap((slice) => {
				const from = Math.max(slice.from, place.since);
				const to = Math.min(slice.to, end);
				const before = place.claimed.get(slice.from);
				if (from >= to || (before && before.from <= from && before.to >= to)) {
					return [];
				}
				place.claimed.set(slice.from, { from, to });
				return {
					accountId: place.accountId,
					region: place.region,
					source: this.#source,
					from: new Date(from).toISOString(),
					to: new Date(to).toISOString(),
					complete: this.#complete,
				};
			}),
		);
	}

	#place(accountId: string, region: string, since: number): void {
		const key = `${accountId}/${region}`;
		const known = this.#places.get(key);
		if (known) {
			known.since = Math.min(known.since, since);
		} else {
			this.#places.set(key, { accountId, region, since, claimed: new Map() });
		}
	}
}
