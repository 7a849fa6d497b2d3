import { HistoryError } from '../../model/errors.ts';
import { plainText } from '../../model/plainText.ts';
import { AwsClient, type ClientDeps } from '../awsClient.ts';
import { type ListRequest, type ObjectList, openS3, type S3Client } from './s3Client.ts';
import type { S3Answer } from './s3Request.ts';

export interface S3BucketOptions {
	readonly bucket: string;
	readonly requesterPays: boolean;
	/** The first Region to ask: the bucket may tell of another. */
	readonly region: string;
	/** What a client of a Region is made with. @throws HistoryError where that is no Region. */
	readonly clientOf: (region: string) => ClientDeps;
}

const mostRedirects = 2;

/** One bucket, wherever it is: requests are sent again to the Region that S3 names. */
export class S3Bucket {
	readonly #options: S3BucketOptions;
	#region: string;
	#client: AwsClient<S3Client>;
	#requests = 0;

	constructor(options: S3BucketOptions) {
		this.#options = options;
		this.#region = options.region;
		this.#client = this.#clientOf(options.region);
	}

	/** Requests sent since it was last asked, those that failed included. */
	takeRequests(): number {
		const requests = this.#requests;
		this.#requests = 0;
		return requests;
	}

	/** @throws HistoryError */
	list(request: ListRequest, signal: AbortSignal): Promise<ObjectList> {
		return this.#ask('s3:ListBucket', signal, undefined, (client, under) =>
			client.list(request, under),
		);
	}

	/** @throws HistoryError */
	get(key: string, signal: AbortSignal): Promise<S3Answer> {
		// bounds its time itself
		return this.#ask('s3:GetObject', signal, Infinity, (client, under) => client.get(key, under));
	}

	async #ask<T>(
		action: string,
		signal: AbortSignal,
		longest: number | undefined,
		work: (client: S3Client, signal: AbortSignal) => Promise<T>,
	): Promise<T> {
		for (let redirects = 0; ; redirects++) {
			const region = this.#region;
			const counted = (client: S3Client, under: AbortSignal) => {
				this.#requests++;
				return work(client, under);
			};
			try {
				return await this.#client.send(counted, {
					action,
					signal,
					...(longest !== undefined && { longest }),
				});
			} catch (error) {
				const other = regionNamed(error);
				if (other === undefined || redirects >= mostRedirects) {
					throw this.#explained(error);
				}
				if (region === this.#region && other !== region) {
					this.#client = this.#clientOf(other);
					this.#region = other;
				}
			}
		}
	}

	#clientOf(region: string): AwsClient<S3Client> {
		return new AwsClient(this.#options.clientOf(region), (config) => openS3(config, this.#options));
	}

	#explained(error: unknown): unknown {
		if (error instanceof HistoryError && error.details.awsCode === 'NoSuchBucket') {
			const name = plainText(this.#options.bucket, 100);
			return new HistoryError(
				'not-found',
				`There is no bucket "${name}". Check its name in the settings.`,
				{ cause: error, details: error.details },
			);
		}
		return error;
	}
}

const elsewhere = [
	'PermanentRedirect',
	'TemporaryRedirect',
	'Redirect',
	'AuthorizationHeaderMalformed',
	'IllegalLocationConstraintException',
];

/** The Region that S3 says a bucket is in. */
function regionNamed(error: unknown): string | undefined {
	if (!(error instanceof HistoryError) || !(error.cause instanceof Error)) {
		return undefined;
	}
	const { cause } = error;
	const fields: Readonly<Record<string, unknown>> = { ...cause };
	const { httpStatusCode } = fieldsOf(fields.$metadata);
	if (!elsewhere.includes(cause.name) && httpStatusCode !== 301 && httpStatusCode !== 307) {
		return undefined;
	}
	// the SDK keeps the answer in a property that is not enumerable
	const response = '$response' in cause ? fieldsOf(cause.$response) : {};
	const named = fields.Region ?? fieldsOf(response.headers)['x-amz-bucket-region'];
	return typeof named === 'string' ? named : undefined;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? { ...value } : {};
}
