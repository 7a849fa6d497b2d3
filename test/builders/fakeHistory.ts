import { arnMatcher, parseArn } from '../../src/model/arn.ts';
import type { Call } from '../../src/model/call.ts';
import { callerMatcher } from '../../src/model/callerMatcher.ts';
import type { ConnectionSettings } from '../../src/model/connectionSettings.ts';
import type { Coverage, Gap } from '../../src/model/coverage.ts';
import type {
	FetchEstimate,
	FetchReport,
	FetchRequest,
	FoundSources,
} from '../../src/model/fetch.ts';
import { globMatcher } from '../../src/model/glob.ts';
import type {
	Connection,
	History,
	ImportReport,
	Listen,
	ProfileSummary,
	SyncReport,
} from '../../src/model/history.ts';
import type {
	CallCounts,
	CallExceptions,
	CallFilter,
	CallGroup,
	CallPage,
	CallQuery,
	CallSpan,
	CallTotal,
	GroupKey,
	ResourceQuery,
	ResourceSummary,
	TimeBin,
	TimeBins,
} from '../../src/model/query.ts';

const connected: Connection = {
	kind: 'aws',
	profile: 'dev',
	regions: ['us-east-1'],
	accountId: '111122223333',
	phase: 'ready',
	progress: [],
	connections: [],
};

/** A history over calls in memory: what the surfaces ask, without store, thread or network. */
export class FakeHistory implements History {
	stored: readonly Call[];
	connection: Connection = connected;
	covered: readonly Coverage[] = [];
	missing: readonly Gap[] = [];
	connections: readonly ConnectionSettings[] = [
		{ name: 'dev', profile: 'dev', regions: ['us-east-1'], sources: [{ type: 'event-history' }] },
	];
	found: FoundSources = { sources: [], problems: [] };
	/** What was estimated or fetched, in order. */
	readonly fetched: FetchRequest[] = [];
	/** Set: every question fails with it. */
	failure: Error | undefined;
	/** What was asked, in order. */
	readonly asked: string[] = [];
	readonly onDidChange: Listen<void> = () => ({ dispose: () => undefined });
	readonly onDidChangeConnection: Listen<Connection> = () => ({ dispose: () => undefined });

	constructor(calls: readonly Call[] = []) {
		this.stored = calls;
	}

	async calls(query: CallQuery = {}): Promise<CallPage> {
		const newest = this.#matching('calls', query);
		const all = query.order === 'oldest' ? newest.toReversed() : newest;
		const start = query.after === undefined ? 0 : Number(query.after);
		const end = start + (query.limit ?? 1000);
		const calls = all.slice(start, end);
		return end < all.length ? { calls, next: String(end) } : { calls };
	}

