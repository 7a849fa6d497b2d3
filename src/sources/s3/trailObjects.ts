import type { ArchiveMemory } from '../archiveSource.ts';
import type { Span } from '../span.ts';
import type { S3Bucket } from './s3Bucket.ts';
import type { ListedObject } from './s3Client.ts';
import { deliveredAt, keyBefore, splitKey, type TrailPlace } from './trailKey.ts';

/** A log file of a trail. */
export interface TrailObject extends ListedObject {
	readonly place: TrailPlace;
	/** Bucket and key up to the last slash. */
	readonly folder: string;
	/** The rest of the key. */
	readonly name: string;
	/** When it was delivered, as exactly as its key says. */
	readonly delivered: Span;
}

/** One answer of S3. */
export interface TrailObjects {
	/** All log files of the answer, oldest first. */
	readonly listed: readonly TrailObject[];
	/** Those that were not read yet. */
	readonly unread: readonly TrailObject[];
	/** Whatever is delivered before, ms, was listed; Infinity with the last answer. */
	readonly upTo: number;
}

/**
 * Log files of a place that were delivered within a span, oldest first. Keys sort by time, so one
 * walk from the first to the last of them takes the fewest requests, a thousand objects each.
 * @throws HistoryError
 */
export async function* listObjects(
	bucket: S3Bucket,
	name: string,
	memory: Pick<ArchiveMemory, 'unseen'>,
	{ place, span, signal }: { place: TrailPlace; span: Span; signal: AbortSignal },
): AsyncGenerator<TrailObjects> {
	let token: string | undefined;
	do {
		const answer = await bucket.list(
			{
				prefix: place.prefix,
				...(token === undefined ? { startAfter: keyBefore(place, span.from) } : { token }),
			},
			signal,
		);
		const objects = answer.objects.flatMap((object) => trailObject(object, name, place) ?? []);
		const listed = objects.filter(
			({ delivered }) => delivered.from < span.to && delivered.to > span.from,
		);
		const last = objects.at(-1)?.delivered.from ?? span.from;
		const ended = answer.token === undefined || last >= span.to;
		yield { listed, unread: unreadOf(listed, memory), upTo: ended ? Infinity : last };
		token = ended ? undefined : answer.token;
	} while (token !== undefined);
}

function trailObject(
	object: ListedObject,
	bucket: string,
	place: TrailPlace,
): TrailObject | undefined {
	const delivered = deliveredAt(object.key);
	const { folder, name } = splitKey(object.key);
	return delivered && { ...object, place, folder: `${bucket}/${folder}`, name, delivered };
}

function unreadOf(
	objects: readonly TrailObject[],
	memory: Pick<ArchiveMemory, 'unseen'>,
): readonly TrailObject[] {
	const folders = Map.groupBy(objects, ({ folder }) => folder);
	return [...folders].flatMap(([folder, inside]) => memory.unseen(folder, inside));
}
