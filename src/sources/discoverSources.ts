import type { FoundSources } from '../model/fetch.ts';
import type { AwsSession } from './awsSession.ts';

/** Asks AWS where else a profile's history is kept. What is denied is a problem, not an error. */
export async function discoverSources(
	_session: AwsSession,
	_signal: AbortSignal,
): Promise<FoundSources> {
	return { sources: [], problems: [] };
}
