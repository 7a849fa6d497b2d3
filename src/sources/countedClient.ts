import { AwsClient, type SendOptions } from './awsClient.ts';

/** A client that counts what it sends. */
export class CountedClient<Client> extends AwsClient<Client> {
	#requests = 0;

	override sendOnce<T>(
		work: (client: Client, signal: AbortSignal) => Promise<T>,
		options: SendOptions,
	): Promise<T> {
		return super.sendOnce((client, signal) => {
			this.#requests++;
			return work(client, signal);
		}, options);
	}

	/** Requests sent since it was last asked, those that failed included. */
	takeRequests(): number {
		const requests = this.#requests;
		this.#requests = 0;
		return requests;
	}
}
