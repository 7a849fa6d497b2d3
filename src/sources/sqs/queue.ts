import type { QueueSettings } from '../../model/connectionSettings.ts';
import { HistoryError } from '../../model/errors.ts';
import { plainText } from '../../model/plainText.ts';
import { AwsClient } from '../awsClient.ts';
import type { AwsSession } from '../awsSession.ts';

/** A message as it was received; the receipt is good for this receiving only. */
export interface ReceivedMessage {
	readonly body: string;
	readonly receipt: string;
}

export interface Queue {
	/** Region that the queue is in. */
	readonly region: string;
	/** Waits up to 20 s for a first message. @returns at most 10. @throws HistoryError */
	receive(signal: AbortSignal): Promise<readonly ReceivedMessage[]>;
	/** Takes messages out for good; those that stay come again. @returns how many stay. */
	remove(messages: readonly ReceivedMessage[], signal: AbortSignal): Promise<number>;
}

/** SQS's own limits of one request. */
const mostMessages = 10;
const longestWait = 20;

export function openQueue(session: AwsSession, settings: QueueSettings): Queue {
	const { queueUrl } = settings;
	const region = settings.region ?? queueRegion(queueUrl) ?? session.regions[0] ?? 'us-east-1';
	const client = new AwsClient(session.client('sqs', region), async (config) => {
		const { SQSClient } = await import('../aws/sqs.ts');
		// a URL of the settings must not choose the host that signed requests go to
		return new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
	});
	return {
		region,
		async receive(signal) {
			const { ReceiveMessageCommand } = await import('../aws/sqs.ts');
			const request = new ReceiveMessageCommand({
				QueueUrl: queueUrl,
				MaxNumberOfMessages: mostMessages,
				WaitTimeSeconds: longestWait,
			});
			const { Messages = [] } = await explained(settings, region, () =>
				client.sendOnce((sqs, abortSignal) => sqs.send(request, { abortSignal }), {
					action: 'sqs:ReceiveMessage',
					signal,
					longest: (longestWait + 20) * 1000,
				}),
			);
			return Messages.map(({ Body = '', ReceiptHandle = '' }) => ({
				body: Body,
				receipt: ReceiptHandle,
			}));
		},
		async remove(messages, signal) {
			const { DeleteMessageBatchCommand } = await import('../aws/sqs.ts');
			const request = new DeleteMessageBatchCommand({
				QueueUrl: queueUrl,
				Entries: messages.map(({ receipt }, index) => ({
					Id: String(index),
					ReceiptHandle: receipt,
				})),
			});
			const { Failed = [] } = await explained(settings, region, () =>
				client.send((sqs, abortSignal) => sqs.send(request, { abortSignal }), {
					action: 'sqs:DeleteMessage',
					signal,
				}),
			);
			return Failed.length;
		},
	};
}

/** `https://sqs.<region>.amazonaws.com/...`, and the old `https://<region>.queue.amazonaws.com/...` */
export function queueRegion(queueUrl: string): string | undefined {
	const host = URL.parse(queueUrl)?.hostname ?? '';
	return (
		/^(?:[\w-]+\.)?sqs(?:-fips)?\.([a-z0-9-]+)\./.exec(host)?.[1] ??
		/^([a-z0-9-]+)\.queue\.amazonaws\./.exec(host)?.[1]
	);
}

/** Says what SQS's own codes mean, and what to do about them. */
async function explained<T>(
	{ queueUrl }: QueueSettings,
	region: string,
	work: () => Promise<T>,
): Promise<T> {
	try {
		return await work();
	} catch (error) {
		const code = error instanceof HistoryError ? (error.details.awsCode ?? '') : '';
		if (/QueueDoesNotExist|NonExistentQueue|InvalidAddress|ResourceNotFound/.test(code)) {
			const name = plainText(queueUrl, 200);
			throw new HistoryError(
				'not-found',
				`There is no queue ${name} in ${region}. Correct "queueUrl" in the setting "connections", or make the queue: "Show Setup of Live Updates" says how.`,
				{ cause: error, details: { region, awsCode: code } },
			);
		}
		if (/^Kms(?:AccessDenied|Disabled|InvalidState|NotFound|OptInRequired)/.test(code)) {
			throw new HistoryError(
				'access-denied',
				'Not allowed: the key that encrypts the queue cannot be used (kms:Decrypt). Ask an administrator of the account to allow it.',
				{ cause: error, details: { region, action: 'kms:Decrypt', awsCode: code } },
			);
		}
		if (code === 'OverLimit' || code === 'KmsThrottled') {
			throw new HistoryError('throttled', 'SQS gives no more messages at the moment.', {
				cause: error,
				details: { region, action: 'sqs:ReceiveMessage', awsCode: code },
			});
		}
		throw error;
	}
}
