import { HistoryError } from '../model/errors.ts';
import type { FoundSource, FoundSources } from '../model/fetch.ts';
import { isCredentialFailure } from './awsErrors.ts';
import type { AwsSession } from './awsSession.ts';

/** Looks for sources of one kind in one Region. @throws HistoryError where it cannot ask at all */
export type Finder = (
	session: AwsSession,
	region: string,
	signal: AbortSignal,
) => Promise<FoundSources>;

/** By the name that a problem gets. */
const finders: Readonly<Record<string, Finder>> = {
	Trails: async (...asked) => (await import('./discover/trails.ts')).findTrails(...asked),
	'CloudTrail Lake': async (...asked) => (await import('./discover/lake.ts')).findStores(...asked),
	Athena: async (...asked) => (await import('./discover/athena.ts')).findTables(...asked),
	'CloudWatch Logs': async (...asked) =>
		(await import('./discover/logGroups.ts')).findLogGroups(...asked),
};

/**
 * Asks AWS where else a profile's history is kept. What is denied is a problem, not an error.
 * @throws HistoryError `cancelled`, or where no credentials are good
 */
export async function discoverSources(
	session: AwsSession,
	signal: AbortSignal,
): Promise<FoundSources> {
	const answers = await Promise.all(
		session.regions.flatMap((region) =>
			Object.entries(finders).map(([name, find]) =>
				find(session, region, signal).catch((error: unknown): FoundSources => {
					signal.throwIfAborted();
					if (isCredentialFailure(error)) {
						throw error;
					}
					const why = error instanceof HistoryError ? error.message : 'it could not be asked.';
					return { sources: [], problems: [`${name} in ${region}: ${why}`] };
				}),
			),
		),
	);
	// a trail of many Regions is told of in each of them
	const sources = new Map<string, FoundSource>();
	for (const found of answers.flatMap((answer) => answer.sources)) {
		const key = JSON.stringify(found.source);
		sources.set(key, sources.get(key) ?? found);
	}
	// of a log group, its trail knows more than its name says
	const told = new Set(
		[...sources.values()].flatMap(({ source }) =>
			'complete' in source ? JSON.stringify({ ...source, complete: undefined }) : [],
		),
	);
	return {
		sources: [...sources.values()].filter(({ source }) => !told.has(JSON.stringify(source))),
		problems: [...new Set(answers.flatMap(({ problems }) => problems))],
	};
}
