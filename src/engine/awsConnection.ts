import { HistoryError, historyErrorCodes, isCancellation } from '../model/errors.ts';
import type { Connection, SyncReport } from '../model/history.ts';
import type { SyncSettings } from './protocol.ts';

export type AwsConnection = Extract<Connection, { kind: 'aws' }>;

/** Before anything was asked. */
export function unknownConnection(settings: SyncSettings): AwsConnection {
	return {
		kind: 'aws',
		profile: settings.profile,
		regions: settings.regions,
		phase: 'unknown',
		progress: [],
	};
}

/** A sync begins: the last one's trouble and progress are gone. */
export function connecting({ error: _, ...quiet }: AwsConnection): AwsConnection {
	return { ...quiet, phase: 'connecting', progress: [] };
}

/** A sync that read nothing at all, of any Region, failed; one that was stopped is no news. */
export function afterSync(
	report: SyncReport,
	regions: readonly string[],
): Pick<AwsConnection, 'phase' | 'error' | 'lastSync'> {
	const [first] = report.errors;
	if (first && report.errors.length >= regions.length) {
		const { accountId, region, message } = first;
		const code = historyErrorCodes.find((each) => each === first.code) ?? 'aws';
		const details = { ...(accountId && { accountId }), ...(region && { region }) };
		return { phase: 'failed', error: new HistoryError(code, message, { details }) };
	}
	return report.cancelled
		? { phase: 'ready' }
		: { phase: 'ready', lastSync: new Date().toISOString() };
}

/** A sync ended with an error. */
export function afterFailure(error: unknown): Pick<AwsConnection, 'phase' | 'error'> {
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
