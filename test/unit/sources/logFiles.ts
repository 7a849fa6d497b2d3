import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { CloudTrailRecord } from '../../../src/model/record.ts';
import { buildRecord } from '../../builders/record.ts';

/** A folder for one test; removed when disposed of. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
	const path = await mkdtemp(join(tmpdir(), 'image-builder-history-logs-'));
	return {
		path,
		[Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 3 }),
	};
}

/** Image Builder's and other services' records, one and one. */
export function mixedRecords(count: number): readonly CloudTrailRecord[] {
	return Array.from({ length: count }, (_, number) =>
		number % 2 === 0
			? buildRecord()
			: buildRecord({
					eventSource: 'ec2.amazonaws.com',
					eventName: 'RunInstances',
					sourceIPAddress: number % 4 === 1 ? 'imagebuilder.amazonaws.com' : '198.51.100.9',
				}),
	);
}

export function trailLog(records: readonly unknown[]): string {
	return JSON.stringify({ Records: records });
}

/** What a gzip bomb is made of. */
export function zippedBlanks(size: number): Buffer {
	return gzipSync(Buffer.alloc(size, 0x20), { level: 9 });
}

export function idsOf(records: readonly CloudTrailRecord[]): readonly (string | undefined)[] {
	return records
		.filter((record) => record.eventSource === 'imagebuilder.amazonaws.com')
		.map((record) => record.eventID);
}
