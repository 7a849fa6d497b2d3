import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AwsServerOptions, AwsWorld } from './awsWorld.ts';
import type { ControlledServer } from './control.ts';

/** A stand-in for CloudTrail and STS, for all accounts and Regions, on the loopback. */
export interface AwsServer extends ControlledServer, AsyncDisposable {
	readonly url: string;
	setExpired(accessKeyId: string, expired: boolean): void;
	/** Cuts open connections. */
	close(): Promise<void>;
}

export async function startAwsServer(options: AwsServerOptions = {}): Promise<AwsServer> {
	const world = new AwsWorld(options);
	const server = createServer((request, response) => {
		if (options.s3 && /\/s3\/aws4_request/.test(request.headers.authorization ?? '')) {
			options.s3(request, response);
			return;
		}
		world.handle(request, response).catch(() => response.destroy());
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port ?? 0, '127.0.0.1', resolve);
	});
	const { port } = server.address() as AddressInfo;
	const close = () =>
		new Promise<void>((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	return Object.assign(world.controls, {
		url: `http://127.0.0.1:${port}`,
		close,
		[Symbol.asyncDispose]: close,
	});
}
