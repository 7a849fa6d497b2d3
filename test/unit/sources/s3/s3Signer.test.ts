import { createHash } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { S3Signer } from '../../../../src/sources/s3/s3Signer.ts';

const host = 'trail-bucket.s3.eu-central-1.amazonaws.com';
const keys = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG' };
const noBody = createHash('sha256').digest('hex');
const time = Date.parse('2026-11-22T23:59:59.700Z');

/** As the SDK's own signer does it. */
async function bySdk(path: string, credentials: typeof keys, at: number, headers: object) {
	const client = new S3Client({ region: 'eu-central-1', credentials });
	const signer = await client.config.signer({
		...{ name: 'sigv4', signingName: 's3', signingRegion: 'eu-central-1', properties: {} },
	});
	const signed = await signer.sign(
		{
			...{ method: 'GET', protocol: 'https:', hostname: host, path, query: {} },
			headers: { host, 'x-amz-content-sha256': noBody, ...headers },
		},
		{ signingDate: new Date(at) },
	);
	return signed.headers;
}

describe('S3Signer', () => {
	it.each([
		['a key', '/AWSLogs/111122223333/a_20261122T1000Z_b.json.gz', keys, {}],
		['escaped characters', '/a%20b/%C3%A4%2B%27%28%29.json', keys, {}],
		['a session', '/a', { ...keys, sessionToken: 'token//==' }, {}],
		['a payer', '/a', keys, { 'x-amz-request-payer': 'requester' }],
	])('signs as the SDK does: %s', async (_, path, credentials, headers) => {
		const signer = new S3Signer({ region: 'eu-central-1', headers: { host, ...headers } });
		for (const at of [time, time + 100, time + 1000]) {
			const own = signer.sign(path, credentials, at);
			expect(own).toEqual(await bySdk(path, credentials, at, headers));
		}
	});

	it('takes renewed keys at once', () => {
		const signer = new S3Signer({ region: 'eu-central-1', headers: { host } });
		const first = signer.sign('/a', keys, time);
		const second = signer.sign('/a', { ...keys, secretAccessKey: 'other' }, time);
		expect(second.authorization).not.toBe(first.authorization);
	});
});
