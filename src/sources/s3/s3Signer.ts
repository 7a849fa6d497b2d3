import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import type { AwsKeys } from '../credentials.ts';

/** What is signed of all requests alike. */
export interface SignerOptions {
	readonly region: string;
	/** Lower-case names, `host` among them. */
	readonly headers: Readonly<Record<string, string>>;
}

const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** What all requests of a second have in common. */
interface Common {
	readonly second: number;
	readonly keys: AwsKeys;
	readonly key: KeyObject;
	/** The time, as it is signed. */
	readonly stamp: string;
	readonly scope: string;
	readonly headers: Readonly<Record<string, string>>;
	/** What is signed of them, and of the body. */
	readonly canonical: string;
	readonly names: string;
}

/**
 * Signs GETs of objects as AWS Signature Version 4 says
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html). The SDK's signer,
 * which the tests compare it with, takes as long for one as sending it does, and there are hundreds
 * of thousands.
 */
export class S3Signer {
	readonly #options: SignerOptions;
	#common: Common | undefined;

	constructor(options: SignerOptions) {
		this.#options = options;
	}

	/**
	 * @param path as it is sent, encoded.
	 * @param time ms since 1970.
	 * @returns all headers of the request.
	 */
	sign(path: string, keys: AwsKeys, time: number): Readonly<Record<string, string>> {
		const second = Math.floor(time / 1000);
		if (this.#common?.second !== second || this.#common.keys !== keys) {
			this.#common = this.#commonOf(second, keys);
		}
		const { key, headers, canonical, names, scope, stamp } = this.#common;
		const digest = hash('sha256', `GET\n${path}\n\n${canonical}`);
		const signature = createHmac('sha256', key)
			.update(`AWS4-HMAC-SHA256\n${stamp}\n${scope}\n${digest}`)
			.digest('hex');
		return {
			...headers,
			authorization: `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
		};
	}

	#commonOf(second: number, keys: AwsKeys): Common {
		const stamp = `${new Date(second * 1000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
		const day = stamp.slice(0, 8);
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
		return {
			...{ second, keys, stamp, headers, names },
			scope: `${day}/${this.#options.region}/s3/aws4_request`,
			canonical: `${lines}\n${names}\n${emptySha256}`,
			key: this.#keyOf(keys, day),
		};
	}

	/** The key of a day and Region. */
	#keyOf({ secretAccessKey }: AwsKeys, day: string): KeyObject {
		const parts = [day, this.#options.region, 's3', 'aws4_request'];
		const key = parts.reduce<string | Buffer>(
			(secret, part) => createHmac('sha256', secret).update(part).digest(),
			`AWS4${secretAccessKey}`,
		);
		return createSecretKey(Buffer.from(key));
	}
}
