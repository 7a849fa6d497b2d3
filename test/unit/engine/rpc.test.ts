import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { openRpc } from '../../../src/engine/rpc.ts';
import { HistoryError, isCancellation } from '../../../src/model/errors.ts';

interface Server {
	add(a: number, b: number): number;
	fail(kind: string): Promise<never>;
}

interface Client {
	heard(text: string): void;
}

describe('openRpc', () => {
	const close: (() => void)[] = [];
	afterEach(() => {
		for (const each of close.splice(0)) {
			each();
		}
	});

	function connect(server: Server, client: Client) {
		const { port1, port2 } = new MessageChannel();
		const toClient = openRpc<Client, Server>(port1, server);
		const toServer = openRpc<Server, Client>(port2, client);
		close.push(() => port1.close());
		return { toClient, toServer };
	}

	const failing = async (kind: string): Promise<never> => {
		if (kind === 'abort') {
			throw new DOMException('stopped', 'AbortError');
		}
		if (kind === 'plain') {
			throw new TypeError('x is not a function');
		}
		throw new HistoryError('access-denied', 'May not look up events.', {
			cause: new Error('AWS said no'),
			details: { action: 'cloudtrail:LookupEvents', region: 'eu-west-1' },
		});
	};

	it('calls in both directions', async () => {
		const heard: string[] = [];
		const { toClient, toServer } = connect(
			{ add: (a, b) => a + b, fail: failing },
			{ heard: (text) => heard.push(text) },
		);
		expect(await toServer.add(2, 3)).toBe(5);
		await toClient.heard('hello');
		expect(heard).toEqual(['hello']);
	});

	it('keeps code, details and the chain of causes of an error', async () => {
		const { toServer } = connect({ add: () => 0, fail: failing }, { heard: () => undefined });
		const error = await toServer.fail('denied').catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(HistoryError);
		const known = error as HistoryError;
		expect(known.code).toBe('access-denied');
		expect(known.message).toBe('May not look up events.');
		expect(known.details).toEqual({ action: 'cloudtrail:LookupEvents', region: 'eu-west-1' });
		expect(known.stack).toContain('AWS said no');
	});

	it('knows a cancellation and an error that is nobody else’s', async () => {
		const { toServer } = connect({ add: () => 0, fail: failing }, { heard: () => undefined });
		const aborted = await toServer.fail('abort').catch((reason: unknown) => reason);
		expect(isCancellation(aborted)).toBe(true);
		const plain = await toServer.fail('plain').catch((reason: unknown) => reason);
		expect((plain as HistoryError).code).toBe('internal');
		expect((plain as HistoryError).message).toBe('x is not a function');
	});

	it('tells those who wait when the other side is gone', async () => {
		const { toServer } = connect(
			{ add: () => 0, fail: () => new Promise<never>(() => undefined) },
			{ heard: () => undefined },
		);
		const waiting = toServer.fail('never').catch((reason: unknown) => reason);
		await new Promise((resolve) => setImmediate(resolve));
		toServer.$close(new HistoryError('internal', 'The thread ended.'));
		expect((await waiting) as HistoryError).toMatchObject({ message: 'The thread ended.' });
	});
});
