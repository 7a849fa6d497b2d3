import {
	DeleteMessageBatchCommand,
	ReceiveMessageCommand,
	SendMessageCommand,
	SQSClient,
} from '@aws-sdk/client-sqs';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type AwsServer, startAwsServer } from '../../servers/awsServer.ts';
import { QueueServer } from '../../servers/queueServer.ts';

describe('the queues of the stand-in', () => {
	let queues: QueueServer;
	let server: AwsServer;
	let QueueUrl: string;

	beforeEach(async () => {
		queues = new QueueServer();
		server = await startAwsServer({ services: { AmazonSQS: queues.service } });
		QueueUrl = await queues.createQueue('calls', { VisibilityTimeout: '1' });
		onTestFinished(async () => {
			await server.close();
			await queues[Symbol.asyncDispose]();
		});
	});

	function client({ region = 'eu-central-1', accessKeyId = 'AKIAIOSFODNN7EXAMPLE' } = {}) {
		const sqs = new SQSClient({
			region,
			endpoint: server.url,
			credentials: { accessKeyId, secretAccessKey: 'made-up' },
			maxAttempts: 1,
		});
		onTestFinished(() => sqs.destroy());
		return sqs;
	}

	const receive = (WaitTimeSeconds = 0) =>
		new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds });

	it('hand a message out again until it is deleted', async () => {
		const sqs = client();
		await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
		const first = (await sqs.send(receive())).Messages ?? [];
		expect(first.map(({ Body }) => Body)).toEqual(['hello']);
		expect((await sqs.send(receive())).Messages ?? []).toEqual([]);
		const second = (await sqs.send(receive(5))).Messages ?? [];
		expect(second[0]?.MessageId).toBe(first[0]?.MessageId);
		expect(second[0]?.ReceiptHandle).not.toBe(first[0]?.ReceiptHandle);
		const Entries = second.map(({ ReceiptHandle }) => ({ Id: '0', ReceiptHandle }));
		await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
		expect(await queues.left(QueueUrl)).toBe(0);
	});

	it('let a client wait, and give nothing to one that went away', async () => {
		const sqs = client();
		const gone = new AbortController();
		const lost = sqs.send(receive(20), { abortSignal: gone.signal });
		await expect.poll(() => server.requests().length).toBe(1);
		gone.abort();
		await expect(lost).rejects.toThrow();
		const waiting = sqs.send(receive(20));
		await expect.poll(() => server.requests().length).toBe(2);
		await queues.send(QueueUrl, 'hello');
		expect((await waiting).Messages?.map(({ Body }) => Body)).toEqual(['hello']);
	});

	it('wrap what a topic publishes as SNS does, or not at all', async () => {
		const sqs = client();
		await (await queues.topic(QueueUrl))('hello');
		const [wrapped] = (await sqs.send(receive(5))).Messages ?? [];
		expect(JSON.parse(wrapped?.Body ?? '')).toMatchObject({
			Type: 'Notification',
			Message: 'hello',
		});
		const other = await queues.createQueue('raw');
		await (await queues.topic(other, { raw: true }))('hello');
		const [raw] = (await sqs.send(new ReceiveMessageCommand({ QueueUrl: other }))).Messages ?? [];
		expect(raw?.Body).toBe('hello');
	});

	it.each([
		['of another account', { accessKeyId: 'AKIAI44QH8DHBEXAMPLE' }, {}, 'AccessDeniedException'],
		['of another Region', { region: 'eu-west-1' }, {}, 'QueueDoesNotExist'],
		['that is none', {}, { QueueUrl: 'calls' }, 'InvalidAddress'],
		['for longer than SQS waits', {}, { WaitTimeSeconds: 21 }, 'InvalidParameterValue'],
		['for more than SQS gives', {}, { MaxNumberOfMessages: 11 }, 'InvalidParameterValue'],
	])('refuse a queue %s', async (_, options, change, name) => {
		const { input } = receive();
		const asked = client(options).send(new ReceiveMessageCommand({ ...input, ...change }));
		await expect(asked).rejects.toMatchObject({ name });
	});

	it('fail as they are told', async () => {
		server.inject({ kind: 'error', code: 'OverLimit', status: 403 }, { action: 'ReceiveMessage' });
		await expect(client().send(receive())).rejects.toMatchObject({ name: 'OverLimit' });
		expect(server.requests()[0]).toMatchObject({ action: 'ReceiveMessage', outcome: 'OverLimit' });
	});
});
