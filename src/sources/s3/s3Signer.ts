import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { AwsKeys } from '../credentials.ts';

/** What is signed of all requests alike. */
export interface SignerOptions {
	readonly region: string;
	/** Lower-case names, `host` among them. */
	readonly headers: Readonly<Record<string, string>>;
}

const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/**
 * Signs GETs of objects as AWS Signature Version 4 says
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html). The SDK's signer,
 * which the tests compare it with, takes as long for one as sending it does, and there are hundreds
 * of thousands.
 */
export class S3Signer {
	readonly #options: SignerOptions;
	/** The last key, and what it was made of. */
	#key: KeyObject | undefined;
	#keyOf = '';

	constructor(options: SignerOptions) {
		this.#options = options;
	}

	/**
	 * @param path as it is sent, encoded.
	 * @param time ms since 1970.
	 * @returns all headers of the request.
	 */
	sign(path: string, keys: AwsKeys, time: number): Readonly<Record<string, string>> {
		const { region } = this.#options;
		const stamp = `${new Date(time).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
		const scope = `${stamp.slice(0, 8)}/${region}/s3/aws4_request`;
		const headers = {
			...this.#options.headers,
			'x-amz-content-sha256': emptySha256,
			'x-amz-date': stamp,
			...(keys.sessionToken !== undefined && { 'x-amz-security-token': keys.sessionToken }),
		};
		const signed = Object.entries(headers)
			.filter(([name]) => name === 'host' || name.startsWith('x-amz-'))
			.sort(([one], [other]) => (one < other ? -1 : 1));
		const names = signed.map(([name]) => name).join(';');
		const lines = signed.map(([name, value]) => `${name}:${value}\n`).join('');
		const request = `GET\n${path}\n\n${lines}\n${names}\n${emptySha256}`;
		const hash = createHash('sha256').update(request).digest('hex');
		const signature = createHmac('sha256', this.#keyFor(keys, stamp.slice(0, 8)))
			.update(`AWS4-HMAC-SHA256\n${stamp}\n${scope}\n${hash}`)
			.digest('hex');
		return {
			...headers,
			authorization: `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
		};
	}

	/** The key of a day and Region. */
	#keyFor({ secretAccessKey }: AwsKeys, day: string): KeyObject {
		const keyOf = `${day} ${secretAccessKey}`;
		if (!this.#key || this.#keyOf !== keyOf) {
			const parts = [day, this.#options.region, 's3', 'aws4_request'];
			const key = parts.reduce<string | Buffer>(
				(secret, part) => createHmac('sha256', secret).update(part).digest(),
				`AWS4${secretAccessKey}`,
			);
			this.#key = createSecretKey(Buffer.from(key));
			this.#keyOf = keyOf;
		}
		return this.#key;
	}
}
