import http, { createServer, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { getBody } from '../../../../src/sources/s3/s3Request.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('does not count the wait for a free connection as silence', async () => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	const answers: ServerResponse[] = [];
	const server = createServer((_, response) => void answers.push(response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const httpAgent = new http.Agent({ keepAlive: true, maxSockets: 1 });
	onTestFinished(() => {
		vi.useRealTimers();
		httpAgent.destroy();
		server.close();
	});
	const handler = {
		...{ httpAgent, httpsAgent: new https.Agent() },
		...{ connectionTimeout: 0, requestTimeout: 0, socketTimeout: 0, throwOnRequestTimeout: true },
	};
	const { port } = server.address() as AddressInfo;
	const target = { protocol: 'http:', hostname: '127.0.0.1', port, path: '/', headers: {} };
	const { signal } = new AbortController();
	const [one, other] = [getBody(target, handler, signal), getBody(target, handler, signal)];
	other.catch(() => undefined);
	const asked = async (count: number) => {
		while (answers.length < count) {
			await turn();
		}
		return answers[count - 1];
	};
	const first = await asked(1);
	vi.advanceTimersByTime(25_000);
	first?.end('one');
	expect((await one).body.toString()).toBe('one');
	const second = await asked(2);
	vi.advanceTimersByTime(25_000);
	second?.end('other');
	expect((await other).body.toString()).toBe('other');
});
