import { HistoryError } from '../model/errors.ts';
import type { RegionProgress, SyncError } from '../model/history.ts';
import { plainText } from '../model/plainText.ts';
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
 * One row for each Region, or connection among several, that could not be read.
 * @param several are there connections beside the one of the settings `profile` and `regions`?
 */
export function failedRegions(
	progress: readonly RegionProgress[],
	several = false,
): readonly ErrorNode[] {
	return progress.flatMap((region) =>
		region.phase === 'failed' && region.error
			? [
					{
						type: 'error' as const,
						id: `/error:${region.accountId}/${region.region}`,
						message: plainText(`${region.region}: ${region.error.message}`, 300),
						wayOut: ofConnection(wayOut(region.error.code), several),
					},
				]
			: [],
	);
}

/** One row for each source beside Event history that could not be read. */
export function failedSources(errors: readonly SyncError[]): readonly ErrorNode[] {
	return errors.map(({ source = '', code, message }, index) => ({
		type: 'error',
		// all folders have one source, and connections may share one
		id: `/error:${source}/${index}`,
		message: plainText(`${source}: ${message}`, 300),
		wayOut: wayOut(code),
	}));
}

/** With several connections another profile is chosen there. */
function ofConnection(way: ErrorNode['wayOut'], several: boolean): ErrorNode['wayOut'] {
	return several && (way === 'profile' || way === 'regions') ? 'connections' : way;
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
