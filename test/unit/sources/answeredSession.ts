import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type AwsSession, AwsSessions } from '../../../src/sources/awsSession.ts';
import { AwsBench } from '../badInput/awsBench.ts';

/** A session whose every request `listener` answers, until the test is finished. */
export async function answeredSession(listener: RequestListener): Promise<AwsSession> {
	const bench = await AwsBench.start();
	const server = createServer(listener);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const session = await new AwsSessions().open(
		{ ...bench.settings, endpointUrl: `http://127.0.0.1:${port}` },
		{ log: () => undefined, onServerTime: () => undefined },
	);
	onTestFinished(async () => {
		session.close();
		server.closeAllConnections();
		server.close();
		await bench[Symbol.asyncDispose]();
	});
	return session;
}
