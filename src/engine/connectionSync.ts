import {
	type ArchiveSettings,
	type ConnectionSettings,
	isArchive,
	sourceId,
} from '../model/connectionSettings.ts';
import { HistoryError, isCancellation } from '../model/errors.ts';
import type { SyncError, SyncReport } from '../model/history.ts';

export interface ConnectionSyncDeps {
	/** Reads Event history. */
	sync(): Promise<SyncReport>;
	/** Reads what is new of an archive with `days`; undefined where that is nothing. */
	follow(
		source: ArchiveSettings,
	): Promise<{ newCalls: number; requests: number; cancelled?: boolean } | undefined>;
}

const nothing: SyncReport = { newCalls: 0, requests: 0, throttles: 0, errors: [] };

/**
 * One connection's part of a sync: Event history first, then its archives one after the other. An
 * archive that fails is an error of the report.
 * @throws HistoryError where Event history cannot be read for want of credentials
 */
export async function syncConnection(
	{ sources }: ConnectionSettings,
	deps: ConnectionSyncDeps,
): Promise<SyncReport> {
	const reports: SyncReport[] = [];
	if (sources.some(({ type }) => type === 'event-history')) {
		reports.push(await deps.sync());
	}
	for (const source of sources.filter(isArchive)) {
		if (source.days === undefined || reports.some(({ cancelled }) => cancelled)) {
			continue;
		}
		try {
			const report = await deps.follow(source);
			reports.push({ ...nothing, ...report, throttles: 0, errors: [] });
		} catch (error) {
			reports.push(
				isCancellation(error)
					? { ...nothing, cancelled: true }
					: { ...nothing, errors: [{ source: sourceId(source), ...errorOf(error) }] },
			);
		}
	}
	return addUp(reports);
}

/** The reports of several parts as one. */
export function addUp(reports: readonly SyncReport[]): SyncReport {
	return reports.reduce(
		(sum, report) => ({
			newCalls: sum.newCalls + report.newCalls,
			requests: sum.requests + report.requests,
			throttles: sum.throttles + report.throttles,
			errors: [...sum.errors, ...report.errors],
			...((sum.cancelled || report.cancelled) && { cancelled: true }),
		}),
		nothing,
	);
}

/** What a whole connection failed with, as one error of a report. */
export function errorOf(error: unknown): SyncError {
	if (!(error instanceof HistoryError)) {
		return { code: 'internal', message: 'The sync failed.' };
	}
	const { code, message, details } = error;
	return {
		code,
		message,
		...(details.accountId !== undefined && { accountId: details.accountId }),
		...(details.region !== undefined && { region: details.region }),
	};
}
