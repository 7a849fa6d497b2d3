import type { Span } from '../span.ts';
import type { S3Bucket } from './s3Bucket.ts';
import type { TrailPlace } from './trailKey.ts';

const hour = 3_600_000;
const dayLength = 24 * hour;
/**
 * Digests of one time are no further apart. They come each hour, but nobody promises each of them,
 * and their ends drift; a trail that was off for less than an hour is not noticed, as it is not on
 * a day that has log files.
 */
const furthest = 2 * hour;
/** A request tells of a thousand digests: those of 41 days, where one trail writes them. */
const mostRequests = 200;

/**
 * When the hours ended that digest files of a place are of, ms since 1970, oldest first, as far as
 * they may tell of these days. Nothing but their keys is asked for.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 * @param days oldest first
 * @throws HistoryError
 */
export async function listDigests(
	bucket: Pick<S3Bucket, 'list'>,
	place: TrailPlace,
	days: readonly Span[],
	signal: AbortSignal,
): Promise<readonly number[]> {
	const prefix = place.prefix.replace(/CloudTrail\/([^/]+\/)$/, 'CloudTrail-Digest/$1');
	const ends: number[] = [];
	let next: Span | undefined = days[0];
	let after = '';
	for (let requests = 0; next && requests < mostRequests; requests++) {
		const folder = `${prefix}${new Date(next.from).toISOString().slice(0, 10).replaceAll('-', '/')}/`;
		after = folder > after ? folder : after;
		const { objects, token } = await bucket.list({ prefix, startAfter: after }, signal);
		ends.push(...objects.flatMap(({ key }) => digestEnd(key) ?? []));
		const last = objects.at(-1)?.key;
		if (last === undefined || token === undefined) {
			break;
		}
		after = last;
		// of the last one's day there may be more
		const reached = digestEnd(last) ?? -Infinity;
		next = days.find(({ to }) => to > Math.floor(reached / dayLength) * dayLength);
	}
	return ends.sort((one, other) => one - other);
}

/**
 * The end that a digest's key names, ms since 1970; undefined for other keys, and for a `_backfill`,
 * which is written later.
 */
export function digestEnd(key: string): number | undefined {
	const parts = /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.json\.gz$/.exec(key);
	if (!parts) {
		return undefined;
	}
	const [year = '', month = '', date = '', hours = '', minutes = '', seconds = ''] = parts.slice(1);
	const end = Date.parse(`${year}-${month}-${date}T${hours}:${minutes}:${seconds}Z`);
	return Number.isNaN(end) || !key.includes(`/${year}/${month}/${date}/`) ? undefined : end;
}

/**
 * Was the trail on all the time? It writes a digest file each hour, whatever happens.
 * @param ends of the hours, oldest first
 */
export function isDigested({ from, to }: Span, ends: readonly number[]): boolean {
	let reached = from;
	let any = false;
	for (const end of ends) {
		if (end < from) {
			continue;
		}
		if (end - reached > furthest) {
			return false;
		}
		reached = end;
		any = true;
		if (reached >= to - furthest) {
			break;
		}
	}
	return any && reached >= to - furthest;
}
