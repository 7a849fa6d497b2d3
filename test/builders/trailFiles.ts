import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { CloudTrailRecord } from '../../src/model/record.ts';

/** A log file as a trail writes it into a bucket. */
export interface TrailFile {
	readonly key: string;
	/** Zipped. */
	readonly body: Buffer;
	/** ISO 8601. */
	readonly delivered: string;
	readonly records: readonly CloudTrailRecord[];
}

export interface TrailFilesOptions {
	/** What comes before `AWSLogs/`. */
	readonly prefix?: string;
	readonly organization?: string;
	/** A file holds the records of so many minutes, and is delivered so many later. */
	readonly minutes?: number;
}

/** The log files of records, by account, Region and time; the same for the same records. */
export function trailFiles(
	records: readonly CloudTrailRecord[],
	{ prefix, organization, minutes = 5 }: TrailFilesOptions = {},
): readonly TrailFile[] {
	const length = minutes * 60_000;
	const files = Map.groupBy(records, ({ recipientAccountId, awsRegion, eventTime = '' }) =>
		JSON.stringify([
			recipientAccountId,
			awsRegion,
			Math.floor(Date.parse(eventTime) / length + 1) * length,
		]),
	);
	return [...files].map(([id, inside]) => {
		const [accountId, region, time] = JSON.parse(id) as [string, string, number];
		const delivered = new Date(time).toISOString();
		const [date = '', clock = ''] = delivered.split('T');
		const root = [prefix, 'AWSLogs', organization, accountId].filter((part) => part !== undefined);
		const stamp = `${date.replaceAll('-', '')}T${clock.slice(0, 5).replace(':', '')}Z`;
		const unique = createHash('sha1').update(id).digest('hex').slice(0, 16);
		return {
			key: `${root.join('/')}/CloudTrail/${region}/${date.replaceAll('-', '/')}/${accountId}_CloudTrail_${region}_${stamp}_${unique}.json.gz`,
			body: gzipSync(JSON.stringify({ Records: inside })),
			delivered,
			records: inside,
		};
	});
}

export interface DigestFilesOptions extends Pick<TrailFilesOptions, 'prefix' | 'organization'> {
	readonly accountId: string;
	readonly region: string;
	/** ISO 8601 */
	readonly from: string;
	readonly to: string;
	readonly trail?: string;
}

/**
 * The digest files that a trail with log file validation writes each hour, whatever happens. Their
 * contents are of no use: nobody is to ask for them.
 */
export function digestFiles(options: DigestFilesOptions): readonly { key: string; body: Buffer }[] {
	const { prefix, organization, accountId, region, from, to, trail = 'audit' } = options;
	const root = [prefix, 'AWSLogs', organization, accountId].filter((part) => part !== undefined);
	const files: { key: string; body: Buffer }[] = [];
	for (let end = Date.parse(from) + 91_000; end < Date.parse(to); end += 3_600_000) {
		const stamp = `${new Date(end).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
		const day = new Date(end).toISOString().slice(0, 10).replaceAll('-', '/');
		files.push({
			key: `${root.join('/')}/CloudTrail-Digest/${region}/${day}/${accountId}_CloudTrail-Digest_${region}_${trail}_${region}_${stamp}.json.gz`,
			body: Buffer.from('no digest'),
		});
	}
	return files;
}
