import { standInUrl } from './standIn.ts';

const region = 'eu-central-1';

/** A new queue of the stand-in, and what sends messages to it as AWS's services do. */
export async function newQueue(name: string): Promise<{
	readonly url: string;
	send(message: object): Promise<void>;
	left(): Promise<number>;
}> {
	await ask('CreateQueue', { QueueName: name, Attributes: { VisibilityTimeout: '2' } });
	const QueueUrl = `https://sqs.${region}.amazonaws.com/111122223333/${name}`;
	const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'];
	return {
		url: QueueUrl,
		send: async (message) => {
			await ask('SendMessage', { QueueUrl, MessageBody: JSON.stringify(message) });
		},
		left: async () => {
			const { Attributes } = (await ask('GetQueueAttributes', { QueueUrl, AttributeNames })) as {
				Attributes: Readonly<Record<string, string>>;
			};
			return AttributeNames.reduce((sum, each) => sum + Number(Attributes[each]), 0);
		},
	};
}

/** Signed in form: the stand-in does not know the secret. */
async function ask(action: string, parameters: object): Promise<unknown> {
	const date = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
	const scope = `AKIAIOSFODNN7EXAMPLE/${date.slice(0, 8)}/${region}/sqs/aws4_request`;
	const response = await fetch(standInUrl, {
		method: 'POST',
		headers: {
			'content-type': 'application/x-amz-json-1.0',
			'x-amz-date': date,
			'x-amz-target': `AmazonSQS.${action}`,
			authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`,
		},
		body: JSON.stringify(parameters),
	});
	if (!response.ok) {
		throw new Error(`The stand-in refused ${action}: ${await response.text()}`);
	}
	return response.json();
}
