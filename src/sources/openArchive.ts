import type { ArchiveSettings } from '../model/connectionSettings.ts';
import type { ArchiveMemory, ArchiveSource } from './archiveSource.ts';
import type { AwsSession } from './awsSession.ts';

export interface ArchiveDeps {
	readonly session: AwsSession;
	readonly memory: ArchiveMemory;
	/** The connection's Regions; all that a source has if there are none. */
	readonly regions?: readonly string[];
	/** URL of the worker that reads log files. */
	readonly workerUrl: URL;
	readonly log: (level: 'info' | 'warn', message: string) => void;
	readonly now: () => number;
}

/** Opens an archive; each kind's code and client load when they are first needed. */
export async function openArchive(
	settings: ArchiveSettings,
	deps: ArchiveDeps,
): Promise<ArchiveSource> {
	switch (settings.type) {
		case 's3': {
			const { S3Source } = await import('./s3/s3Source.ts');
			return new S3Source(settings, deps);
		}
		case 'cloudwatch-logs': {
			const { LogGroupSource } = await import('./logs/logGroupSource.ts');
			return new LogGroupSource(settings, deps);
		}
		case 'lake': {
			const { LakeSource } = await import('./lake/lakeSource.ts');
			return new LakeSource(settings, deps);
		}
		case 'athena': {
			const { AthenaSource } = await import('./athena/athenaSource.ts');
			return new AthenaSource(settings, deps);
		}
	}
}
