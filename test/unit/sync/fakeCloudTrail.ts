import { HistoryError } from '../../../src/model/errors.ts';
import type { Clock } from '../../../src/sources/clock.ts';
import type { Lookup, LookupAnswer, LookupRequest } from '../../../src/sources/lookup.ts';

export interface FakeEvent {
	readonly id: string;
	/** ms since 1970. */
	readonly time: number;
	readonly name: string;
	/** `imagebuilder.amazonaws.com` if not given. */
	readonly source?: string;
	/** When LookupEvents shows it first, ms since 1970. */
	readonly visibleAt?: number;
}

export interface FakeOptions {
	readonly clock: Clock;
	readonly events: readonly FakeEvent[];
	readonly accountId?: string;
	readonly region?: string;
	/** ms. */
	readonly latency?: number | (() => number);
	readonly requestsPerSecond?: number;
	/** Throws in place of an answer, or does not. */
	readonly fault?: (request: LookupRequest, index: number) => void;
}

const ours = 'imagebuilder.amazonaws.com';

/** LookupEvents of one account and Region, in the process, as strict as the real one. */
export class FakeCloudTrail {
	readonly requests: LookupRequest[] = [];
	/** When each request came, ms since 1970. */
	readonly times: number[] = [];
	refused = 0;
	mostAtOnce = 0;
	events: readonly FakeEvent[];
	#atOnce = 0;
	readonly #options: FakeOptions;

	constructor(options: FakeOptions) {
		this.#options = options;
		this.events = options.events.toSorted(newestFirst);
	}

	add(events: readonly FakeEvent[]): void {
		this.events = [...this.events, ...events].toSorted(newestFirst);
	}

	readonly lookup: Lookup = async (request, signal) => {
		const { clock, latency = 0, requestsPerSecond = 2, fault } = this.#options;
		const now = clock.now();
		const inWindow = this.times.filter((time) => time > now - 1000).length;
		this.requests.push(request);
		if (inWindow >= requestsPerSecond) {
			this.refused++;
			throw new HistoryError('throttled', 'Rate exceeded', {
				details: { awsCode: 'ThrottlingException' },
			});
		}
		this.times.push(now);
		this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#atOnce);
		try {
			await clock.sleep(typeof latency === 'number' ? latency : latency(), signal);
			fault?.(request, this.requests.length);
			return this.#answer(request);
		} finally {
			this.#atOnce--;
		}
	};

	#answer({ attribute, from, to, nextToken }: LookupRequest): LookupAnswer {
		const now = this.#options.clock.now();
		if (from > to) {
			throw awsError('InvalidTimeRangeException');
		}
		const frozen = JSON.stringify([attribute, from, to]);
		const [after, parameters] = nextToken === undefined ? [-1] : JSON.parse(nextToken);
		if (parameters !== undefined && parameters !== frozen) {
			throw awsError('InvalidNextTokenException');
		}
		const page: FakeEvent[] = [];
		let last = after as number;
		let more = false;
		const start = Math.max(last + 1, lowerBound(this.events, to));
		for (let index = start; index < this.events.length; index++) {
			const event = this.events[index];
			if (!event || event.time < from) {
				break;
			}
			const value = attribute.key === 'EventName' ? event.name : (event.source ?? ours);
			if (value === attribute.value && (event.visibleAt ?? 0) <= now) {
				if (page.length === 50) {
					more = true;
					break;
				}
				page.push(event);
				last = index;
			}
		}
		return {
			events: page.map((event) => ({
				id: event.id,
				time: event.time,
				source: event.source ?? ours,
				record: this.#record(event),
			})),
			...(more && { nextToken: JSON.stringify([last, frozen]) }),
		};
	}

	#record({ id, time, name, source = ours }: FakeEvent): string {
		return JSON.stringify({
			eventVersion: '1.11',
			userIdentity: { type: 'IAMUser', userName: 'ann', accountId: '111122223333' },
			eventTime: new Date(time).toISOString().replace('.000Z', 'Z'),
			eventSource: source,
			eventName: name,
			awsRegion: this.#options.region ?? 'eu-west-1',
			eventID: id,
			recipientAccountId: this.#options.accountId ?? '111122223333',
		});
	}
}

export function awsError(awsCode: string): HistoryError {
	return new HistoryError('aws', awsCode, { details: { awsCode } });
}

function newestFirst(left: FakeEvent, right: FakeEvent): number {
	return right.time - left.time || (left.id < right.id ? 1 : -1);
}

/** The index of the newest event that is not younger than `to`. */
function lowerBound(events: readonly FakeEvent[], to: number): number {
	let low = 0;
	let high = events.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((events[middle]?.time ?? 0) > to) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}
