import type { AthenaSettings } from '../../../src/model/connectionSettings.ts';
import type { Coverage, Gap } from '../../../src/model/coverage.ts';
import type { FetchProgress, FetchWindow } from '../../../src/model/fetch.ts';
import type { ArchivePage, ArchiveSource } from '../../../src/sources/archiveSource.ts';
import type { AwsSession } from '../../../src/sources/awsSession.ts';
import type { Clock } from '../../../src/sources/clock.ts';
import type { ArchiveDeps } from '../../../src/sources/openArchive.ts';

export const now = Date.parse('2026-11-20T13:00:00Z');
export const settings: AthenaSettings = {
	type: 'athena',
	database: 'audit',
	table: 'cloudtrail_logs',
};

/** Time that passes as fast as it is waited for. */
export const fastClock: Clock = {
	now: () => now,
	sleep: async (_ms, signal) => {
		await new Promise((resolve) => setImmediate(resolve));
		signal?.throwIfAborted();
	},
};

/** What an archive needs, over one stand-in, without a profile. */
export function archiveDeps(
	endpoint: string,
	{
		coverage = [],
		gaps = [],
		regions = ['us-east-1'],
		renewTo,
	}: {
		readonly coverage?: readonly Coverage[];
		readonly gaps?: readonly Gap[];
		readonly regions?: readonly string[];
		/** Access key that a new session has. */
		readonly renewTo?: string;
	} = {},
): ArchiveDeps & { readonly logged: readonly string[] } {
	const logged: string[] = [];
	let accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
	const credentials = {
		version: 1,
		signIn: {},
		get: async () => ({ accessKeyId, secretAccessKey: 'made-up' }),
		renew: async () => {
			accessKeyId = renewTo ?? accessKeyId;
			credentials.version++;
			return renewTo !== undefined;
		},
	};
	const session = {
		regions,
		connect: async () => undefined,
		account: async () => '111122223333',
		client: (_service: string, region: string) => ({ endpoint, region, credentials, http: {} }),
		close: () => undefined,
	};
	return {
		session: session as unknown as AwsSession,
		memory: {
			unseen: (_folder, objects) => objects,
			gaps: () => gaps,
			coverage: () => coverage,
		},
		workerUrl: new URL('file:///nowhere'),
		log: (_level, message) => logged.push(message),
		now: () => now,
		logged,
	};
}

/** All that reading a window brings. */
export async function readAll(
	source: ArchiveSource,
	window: FetchWindow,
	{ signal = new AbortController().signal } = {},
) {
	const pages: ArchivePage[] = [];
	const progress: FetchProgress[] = [];
	for await (const page of source.read(window, {
		signal,
		onProgress: (each) => progress.push(each),
	})) {
		pages.push(page);
	}
	return {
		pages,
		progress,
		calls: pages.flatMap(({ calls }) => calls),
		coverage: pages.flatMap(({ coverage }) => coverage),
		gaps: pages.flatMap(({ gaps = [] }) => gaps),
		closed: pages.flatMap(({ closedGaps = [] }) => closedGaps),
		unreadable: pages.flatMap(({ unreadable }) => unreadable),
	};
}
