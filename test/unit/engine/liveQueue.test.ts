import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { LiveHistory } from '../../../src/engine/liveHistory.ts';
import type { CloudTrailRecord } from '../../../src/model/record.ts';
import { buildHistory } from '../../builders/history.ts';
import { buildRecord } from '../../builders/record.ts';
import { historySettings } from '../../builders/settings.ts';
import { QueueServer } from '../../servers/queueServer.ts';
import { AwsBench, demoKey } from '../badInput/awsBench.ts';
import { openStore } from '../store/testStore.ts';

const folder = 'AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/22/';
const keyOf = (name: string) => `${folder}111122223333_CloudTrail_eu-central-1_${name}.json.gz`;
const trailMessage = (...names: readonly string[]) =>
	JSON.stringify({ s3Bucket: 'trail-logs', s3ObjectKey: names.map(keyOf) });
const logFile = (records: readonly object[]) =>
	gzipSync(JSON.stringify({ Records: [...records, foreign()] }));
const foreign = () => buildRecord({ eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances' });
const event = (record: object) =>
	JSON.stringify({
		version: '0',
		'detail-type': 'AWS API Call via CloudTrail',
		source: 'aws.imagebuilder',
		detail: record,
	});
const ids = (records: readonly CloudTrailRecord[]) =>
	records.map(({ eventID }) => eventID).toSorted();
/** Threads start, and the machine may be busy. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000, interval: 25 });

describe('live calls from a queue', { timeout: 60_000 }, () => {
	let bench: AwsBench;
	let queues: QueueServer;
	let queueUrl: string;

	beforeEach(async () => {
		queues = await new QueueServer().listen();
		bench = await AwsBench.start({ records: [], services: { AmazonSQS: queues.service } });
		const { endpointUrl: _, ...settings } = bench.settings;
		bench.settings = settings;
		vi.stubEnv('AWS_ENDPOINT_URL', bench.server.url);
		vi.stubEnv('AWS_ENDPOINT_URL_S3', queues.s3Url);
		queueUrl = await queues.createQueue('calls', { VisibilityTimeout: '1' });
		onTestFinished(async () => {
			await bench[Symbol.asyncDispose]();
			await queues[Symbol.asyncDispose]();
		});
	});

	function window(): LiveHistory {
		const connection = { name: 'live', profile: 'demo', sources: [{ type: 'sqs', queueUrl }] };
		return bench.window({ settings: () => historySettings(bench.settings, [connection]) });
	}

	const idsIn = async (history: LiveHistory) =>
		(await history.calls({ limit: 5000 })).calls.map(({ eventId }) => eventId).toSorted();
	const troubles = (history: LiveHistory) => {
		const { connection } = history;
		return connection.kind === 'aws' ? (connection.sourceErrors ?? []) : [];
	};
	const emptied = () => eventually(() => queues.left(queueUrl)).toBe(0);

	it('takes events of EventBridge, and says nothing of coverage', async () => {
		const record = buildRecord();
		const history = window();
		await history.sync();
		const changed = new Promise((resolve) => history.onDidChange(resolve));
		await queues.send(queueUrl, event(foreign()), event(record));
		await changed;
		await eventually(() => idsIn(history)).toEqual(ids([record]));
		await emptied();
		const { calls } = await history.calls();
		expect(calls[0]?.sources).toEqual(['sqs:calls']);
		expect(await history.coverage()).toEqual([]);
		expect(JSON.parse((await history.record(record.eventID ?? '')) ?? '')).toEqual(record);
	});

	it.each([{ raw: false }, { raw: true }])(
		'reads the log files that a trail tells of by SNS: %o',
		async (options) => {
			const records = buildHistory({ seed: 5, accountId: '444455556666', count: 30 });
			await queues.putObject('trail-logs', keyOf('a'), logFile(records.slice(0, 20)));
			await queues.putObject('trail-logs', keyOf('b'), logFile(records.slice(20)));
			const publish = await queues.topic(queueUrl, options);
			const history = window();
			await history.sync();
			await publish('CloudTrail validation message.');
			await publish(trailMessage('a', 'b'));
			await eventually(() => idsIn(history)).toEqual(ids(records));
			await emptied();
			await history.close();
			const store = openStore({ folder: bench.store });
			const { headers } = await fetch(`${queues.s3Url}/trail-logs/${keyOf('a')}`);
			const etag = headers.get('etag') ?? 'none';
			const name = keyOf('a').slice(folder.length);
			expect(store.unseen(`trail-logs/${folder}`, [{ name, etag }])).toEqual([]);
			expect(store.unseen(`trail-logs/${folder}`, [{ name, etag: 'other' }])).toHaveLength(1);
		},
	);

	it('leaves what it does not understand, and says so once', async () => {
		const record = buildRecord();
		await queues.send(queueUrl, '{"order":17}', '{"order":18}', event(record));
		const history = window();
		await history.sync();
		await eventually(() => idsIn(history)).toEqual(ids([record]));
		await eventually(() => queues.left(queueUrl)).toBe(2);
		const told = () => bench.log.filter((line) => line.includes('left in the queue'));
		expect(told()).toHaveLength(1);
		expect(told()[0]).not.toContain('17');
	});

	it('keeps the message of a log file that cannot be read, says so, and reads it later', async () => {
		const [record = {}, other = {}] = buildHistory({ seed: 6, count: 2 });
		const whole = logFile([record]);
		await queues.putObject('trail-logs', keyOf('cut'), whole.subarray(0, whole.length - 12));
		await queues.send(queueUrl, trailMessage('cut'), event(other), trailMessage('gone'));
		const history = window();
		await history.sync();
		await eventually(() => troubles(history)).toMatchObject([
			{ source: 'sqs:calls', code: 'bad-log' },
		]);
		await eventually(() => idsIn(history)).toContain(ids([other])[0]);
		await eventually(() => queues.left(queueUrl)).toBe(1);
		await queues.putObject('trail-logs', keyOf('cut'), whole);
		await emptied();
		await eventually(() => idsIn(history)).toEqual(ids([record, other]));
		await eventually(() => troubles(history)).toEqual([]);
	});

	it('loses and doubles nothing while SQS fails', async () => {
		const records = buildHistory({ seed: 7, count: 60 });
		const { server } = bench;
		for (const kind of ['cut', 'malformed'] as const) {
			server.inject({ kind }, { action: 'ReceiveMessage' });
			server.inject({ kind }, { action: 'DeleteMessageBatch', times: 2 });
		}
		await queues.send(queueUrl, ...records.slice(0, 40).map(event));
		const history = window();
		await history.sync();
		await queues.send(queueUrl, ...records.slice(40).map(event));
		await eventually(() => idsIn(history)).toEqual(ids(records));
		await eventually(() => queues.left(queueUrl)).toBe(0);
		expect((await history.count()).calls).toBe(records.length);
		await eventually(() => troubles(history)).toEqual([]);
	});

	it('says that the queue is gone, and goes on once it is there again', async () => {
		await queues.deleteQueue(queueUrl);
		const history = window();
		await history.sync();
		await eventually(() => troubles(history)).toMatchObject([
			{ source: 'sqs:calls', code: 'not-found' },
		]);
		await queues.createQueue('calls');
		const record = buildRecord();
		await queues.send(queueUrl, event(record));
		await history.sync();
		await eventually(() => idsIn(history)).toEqual(ids([record]));
		await eventually(() => troubles(history)).toEqual([]);
	});

	it.each([
		['AccessDeniedException', 'access-denied', 'sqs:ReceiveMessage'],
		['KmsAccessDenied', 'access-denied', 'kms:Decrypt'],
		['InvalidAddress', 'not-found', 'no queue https://sqs.'],
	])('says that the queue cannot be read: %s', async (code, known, text) => {
		bench.server.inject({ kind: 'error', code, status: 400 }, { action: 'ReceiveMessage' });
		const history = window();
		await history.sync();
		await eventually(() => troubles(history)).toMatchObject([{ code: known }]);
		expect(troubles(history)[0]?.message).toContain(text);
	});

	it('goes on where it was after the session expired', async () => {
		const [one = {}, two = {}] = buildHistory({ seed: 9, count: 2 });
		const history = window();
		await history.sync();
		await queues.send(queueUrl, event(one));
		await eventually(() => idsIn(history)).toEqual(ids([one]));
		bench.server.setExpired(demoKey, true);
		await queues.send(queueUrl, trailMessage('late'));
		await eventually(() => troubles(history)).toMatchObject([{ code: 'expired-session' }]);
		await queues.putObject('trail-logs', keyOf('late'), logFile([two]));
		bench.server.setExpired(demoKey, false);
		await history.sync();
		await eventually(() => idsIn(history)).toEqual(ids([one, two]));
		await eventually(() => troubles(history)).toEqual([]);
		await emptied();
	});

	it('is one window at a time, and the next one takes over', async () => {
		const [first, second] = [window(), window()];
		await first.sync();
		const polls = () => bench.server.requests().filter(({ action }) => action === 'ReceiveMessage');
		await eventually(() => polls().length).toBe(1);
		await second.sync();
		const [one = {}, two = {}] = buildHistory({ seed: 8, count: 2 });
		await queues.send(queueUrl, event(one));
		await eventually(() => idsIn(second)).toEqual(ids([one]));
		expect(polls().filter(({ outcome }) => outcome === 'pending')).toHaveLength(1);
		const begun = Date.now();
		await first.close();
		expect(Date.now() - begun).toBeLessThan(5000);
		await queues.send(queueUrl, event(two));
		await eventually(() => idsIn(second)).toEqual(ids([one, two]));
	});
});
