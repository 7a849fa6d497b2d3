import { hullOf, type Span, subtractSpans } from '../span.ts';

const dayLength = 86_400_000;

interface Day {
	/** Does it have log files, or was it proven to be quiet? */
	listed: boolean;
	/** Objects that are not read yet. */
	open: number;
	/** Was its time claimed? */
	told: boolean;
}

export interface PlaceLedgerOptions {
	/** The events that may be claimed, ms since 1970. */
	readonly span: Span;
	/** Events are in log files that were delivered until so much later, ms. */
	readonly margin: number;
	/** Time that could not be read. */
	readonly holes: () => readonly Span[];
}

/**
 * How far one account and Region of a bucket is read: a UTC day is known once every log file that
 * may hold events of it was read, and there was one at all, or proof that there was to be none.
 */
export class PlaceLedger {
	readonly #options: PlaceLedgerOptions;
	/** By number since 1970. */
	readonly #days = new Map<number, Day>();
	/** What was delivered before was listed, ms. */
	#upTo = -Infinity;

	get upTo(): number {
		return this.#upTo;
	}

	constructor(options: PlaceLedgerOptions) {
		this.#options = options;
	}

	/** More of the place was listed. @returns what is known thereby. */
	list(
		listed: readonly { readonly delivered: Span }[],
		unread: readonly { readonly delivered: Span }[],
		upTo: number,
	): readonly Span[] {
		for (const { delivered } of listed) {
			this.#day(dayOf(delivered)).listed = true;
		}
		for (const { delivered } of unread) {
			this.#day(dayOf(delivered)).open++;
		}
		this.#upTo = upTo;
		return this.#tell([...this.#days.keys()]);
	}

	/** An object was read, or will not be. @returns what is known thereby. */
	done({ delivered }: { readonly delivered: Span }): readonly Span[] {
		const number = dayOf(delivered);
		const day = this.#day(number);
		day.open--;
		return day.open === 0 ? this.#tell([number - 1, number]) : [];
	}

	/** A hole was filled: what is known of all days that were told already. */
	again(): readonly Span[] {
		return this.#time([...this.#days].flatMap(([number, { told }]) => (told ? [number] : [])));
	}

	/** Days of which there is a log file, or proof; with what of them may be claimed, oldest first. */
	get listed(): readonly Span[] {
		return this.#daysWhere(true);
	}

	/** The other days, oldest first. */
	get quiet(): readonly Span[] {
		return this.#daysWhere(false);
	}

	/** The trail was on in quiet days. @returns what is known thereby. */
	prove(days: readonly Span[]): readonly Span[] {
		const numbers = days.map(dayOf);
		for (const number of numbers) {
			this.#day(number).listed = true;
		}
		return this.#tell(numbers);
	}

	#daysWhere(isListed: boolean): readonly Span[] {
		const { span } = this.#options;
		const first = Math.floor(span.from / dayLength);
		const length = Math.max(0, Math.ceil(span.to / dayLength) - first);
		return Array.from({ length }, (_, index) => first + index)
			.filter((number) => (this.#days.get(number)?.listed ?? false) === isListed)
			.map((number) => this.#claimable(number));
	}

	#claimable(number: number): Span {
		const { span } = this.#options;
		return {
			from: Math.max(span.from, number * dayLength),
			to: Math.min(span.to, (number + 1) * dayLength),
		};
	}

	#tell(numbers: readonly number[]): readonly Span[] {
		const known = numbers.filter((number) => this.#isKnown(number));
		for (const number of known) {
			this.#day(number).told = true;
		}
		return this.#time(known);
	}

	#isKnown(number: number): boolean {
		const day = this.#days.get(number);
		const end = (number + 1) * dayLength + this.#options.margin;
		return (
			day?.listed === true &&
			!day.told &&
			day.open === 0 &&
			(this.#days.get(number + 1)?.open ?? 0) === 0 &&
			this.#upTo >= Math.min(end, this.#options.span.to + this.#options.margin)
		);
	}

	#time(numbers: readonly number[]): readonly Span[] {
		const days = numbers.map((number) => this.#claimable(number));
		const hull = hullOf(days);
		if (!hull) {
			return [];
		}
		const near = this.#options.holes().filter(({ from, to }) => from < hull.to && to > hull.from);
		return subtractSpans(days, near);
	}

	#day(number: number): Day {
		const known = this.#days.get(number) ?? { listed: false, open: 0, told: false };
		this.#days.set(number, known);
		return known;
	}
}

function dayOf({ from }: Span): number {
	return Math.floor(from / dayLength);
}
