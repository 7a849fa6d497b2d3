import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import type { LiveHistory } from '../../../src/engine/liveHistory.ts';
import type { HistoryError } from '../../../src/model/errors.ts';
import type { AwsServerOptions } from '../../servers/awsWorld.ts';
import type { Fault } from '../../servers/faults.ts';
import { AwsBench, demoKey, records } from './awsBench.ts';

const always = { action: 'LookupEvents', times: 1000 };
const error = (code: string, status = 400): Fault => ({ kind: 'error', code, status });

interface Trouble {
	readonly trouble: string;
	readonly options?: AwsServerOptions;
	readonly break: (bench: AwsBench) => void;
	/** Undefined where the trouble lies in how the server was started. */
	readonly mend?: (bench: AwsBench) => void;
	readonly code: string;
	readonly message: RegExp;
}

const profile = (name: string) => (bench: AwsBench) => {
	bench.settings = { ...bench.settings, profile: name };
};
const endpoint = (endpointUrl: string) => (bench: AwsBench) => {
	bench.settings = { ...bench.settings, endpointUrl };
};
const goodEndpoint = (bench: AwsBench) => endpoint(bench.server.url)(bench);
const fault = (kind: Fault) => (bench: AwsBench) => bench.server.inject(kind, always);
const noFault = (bench: AwsBench) => bench.server.clearFaults();

const troubles: readonly Trouble[] = [
	{
		trouble: 'no credentials',
		break: profile('empty'),
		mend: profile('demo'),
		code: 'no-credentials',
		message: /^No AWS credentials were found for profile "empty"\.$/,
	},
	{
		trouble: 'a profile that is not there',
		break: profile('nowhere'),
		mend: profile('demo'),
		code: 'wrong-profile',
		message: /^There is no AWS profile "nowhere"\.$/,
	},
	{
		trouble: 'an expired session',
		break: ({ server }) => server.setExpired(demoKey, true),
		mend: ({ server }) => server.setExpired(demoKey, false),
		code: 'expired-session',
		message: /expired/,
	},
	{
		trouble: 'a missing permission',
		options: { deniedRegions: ['eu-central-1'] },
		break: () => undefined,
		code: 'access-denied',
		message:
			/^Not allowed: cloudtrail:LookupEvents was denied because no identity-based policy .*administrator/,
	},
	{
		trouble: 'a Region that is not enabled',
		options: { disabledRegions: ['eu-central-1'] },
		break: () => undefined,
		code: 'region-not-enabled',
		message: /^The Region is not enabled/,
	},
	{
		trouble: 'an access key that nobody has',
		break: profile('stranger'),
		mend: profile('demo'),
		code: 'no-credentials',
		message: /^AWS does not know this access key\.$/,
	},
	{
		trouble: 'a wrong secret key or clock',
		break: fault(error('SignatureDoesNotMatch', 403)),
		mend: noFault,
		code: 'no-credentials',
		message: /secret access key or the clock/,
	},
	{
		trouble: 'no network',
		break: endpoint('http://127.0.0.1:1'),
		mend: goodEndpoint,
		code: 'network',
		message: /^AWS cannot be reached \(ECONNREFUSED\)\.$/,
	},
	{
		trouble: 'an endpoint that is no URL of the web',
		break: endpoint('file:///etc/passwd'),
		mend: goodEndpoint,
		code: 'network',
		message: /^The endpoint is not an http or https URL\.$/,
	},
	{
		trouble: 'faults of AWS',
		break: fault(error('InternalFailure', 500)),
		mend: noFault,
		code: 'service-fault',
		message: /^AWS reported a fault of its own\.$/,
	},
	{
		trouble: 'cut connections',
		break: fault({ kind: 'cut' }),
		mend: noFault,
		code: 'network',
		message: /^AWS cannot be reached \(ECONNRESET\)\.$/,
	},
	{
		trouble: 'malformed answers',
		break: fault({ kind: 'malformed' }),
		mend: noFault,
		code: 'bad-answer',
		message: /a proxy may have changed it/,
	},
	{
		trouble: 'an error that nobody knows, with a name made to be a link',
		break: fault(error('[Sign in](command:workbench.action.quit)')),
		mend: noFault,
		code: 'aws',
		message: /^AWS answered .{1,400}$/,
	},
];

