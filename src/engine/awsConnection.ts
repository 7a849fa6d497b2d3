import { HistoryError, historyErrorCodes, isCancellation } from '../model/errors.ts';
import type { Connection, ConnectionState, RegionProgress, SyncReport } from '../model/history.ts';

export type AwsConnection = Extract<Connection, { kind: 'aws' }>;

/** A sync begins: the last one's trouble and progress are gone. */
export function connecting({
	error: _,
	sourceErrors: __,
	...quiet
}: ConnectionState): ConnectionState {
	return { ...quiet, phase: 'connecting', progress: [] };
}

/** A sync that read nothing at all, of any Region, failed; one that was stopped is no news. */
export function afterSync(
	report: SyncReport,
	regions: readonly string[],
): Pick<ConnectionState, 'phase' | 'error' | 'lastSync' | 'sourceErrors'> {
	const ofSources = report.errors.filter(({ source }) => source !== undefined);
	const ofRegions = report.errors.filter(({ source }) => source === undefined);
	const [first] = ofRegions;
	const sourceErrors = ofSources.length > 0 ? { sourceErrors: ofSources } : {};
	if (first && ofRegions.length >= regions.length) {
		const { accountId, region, message } = first;
		const code = historyErrorCodes.find((each) => each === first.code) ?? 'aws';
		const details = { ...(accountId && { accountId }), ...(region && { region }) };
		return {
			...sourceErrors,
			phase: 'failed',
			error: new HistoryError(code, message, { details }),
		};
	}
	return report.cancelled
		? { ...sourceErrors, phase: 'ready' }
		: { ...sourceErrors, phase: 'ready', lastSync: new Date().toISOString() };
}

/** A sync ended with an error. */
export function afterFailure(error: unknown): Pick<ConnectionState, 'phase' | 'error'> {
	if (isCancellation(error)) {
		return { phase: 'ready' };
	}
	return {
		phase: 'failed',
		error:
			error instanceof HistoryError
				? error
				: new HistoryError('internal', 'The sync failed.', { cause: error }),
	};
}

/** Several connections as one: it failed only where all did, and is busy where one is. */
export function together(connections: readonly ConnectionState[]): AwsConnection {
	const [first, ...others] = connections;
	if (!first) {
		return {
			...{ kind: 'aws', profile: '', regions: [], phase: 'unknown', progress: [] },
			connections,
		};
	}
	const { name: _, ...only } = first;
	if (others.length === 0) {
		return { kind: 'aws', ...only, connections };
	}
	const phases = new Set(connections.map(({ phase }) => phase));
	const lastSync = connections
		.flatMap((each) => each.lastSync ?? [])
		.toSorted()
		.at(-1);
	const allFailed = phases.size === 1 && phases.has('failed');
	const order = ['syncing', 'connecting', 'ready', 'unknown'] as const;
	return {
		kind: 'aws',
		profile: first.profile,
		regions: [...new Set(connections.flatMap(({ regions }) => regions))],
		phase: allFailed ? 'failed' : (order.find((each) => phases.has(each)) ?? 'ready'),
		progress: connections.flatMap((each) => [...each.progress, ...failureOf(each)]),
		...(allFailed && first.error && { error: first.error }),
		...(lastSync !== undefined && { lastSync }),
		...joinedSourceErrors(connections),
		connections,
	};
}

function joinedSourceErrors(
	connections: readonly ConnectionState[],
): Pick<ConnectionState, 'sourceErrors'> {
	const sourceErrors = connections.flatMap((each) => each.sourceErrors ?? []);
	return sourceErrors.length > 0 ? { sourceErrors } : {};
}

/** A whole connection that failed is a place that failed, unless its Regions tell so already. */
function failureOf(connection: ConnectionState): RegionProgress[] {
	const { name, phase, error, accountId = '', progress } = connection;
	if (phase !== 'failed' || !error) {
		return [];
	}
	const { code, message } = error;
	if (progress.some(({ error: told }) => told?.code === code && told.message === message)) {
		return [];
	}
	const what = { accountId, region: name };
	return [{ ...what, phase, requests: 0, newCalls: 0, error: { ...what, code, message } }];
}
