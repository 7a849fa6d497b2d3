import { setTimeout as wait } from 'node:timers/promises';
import { buildApp } from 'fauxqs';
import { AwsError } from './awsError.ts';
import type { ServiceHandler } from './awsWorld.ts';

/**
 * SQS as fauxqs has it, behind this project's stand-in for AWS, which checks signatures, keeps the
 * list of requests and brings the faults. fauxqs has SNS and S3 too: what they send to a queue is
 * theirs, and no test's idea of it.
 */
export class QueueServer implements AsyncDisposable {
	readonly #app = buildApp({ logger: false });
	#s3Url = '';

	/** For `AwsServerOptions.services`, as `AmazonSQS`. */
	readonly service: ServiceHandler = async (request) => {
		const { action, region, accountId, signedFor, closed } = request;
		if (signedFor !== 'sqs') {
			throw new AwsError(
				'InvalidSignatureException',
				"Credential should be scoped to correct service: 'sqs'.",
				403,
			);
		}
		checkQueueUrl(request.parameters.QueueUrl, region, accountId);
		const { WaitTimeSeconds = 0, ...parameters } = request.parameters;
		if (action !== 'ReceiveMessage') {
			return this.#ask(action, region, request.parameters);
		}
		const seconds = Number(WaitTimeSeconds);
		if (!Number.isInteger(seconds) || seconds < 0 || seconds > 20) {
			throw new AwsError('InvalidParameterValue', 'WaitTimeSeconds must be >= 0 and <= 20.');
		}
		// waited for here: fauxqs would give messages to a client that went away meanwhile
		const end = Date.now() + seconds * 1000;
		for (;;) {
			const answer = await this.#ask(action, region, parameters);
			if ('Messages' in answer || Date.now() >= end || closed.aborted) {
				return answer;
			}
			await wait(20);
		}
	};

	/** Of S3, for a profile's `services` section; there once `listen` was called. */
	get s3Url(): string {
		return this.#s3Url;
	}

	async listen(): Promise<this> {
		this.#s3Url = await this.#app.listen({ host: '127.0.0.1', port: 0 });
		return this;
	}

	/** @returns the queue's URL. */
	async createQueue(
		name: string,
		attributes: Readonly<Record<string, string>> = {},
		region = 'eu-central-1',
	): Promise<string> {
		await this.#ask('CreateQueue', region, { QueueName: name, Attributes: attributes });
		return `https://sqs.${region}.amazonaws.com/111122223333/${name}`;
	}

	async deleteQueue(queueUrl: string): Promise<void> {
		await this.#ask('DeleteQueue', '', { QueueUrl: queueUrl });
	}

	async send(queueUrl: string, ...bodies: readonly string[]): Promise<void> {
		for (const body of bodies) {
			await this.#ask('SendMessage', '', { QueueUrl: queueUrl, MessageBody: body });
		}
	}

	/** Bodies of messages that can be received or are under way. */
	async left(queueUrl: string): Promise<number> {
		const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'];
		const { Attributes } = await this.#ask('GetQueueAttributes', '', {
			QueueUrl: queueUrl,
			AttributeNames: names,
		});
		const counts: Readonly<Record<string, unknown>> = Object(Attributes);
		return names.reduce((sum, name) => sum + Number(counts[name]), 0);
	}

	/** Subscribes the queue to a new topic. @returns what publishes to it. */
	async topic(
		queueUrl: string,
		{ raw = false, region = 'eu-central-1' } = {},
	): Promise<(message: string) => Promise<void>> {
		const topic = `topic-${crypto.randomUUID()}`;
		const TopicArn = `arn:aws:sns:${region}:000000000000:${topic}`;
		const queue = `arn:aws:sqs:${region}:000000000000:${queueUrl.split('/').at(-1)}`;
		await this.#askSns(region, { Action: 'CreateTopic', Name: topic });
		await this.#askSns(region, {
			Action: 'Subscribe',
			TopicArn,
			Protocol: 'sqs',
			Endpoint: queue,
			...(raw && {
				'Attributes.entry.1.key': 'RawMessageDelivery',
				'Attributes.entry.1.value': 'true',
			}),
		});
		return (Message) => this.#askSns(region, { Action: 'Publish', TopicArn, Message });
	}

	async putObject(bucket: string, key: string, body: Buffer | string): Promise<void> {
		const path = key.split('/').map(encodeURIComponent).join('/');
		await this.#app.inject({ method: 'PUT', url: `/${bucket}` });
		const { statusCode } = await this.#app.inject({
			method: 'PUT',
			url: `/${bucket}/${path}`,
			headers: { 'content-type': 'application/octet-stream' },
			payload: body,
		});
		if (statusCode !== 200) {
			throw new Error(`fauxqs answered ${statusCode} to PutObject`);
		}
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.#app.close();
	}

	async #ask(
		action: string,
		region: string,
		parameters: Readonly<Record<string, unknown>>,
	): Promise<Readonly<Record<string, unknown>>> {
		const response = await this.#app.inject({
			method: 'POST',
			url: '/',
			headers: {
				host: '127.0.0.1',
				'content-type': 'application/x-amz-json-1.0',
				'x-amz-target': `AmazonSQS.${action}`,
				...(region && {
					authorization: `AWS4-HMAC-SHA256 Credential=A/20260101/${region}/sqs/aws4_request`,
				}),
			},
			payload: JSON.stringify(parameters),
		});
		const answer: unknown = response.body === '' ? {} : JSON.parse(response.body);
		const fields: Readonly<Record<string, unknown>> = { ...Object(answer) };
		if (response.statusCode >= 400) {
			const code =
				String(fields.__type ?? 'InternalFailure')
					.split('#')
					.at(-1) ?? '';
			throw new AwsError(code, String(fields.message ?? ''), response.statusCode);
		}
		return fields;
	}

	async #askSns(region: string, parameters: Readonly<Record<string, string>>): Promise<void> {
		const { statusCode, body } = await this.#app.inject({
			method: 'POST',
			url: '/',
			headers: {
				host: '127.0.0.1',
				'content-type': 'application/x-www-form-urlencoded',
				authorization: `AWS4-HMAC-SHA256 Credential=A/20260101/${region}/sns/aws4_request`,
			},
			payload: new URLSearchParams(parameters).toString(),
		});
		if (statusCode !== 200) {
			throw new Error(`fauxqs answered ${statusCode}: ${body}`);
		}
	}
}

/** fauxqs knows neither owners nor the Regions of endpoints. */
function checkQueueUrl(queueUrl: unknown, region: string, accountId: string): void {
	if (typeof queueUrl !== 'string') {
		return;
	}
	const match = /^https?:\/\/sqs\.([a-z0-9-]+)\.[^/]+\/(\d{12})\/[\w-]{1,80}$/.exec(queueUrl);
	if (!match) {
		throw new AwsError('InvalidAddress', `The address ${queueUrl} is not valid for this endpoint.`);
	}
	if (match[1] !== region) {
		throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
	}
	if (match[2] !== accountId) {
		throw new AwsError(
			'AccessDeniedException',
			'User is not authorized to perform the action because no resource-based policy allows it',
		);
	}
}