describe('a sync against', () => {
	it.each(troubles)('$trouble says so, and loses nothing', async (each) => {
		await using bench = await AwsBench.start(each.options);
		each.break(bench);
		const history = bench.window();
		const told = await failureOf(history);
		expect(told.code).toBe(each.code);
		expect(told.message).toMatch(each.message);
		expect(history.connection).toMatchObject({ phase: 'failed', error: { code: each.code } });
		expect((await history.calls()).calls).toEqual([]);
		if (each.mend) {
			each.mend(bench);
			await history.configure();
			expect(await history.sync()).toMatchObject({ newCalls: records.length, errors: [] });
			expect(history.connection).toMatchObject({ phase: 'ready' });
			expect(history.connection).not.toHaveProperty('error');
		}
	});

	it('something that never answers can be stopped', async () => {
		await using bench = await AwsBench.start();
		bench.server.inject({ kind: 'hang' }, { times: 1000 });
		const history = bench.window();
		const syncing = history.sync();
		await vi.waitFor(() => expect(bench.server.requests()).not.toEqual([]), 5000);
		history.cancelSync();
		expect(await syncing).toMatchObject({ cancelled: true, newCalls: 0 });
		bench.server.clearFaults();
		expect(await history.sync()).toMatchObject({ newCalls: records.length });
	});

	it('a proxy that refuses names the proxy', async () => {
		const proxy = createServer();
		const targets: (string | undefined)[] = [];
		proxy.on('connect', ({ url }, socket) => {
			targets.push(url);
			socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
		});
		await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
		try {
			await using bench = await AwsBench.start();
			vi.stubEnv('NO_PROXY', '');
			vi.stubEnv('no_proxy', '');
			const { port } = proxy.address() as AddressInfo;
			const proxyUrl = `http://127.0.0.1:${port}`;
			const endpointUrl = 'https://cloudtrail.example.com';
			bench.settings = { ...bench.settings, endpointUrl, proxyUrl };
			const told = await failureOf(bench.window());
			expect(told).toMatchObject({ code: 'network' });
			expect(told.message).toMatch(/^The proxy refused the connection \(407\)\.$/);
			expect(new Set(targets)).toEqual(new Set(['cloudtrail.example.com:443']));
		} finally {
			proxy.closeAllConnections();
			await new Promise((resolve) => proxy.close(resolve));
		}
	});

	it('a Region whose name would be another host signs nothing for it', async () => {
		await using bench = await AwsBench.start();
		const evil = 'evil.example.com/#';
		bench.settings = { ...bench.settings, regions: [evil, 'eu-central-1'] };
		const report = await bench.window().sync();
		expect(report.newCalls).toBe(records.length);
		expect(report.errors).toMatchObject([{ region: evil, code: 'region-not-enabled' }]);
		const signedFor = new Set(bench.server.requests().map(({ region }) => region));
		expect(signedFor).toEqual(new Set(['eu-central-1']));
	});

	it('one Region that fails reads the others, and says which', async () => {
		await using bench = await AwsBench.start({ deniedRegions: ['us-east-1'] });
		bench.settings = { ...bench.settings, regions: ['us-east-1', 'eu-central-1'] };
		const history = bench.window();
		const { errors, newCalls } = await history.sync();
		expect(newCalls).toBe(records.length);
		expect(errors).toMatchObject([{ region: 'us-east-1', code: 'access-denied' }]);
		expect(history.connection).toMatchObject({
			phase: 'ready',
			progress: expect.arrayContaining([
				expect.objectContaining({ region: 'us-east-1', phase: 'failed' }),
				expect.objectContaining({ region: 'eu-central-1', phase: 'done' }),
			]),
		});
	});
});

/** What a person reads, whether all Regions failed or none could be asked. */
async function failureOf(history: LiveHistory): Promise<HistoryError> {
	const thrown = await history.sync().then(
		() => undefined,
		(cause: unknown) => cause,
	);
	const { connection } = history;
	if (connection.kind !== 'aws' || !connection.error) {
		throw new Error('There was no failure.', { cause: thrown });
	}
	return connection.error;
}
