import { HistoryError, isCancellation } from '../../model/errors.ts';
import type { RecordedCall } from '../../model/recordedCall.ts';
import type { SeenObject } from '../archiveSource.ts';
import { isCredentialFailure } from '../awsErrors.ts';
import { readLogBytes } from '../logFile.ts';
import { splitKey } from '../s3/trailKey.ts';
import { type Emit, sideBySide } from '../sideBySide.ts';
import type { NamedObject } from './message.ts';
import type { FetchObject } from './objects.ts';

/** What became of an object that a message named. */
export type ReadObject =
	| {
			readonly kind: 'read';
			readonly calls: readonly RecordedCall[];
			readonly seen: SeenObject;
	  }
	/** It is there no more, and no later try will find it. */
	| { readonly kind: 'gone' }
	/** Another try may succeed; what could be read of it is there. */
	| {
			readonly kind: 'failed';
			readonly error: HistoryError;
			readonly calls: readonly RecordedCall[];
			readonly unreadable: readonly string[];
	  };

/** So many objects are fetched side by side: an organization delivers some each second. */
const atOnce = 4;

/**
 * Fetches and reads log files, each once, however often it is named.
 * @throws HistoryError where no object can be had: cancelled, or no credentials.
 */
export async function readObjects(
	objects: readonly NamedObject[],
	fetchObject: FetchObject,
	signal: AbortSignal,
): Promise<ReadonlyMap<NamedObject, ReadObject>> {
	const named = Map.groupBy(objects, ({ bucket, key }) => `${bucket}/${key}`);
	const results = sideBySide(
		named.values(),
		{ most: atOnce, waiting: atOnce, signal },
		async (same, emit: Emit<[NamedObject, ReadObject][]>, under) => {
			const [object] = same;
			if (object) {
				const result = await readObject(object, fetchObject, under);
				await emit(same.map((each) => [each, result]));
			}
		},
	);
	const read = new Map<NamedObject, ReadObject>();
	for await (const each of results) {
		for (const [object, result] of each) {
			read.set(object, result);
		}
	}
	return read;
}

async function readObject(
	{ bucket, key, ...rest }: NamedObject,
	fetchObject: FetchObject,
	signal: AbortSignal,
): Promise<ReadObject> {
	let fetched: Awaited<ReturnType<FetchObject>>;
	try {
		fetched = await fetchObject({ bucket, key, ...rest }, signal);
	} catch (error) {
		signal.throwIfAborted();
		if (isCancellation(error) || isCredentialFailure(error) || !(error instanceof HistoryError)) {
			throw error;
		}
		return error.details.awsCode === 'NoSuchKey'
			? { kind: 'gone' }
			: { kind: 'failed', error, calls: [], unreadable: [] };
	}
	const { calls, unreadable, skipped } = await readLogBytes(key, fetched.body);
	if (skipped !== undefined) {
		const error = new HistoryError('bad-log', `A log file could not be read: ${skipped}.`);
		return { kind: 'failed', error, calls, unreadable };
	}
	const { folder, name } = splitKey(key);
	return { kind: 'read', calls, seen: { folder: `${bucket}/${folder}`, name, etag: fetched.etag } };
}
