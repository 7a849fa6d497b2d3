import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { openObjects } from '../../../src/sources/sqs/objects.ts';
import { answeredSession } from './answeredSession.ts';

const { signal } = new AbortController();

async function objectsOf(listener: RequestListener) {
	return openObjects(await answeredSession(listener), 'eu-central-1');
}

describe('objects that messages name', () => {
	it('are asked for in the Region of their bucket, which is remembered', async () => {
		const asked: string[] = [];
		const fetchObject = await objectsOf(({ url = '', headers }, response) => {
			const [, region = ''] = /\/\d{8}\/([\w-]+)\/s3\//.exec(headers.authorization ?? '') ?? [];
			asked.push(`${region} ${url}`);
			if (region === 'eu-west-1') {
				response.writeHead(200, { etag: '"1"' }).end('hello');
			} else {
				const headers = { 'x-amz-bucket-region': 'eu-west-1' };
				response.writeHead(301, headers).end('<Error><Code>PermanentRedirect</Code></Error>');
			}
		});
		const key = 'a b/c+d.json.gz';
		const fetched = await fetchObject({ bucket: 'trail-logs', key }, signal);
		expect(fetched).toEqual({ body: Buffer.from('hello'), etag: '"1"' });
		await fetchObject({ bucket: 'trail-logs', key: 'e' }, signal);
		await fetchObject({ bucket: 'other', key: 'f', region: 'eu-west-1' }, signal);
		expect(asked).toEqual([
			'eu-central-1 /trail-logs/a%20b/c%2Bd.json.gz',
			'eu-west-1 /trail-logs/a%20b/c%2Bd.json.gz',
			'eu-west-1 /trail-logs/e',
			'eu-west-1 /other/f',
		]);
	});

	it('are not fetched where they are larger than any log file', async () => {
		let written = 0;
		const fetchObject = await objectsOf((_, response) => {
			response.writeHead(200, { 'content-length': 300 * 2 ** 20 });
			const write = () => {
				written += 2 ** 16;
				if (!response.destroyed) {
					response.write(Buffer.alloc(2 ** 16), write);
				}
			};
			write();
		});
		await expect(fetchObject({ bucket: 'trail-logs', key: 'a' }, signal)).rejects.toMatchObject({
			code: 'bad-log',
			message: expect.stringContaining('256 MB'),
		});
		expect(written).toBeLessThan(64 * 2 ** 20);
	});
});
