import { HistoryError } from '../model/errors.ts';
import type { Connection, ConnectionState, RegionProgress, SyncError } from '../model/history.ts';
import { plainText } from '../model/plainText.ts';
import { sourceTitle } from '../model/sourceTitle.ts';
import type { ErrorNode, TreeNode } from './rows.ts';

/** An error as a row; what it leads to depends on what would help. */
export function errorRow(error: unknown, parent?: TreeNode): ErrorNode {
	const message = error instanceof Error ? error.message : String(error);
	return {
		type: 'error',
		id: `${parent?.id ?? ''}/error`,
		message: plainText(message, 300),
		wayOut: wayOut(error instanceof HistoryError ? error.code : 'internal'),
		...(parent && { parent }),
	};
}

/**
 * What of Event history could not be read: one row for the only connection; among several one for
 * each that failed; and one for each Region where others of its connection were read.
 */
export function failedReads({
	phase,
	error,
	progress,
	connections,
}: Extract<Connection, { kind: 'aws' }>): readonly ErrorNode[] {
	if (connections.length > 1) {
		return connections.flatMap(failedConnection);
	}
	return phase === 'failed' && error
		? [errorRow(error)]
		: progress.flatMap((region) => failedRegion(region, '/error:'));
}

function failedConnection({ name, phase, error, progress }: ConnectionState): readonly ErrorNode[] {
	// several may read the same Region of the same account
	const id = `/error:${name}/`;
	const rows =
		phase === 'failed' && error
			? [failure(id, name, error)]
			: progress.flatMap((region) => failedRegion(region, id));
	return rows.map((row) => ({ ...row, wayOut: ofConnection(row.wayOut) }));
}

function failedRegion(
	{ accountId, region, phase, error }: RegionProgress,
	id: string,
): readonly ErrorNode[] {
	return phase === 'failed' && error ? [failure(`${id}${accountId}/${region}`, region, error)] : [];
}

function failure(
	id: string,
	what: string,
	{ code, message }: { readonly code: string; readonly message: string },
): ErrorNode {
	return {
		type: 'error',
		id,
		message: plainText(`${what}: ${message}`, 300),
		wayOut: wayOut(code),
	};
}

/** One row for each source beside Event history that could not be read. */
export function failedSources(errors: readonly SyncError[]): readonly ErrorNode[] {
	return errors.map(({ source = '', code, message }, index) =>
		// all folders have one source, and connections may share one
		failure(`/error:source/${source}/${index}`, sourceTitle(source), { code, message }),
	);
}

/** With several connections another profile is chosen there. */
function ofConnection(way: ErrorNode['wayOut']): ErrorNode['wayOut'] {
	return way === 'profile' || way === 'regions' ? 'connections' : way;
}

function wayOut(code: string): ErrorNode['wayOut'] {
	switch (code) {
		case 'expired-session':
			return 'sign-in';
		case 'no-credentials':
		case 'wrong-profile':
			return 'profile';
		case 'region-not-enabled':
			return 'regions';
		case 'too-much':
			return 'fetch';
		default:
			return 'log';
	}
}
