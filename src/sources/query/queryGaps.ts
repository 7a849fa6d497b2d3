import type { Gap } from '../../model/coverage.ts';
import type { FetchWindow } from '../../model/fetch.ts';
import { gapName, isAccount, lostName, readsAllOf } from '../gapNames.ts';
import { isRegionName } from '../regionName.ts';
import { type Span, timesOf } from '../span.ts';
import { day } from './timeSlices.ts';

interface GapOptions {
	readonly source: string;
	readonly window: FetchWindow;
}

/** A part of the time that no query could read. */
export function lostPart(part: Span, reason: string, { source, window }: GapOptions): Gap {
	const { accounts = [], regions = [] } = window;
	const one = (list: readonly string[]) => (list.length === 1 ? (list[0] ?? '') : '');
	return {
		...{ accountId: one(accounts), region: one(regions), source, reason },
		...timesOf(part),
		what: lostName(part, window),
	};
}

/** Was all of the gap read, with the accounts and Regions that it is of? */
export function isFilled(
	{ from, to, what }: Gap,
	read: readonly Span[],
	window: FetchWindow,
): boolean {
	const [begin, end] = [Date.parse(from), Date.parse(to)];
	return readsAllOf(what, window) && read.some((slice) => slice.from <= begin && slice.to >= end);
}

interface UnreadableRow {
	readonly accountId: string;
	readonly region: string;
	/** `YYYY-MM-DD` */
	readonly first: string;
	readonly last: string;
	readonly reason: string;
}

/** Records of one query that cannot be read: what they say is missing. */
export class UnreadableRows {
	readonly #part: Span;
	/** One for each account and Region, of the days that the records are of. */
	readonly #places = new Map<string, Span & Pick<Gap, 'accountId' | 'region' | 'reason'>>();

	/** @param part of the time that was asked for */
	constructor(part: Span) {
		this.#part = part;
	}

	add({ first, last, ...row }: UnreadableRow): void {
		const accountId = isAccount(row.accountId) ? row.accountId : '';
		const region = isRegionName(row.region) ? row.region : '';
		const from = Date.parse(`${first}T00:00:00Z`) || this.#part.from;
		const to = Date.parse(`${last}T00:00:00Z`) + day || this.#part.to;
		const key = `${accountId}/${region}`;
		const known = this.#places.get(key) ?? { from, to, reason: row.reason };
		this.#places.set(key, {
			...{ accountId, region, reason: known.reason },
			from: Math.min(known.from, from),
			to: Math.max(known.to, to),
		});
	}

	gaps({ source, service }: { source: string; service: string }): readonly Gap[] {
		const part = this.#part;
		return [...this.#places.values()].map(({ accountId, region, reason, from, to }) => {
			const days = { from: Math.max(part.from, from), to: Math.min(part.to, to) };
			const span = days.from < days.to ? days : part;
			return {
				...{ accountId, region, source, ...timesOf(span) },
				what: gapName(span, [accountId, region], 'unreadable'),
				reason: `${service}: records cannot be read: ${reason}`,
			};
		});
	}
}
