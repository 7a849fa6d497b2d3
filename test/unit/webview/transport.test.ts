import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ToWebviewMessage } from '../../../src/protocol/messages.ts';
import { RequestError, Transport } from '../../../src/webview/transport.ts';
import { buildCall } from '../../builders/call.ts';

interface Sent {
	readonly type: string;
	readonly id?: number;
}

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

function start(begin?: string) {
	const sent: Sent[] = [];
	const pushed: unknown[] = [];
	const window = new EventTarget();
	const transport = new Transport({
		postMessage: (message) => sent.push(message as Sent),
		setState: () => undefined,
	});
	transport.start(window, (message) => pushed.push(message), begin);
	const receive = (data: ToWebviewMessage | unknown) =>
		window.dispatchEvent(Object.assign(new Event('message'), { data }));
	return { transport, sent, pushed, receive };
}

describe('Transport', () => {
	it('says ready first', () => {
		expect(start().sent).toEqual([{ type: 'ready' }]);
	});

	it('takes what the document brought, as far as it is what the host says', () => {
		const init = {
			...{ type: 'init', locale: 'de', texts: {}, filters: [] },
			layout: { hidden: [], widths: {}, groupBy: 'none' },
		};
		const { pushed, sent } = start(JSON.stringify([init, { type: 'eval' }, 7]));
		expect(pushed).toEqual([init]);
		expect(sent).toEqual([{ type: 'ready' }]);
		expect(start('no JSON').sent).toEqual([{ type: 'ready' }]);
		expect(start('{}').pushed).toEqual([]);
	});

	it('gives each answer to its own request', async () => {
		const { transport, sent, receive } = start();
		const one = transport.request('detail', { eventId: 'e-1' });
		const two = transport.request('copy', { text: 'x' });
		const call = buildCall();
		receive({ type: 'answer', id: sent[2]?.id, ok: true, value: null });
		receive({ type: 'answer', id: sent[1]?.id, ok: true, value: { call } });
		await expect(one).resolves.toEqual({ call });
		await expect(two).resolves.toBeNull();
	});

	it('passes on the error of the host', async () => {
		const { transport, sent, receive } = start();
		const request = transport.request('detail', { eventId: 'e-1' });
		const error = { code: 'not-found', message: 'This call is not known.' };
		receive({ type: 'answer', id: sent[1]?.id, ok: false, error });
		await expect(request).rejects.toMatchObject(error);
	});

	it('refuses an answer of the wrong shape', async () => {
		const { transport, sent, receive } = start();
		const request = transport.request('detail', { eventId: 'e-1' });
		receive({ type: 'answer', id: sent[1]?.id, ok: true, value: { call: 'none' } });
		await expect(request).rejects.toMatchObject({ code: 'bad-answer' });
	});

	it('does not wait for ever', async () => {
		const { transport } = start();
		const request = expect(transport.request('copy', { text: 'x' })).rejects.toBeInstanceOf(
			RequestError,
		);
		await vi.advanceTimersByTimeAsync(60_000);
		await request;
	});

	it('takes no notice of what is not the host’s', () => {
		const { pushed, receive } = start();
		receive({ type: 'snapshot', snapshot: { calls: '<img src=x>' } });
		receive('hello');
		receive({ type: 'answer', id: 99, ok: true, value: null });
		expect(pushed).toEqual([]);
	});
});
