import { HistoryError, isCancellation } from '../../model/errors.ts';
import { isCredentialFailure } from '../awsErrors.ts';
import type { LogFileResult } from '../logFile.ts';
import { logLimits } from '../logLimits.ts';
import type { LogPool } from '../logPool.ts';
import { megabytes, release } from '../logUnzip.ts';
import { mayPass } from '../retry.ts';
import { ByteBudget } from './byteBudget.ts';
import type { S3Bucket } from './s3Bucket.ts';
import type { TrailObject } from './trailObjects.ts';

/** What became of an object. */
export interface ReadObject {
	readonly object: TrailObject;
	/** Undefined where nothing of it was read. */
	readonly result?: LogFileResult;
	/** ETag of what was read. */
	readonly etag?: string;
	/** Fetched. */
	readonly bytes: number;
	/** Why not all of it could be read, for people. */
	readonly reason?: string;
	/** Not allowed to read it. */
	readonly denied?: HistoryError;
}

/** Bytes that are fetched and not unzipped yet; one object may be larger. */
const bytesUnderWay = 32 * 2 ** 20;
/** Failures in a row that say nothing of the object: then nothing more is to be had. */
const failuresInARow = 8;

const archived = 'It is archived (S3 Glacier): restore it, then fetch again.';

/** Fetches log files and has them read by the workers. */
export class ObjectReader {
	readonly #bucket: S3Bucket;
	readonly #pool: LogPool;
	readonly #budget = new ByteBudget(bytesUnderWay);
	#failures = 0;

	constructor(bucket: S3Bucket, pool: LogPool) {
		this.#bucket = bucket;
		this.#pool = pool;
	}

	/**
	 * What is wrong with this one object is part of the answer.
	 * @throws HistoryError where the others cannot be read either
	 */
	async read(object: TrailObject, signal: AbortSignal): Promise<ReadObject> {
		if (object.size > logLimits.fileBytes) {
			const limit = megabytes(logLimits.fileBytes);
			return { object, bytes: 0, reason: `larger than ${limit} MB` };
		}
		if (object.archived) {
			return { object, bytes: 0, reason: archived };
		}
		await this.#budget.take(object.size);
		try {
			signal.throwIfAborted();
			const first = await this.#fetch(object, signal);
			// damaged on the way, or for good?
			return first.result?.skipped === undefined ? first : await this.#fetch(object, signal);
		} catch (error) {
			return this.#failed(object, error, signal);
		} finally {
			this.#budget.give(object.size);
		}
	}

	async #fetch(object: TrailObject, signal: AbortSignal): Promise<ReadObject> {
		const { body, etag } = await this.#bucket.get(object.key, signal);
		this.#failures = 0;
		const bytes = body.length;
		const result = await this.#pool.readOne({ file: object.name, bytes: body });
		release(body);
		const { skipped } = result;
		return {
			...{ object, result, etag, bytes },
			...(skipped !== undefined && { reason: skipped }),
		};
	}

	#failed(object: TrailObject, error: unknown, signal: AbortSignal): ReadObject {
		signal.throwIfAborted();
		const ofAll: boolean = isCancellation(error) || isCredentialFailure(error);
		if (ofAll || !(error instanceof HistoryError) || error.code === 'internal') {
			throw error;
		}
		if (error.code === 'access-denied') {
			return { object, bytes: 0, reason: error.message, denied: error };
		}
		if (mayPass(error) && ++this.#failures >= failuresInARow) {
			throw error;
		}
		return { object, bytes: 0, reason: reasonOf(error) };
	}
}

function reasonOf(error: HistoryError): string {
	switch (error.details.awsCode) {
		case 'NoSuchKey':
			return 'It was deleted while the bucket was read.';
		case 'InvalidObjectState':
			return archived;
		default:
			return error.message;
	}
}