	async count(filter: CallFilter = {}): Promise<CallCounts> {
		return countOf(this.#matching('count', filter));
	}

	async total(filter: CallFilter, upTo: number): Promise<CallTotal> {
		const calls = this.#matching('total', filter).length;
		return { calls: Math.min(calls, upTo), more: calls > upTo };
	}

	async span(filter: CallFilter): Promise<CallSpan | undefined> {
		const calls = this.#matching('span', filter);
		const [last, first] = [calls[0], calls.at(-1)];
		return first && last && { first: first.eventTime, last: last.eventTime };
	}

	async resources(query: ResourceQuery = {}): Promise<readonly ResourceSummary[]> {
		const calls = this.#matching('resources', query.calls ?? {});
		const touched = new Map<string, Call[]>();
		for (const call of calls) {
			for (const arn of new Set(call.touches.map((touch) => touch.arn))) {
				const known = touched.get(arn);
				if (known) {
					known.push(call);
				} else {
					touched.set(arn, [call]);
				}
			}
		}
		return [...touched].flatMap(([arn, touching]) => {
			const parsed = parseArn(arn);
			const [last] = touching;
			if (!parsed || !last || (query.kinds && !query.kinds.includes(parsed.kind))) {
				return [];
			}
			const changes = touching.filter((call) => isChangeOf(call, arn));
			const [change] = changes;
			return [
				{
					arn,
					kind: parsed.kind,
					name: parsed.name,
					...(parsed.version !== undefined && { version: parsed.version }),
					accountId: last.accountId,
					region: last.region,
					calls: touching.length,
					changes: changes.length,
					failures: touching.filter((call) => call.errorCode !== undefined).length,
					lastCall: last.eventTime,
					...(change && {
						lastChange: {
							eventId: change.eventId,
							eventName: change.eventName,
							eventTime: change.eventTime,
							caller: change.caller.name,
							origin: change.origin.kind,
						},
					}),
				},
			];
		});
	}

	async groups(by: GroupKey, filter: CallFilter = {}): Promise<readonly CallGroup[]> {
		const groups = Map.groupBy(this.#matching(`groups ${by}`, filter), (call) => keyOf(by, call));
		return [...groups].map(([key, calls]) => ({
			key,
			...countOf(calls),
			lastCall: calls[0]?.eventTime ?? '',
		}));
	}

	async timeline(filter: CallFilter, { from, to, bins }: TimeBins): Promise<readonly TimeBin[]> {
		const calls = this.#matching('timeline', filter);
		const start = Date.parse(from);
		const size = (Date.parse(to) - start) / bins;
		return Array.from({ length: bins }, (_, bin) => {
			const within = calls.filter(
				({ eventTime }) => Math.floor((Date.parse(eventTime) - start) / size) === bin,
			);
			const failures = within.filter(({ errorCode }) => errorCode !== undefined).length;
			const reads = within.filter((call) => call.readOnly && call.errorCode === undefined).length;
			return {
				from: new Date(Math.round(start + bin * size)).toISOString(),
				to: new Date(Math.round(start + (bin + 1) * size)).toISOString(),
				changes: within.length - failures - reads,
				reads,
				failures,
			};
		});
	}

	async call(eventId: string): Promise<Call | undefined> {
		return this.stored.find((call) => call.eventId === eventId);
	}

	async record(eventId: string): Promise<string | undefined> {
		const call = await this.call(eventId);
		return call && JSON.stringify({ eventID: call.eventId, eventName: call.eventName });
	}

	async coverage(): Promise<readonly Coverage[]> {
		return this.covered;
	}

	async gaps(): Promise<readonly Gap[]> {
		return this.missing;
	}

	async estimate(request: FetchRequest): Promise<FetchEstimate> {
		this.fetched.push(request);
		return { notes: [] };
	}

	async fetch(request: FetchRequest): Promise<FetchReport> {
		this.fetched.push(request);
		const source = request.source.type;
		return { source, calls: 0, newCalls: 0, requests: 0, bytes: 0, gaps: [] };
	}

	async discover(): Promise<FoundSources> {
		return this.found;
	}

	async sync(): Promise<SyncReport> {
		return { newCalls: 0, requests: 0, throttles: 0, errors: [] };
	}

	async importLogs(): Promise<ImportReport> {
		return { files: 0, records: 0, newCalls: 0, skipped: [] };
	}

	cancelSync(): void {}

	async openSample(): Promise<void> {
		this.connection = { kind: 'sample' };
	}

	async leaveSample(): Promise<void> {
		this.connection = connected;
	}

	async profiles(): Promise<readonly ProfileSummary[]> {
		return [];
	}

	/** Newest first. */
	#matching(question: string, filter: CallFilter): readonly Call[] {
		this.asked.push(question);
		if (this.failure) {
			throw this.failure;
		}
		return this.stored
			.filter(matcher(filter))
			.toSorted((a, b) => (a.eventTime < b.eventTime ? 1 : -1));
	}
}

function matcher(filter: CallFilter): (call: Call) => boolean {
	const isArn = filter.arn === undefined ? undefined : arnMatcher(filter.arn);
	const same = <T>(wanted: T | undefined, value: T) => wanted === undefined || wanted === value;
	return (call) =>
		(!isArn || call.touches.some(({ arn, role }) => isArn(arn) && same(filter.role, role))) &&
		(filter.caller === undefined ||
			filter.caller === call.caller.name ||
			filter.caller === call.caller.arn) &&
		same(filter.session, call.caller.session) &&
		same(filter.readOnly, call.readOnly) &&
		same(filter.failed, call.errorCode !== undefined) &&
		same(filter.accountId, call.accountId) &&
		same(filter.region, call.region) &&
		(filter.unnamed !== true || call.touches.length === 0) &&
		kinds(filter).every((matches) => matches(call)) &&
		!kinds(filter.except ?? {}).some((matches) => matches(call)) &&
		(filter.from === undefined || Date.parse(call.eventTime) >= Date.parse(filter.from)) &&
		(filter.to === undefined || Date.parse(call.eventTime) < Date.parse(filter.to)) &&
		(filter.text === undefined ||
			JSON.stringify(call).toLowerCase().includes(filter.text.toLowerCase()));
}

/** A test for each given field that may also be turned round. */
function kinds({ who, eventNames, origins }: CallExceptions): ((call: Call) => boolean)[] {
	const isCaller = who && callerMatcher(who);
	const isName = eventNames && globMatcher(eventNames);
	return [
		...(isCaller ? [({ caller }: Call) => isCaller(caller)] : []),
		...(isName ? [({ eventName }: Call) => isName(eventName)] : []),
		...(origins ? [({ origin }: Call) => origins.includes(origin.kind)] : []),
	];
}

function countOf(calls: readonly Call[]): CallCounts {
	return {
		calls: calls.length,
		changes: calls.filter((call) => !call.readOnly && call.errorCode === undefined).length,
		failures: calls.filter((call) => call.errorCode !== undefined).length,
	};
}

function isChangeOf(call: Call, arn: string): boolean {
	return (
		!call.readOnly &&
		call.errorCode === undefined &&
		call.touches.some((touch) => touch.arn === arn && touch.role === 'subject')
	);
}

function keyOf(by: GroupKey, call: Call): string {
	switch (by) {
		case 'caller':
			return call.caller.name;
		case 'place':
			return `${call.accountId}/${call.region}`;
		case 'day': {
			const date = new Date(call.eventTime);
			const two = (value: number) => String(value).padStart(2, '0');
			return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
		}
	}
}
