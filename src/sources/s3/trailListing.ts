import type { HistoryError } from '../../model/errors.ts';
import type { ArchiveMemory } from '../archiveSource.ts';
import { type Emit, sideBySide } from '../sideBySide.ts';
import type { Span } from '../span.ts';
import type { S3Bucket } from './s3Bucket.ts';
import type { TrailPlace } from './trailKey.ts';
import { listObjects, type TrailObjects } from './trailObjects.ts';
import { isLocal } from './trailPlaces.ts';

export interface ListingOptions {
	readonly bucket: S3Bucket;
	/** Name of the bucket. */
	readonly name: string;
	readonly memory: Pick<ArchiveMemory, 'unseen'>;
	/** When the objects were delivered, ms since 1970. */
	readonly span: Span;
	readonly signal: AbortSignal;
	/** Sooner than the part is taken. */
	readonly onPart?: (part: ListedPart) => void;
}

/** Some log files of a place, or why no more of them can be listed. */
export interface ListedPart extends TrailObjects {
	readonly place: TrailPlace;
	readonly error?: HistoryError;
}

/** Places are listed so many at a time, so many thousands of objects ahead of their reading. */
const sideways = 8;
const partsAhead = 32;

/**
 * The log files of places, each place's from old to new.
 * @throws HistoryError where nothing can be listed any more
 */
export function listPlaces(
	places: readonly TrailPlace[],
	{ bucket, name, memory, span, signal, onPart }: ListingOptions,
): AsyncGenerator<ListedPart> {
	return sideBySide(
		places,
		{ most: sideways, waiting: partsAhead, signal },
		async (place, emit: Emit<ListedPart>, under) => {
			const tell = (part: ListedPart) => {
				onPart?.(part);
				return emit(part);
			};
			try {
				for await (const objects of listObjects(bucket, name, memory, {
					...{ place, span, signal: under },
				})) {
					await tell({ place, ...objects });
				}
			} catch (error) {
				if (!isLocal(error)) {
					throw error;
				}
				await tell({ place, listed: [], unread: [], upTo: -Infinity, error });
			}
		},
	);
}
