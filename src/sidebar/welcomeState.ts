import type { WelcomeState } from '../contributions.ts';
import type { Connection } from '../model/history.ts';

export interface WelcomeFacts {
	readonly connection: Connection;
	/** Calls in the store that this connection may see; undefined until counted. */
	readonly calls: number | undefined;
	/** Has anything been read of any Region at all? */
	readonly covered: boolean;
}

/**
 * Which welcome view to show. Stored rows win over every trouble: those are told in rows of their
 * own. `empty` is only said of what was read.
 */
export function welcomeState({ connection, calls, covered }: WelcomeFacts): WelcomeState {
	if (calls !== undefined && calls > 0) {
		return 'ready';
	}
	if (connection.kind !== 'aws') {
		return connection.kind === 'sample' && calls === 0 ? 'empty' : 'starting';
	}
	if (connection.phase === 'failed') {
		switch (connection.error?.code) {
			case 'no-credentials':
			case 'wrong-profile':
				return 'no-credentials';
			case 'expired-session':
				return 'expired';
			case 'access-denied':
				return 'denied';
			default:
				return 'failed';
		}
	}
	if (connection.phase === 'ready' && calls === 0) {
		const failed = connection.progress.filter((region) => region.phase === 'failed');
		if (failed.length > 0) {
			return failed.every(({ error }) => error?.code === 'access-denied') ? 'denied' : 'failed';
		}
		if ((connection.sourceErrors?.length ?? 0) > 0) {
			return 'failed';
		}
		return covered ? 'empty' : 'starting';
	}
	return 'starting';
}
