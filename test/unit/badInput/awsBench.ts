import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { LiveHistory, type LiveHistoryDeps } from '../../../src/engine/liveHistory.ts';
import type { Recovered, SyncSettings } from '../../../src/engine/protocol.ts';
import { buildHistory } from '../../builders/history.ts';
import { historySettings } from '../../builders/settings.ts';
import { type AwsServer, startAwsServer } from '../../servers/awsServer.ts';
import type { AwsServerOptions } from '../../servers/awsWorld.ts';

export const source = (path: string) => new URL(`../../../src/${path}`, import.meta.url);

export const records = buildHistory({
	seed: 23,
	accountId: '111122223333',
	regions: ['eu-central-1'],
	count: 130,
	to: new Date(Date.now() - 60_000).toISOString(),
	days: 60,
});

export const demoKey = 'AKIAIOSFODNN7EXAMPLE';
const secret = 'aws_secret_access_key = made-up\n';
const profiles = [
	`[profile demo]\nregion = eu-central-1\naws_access_key_id = ${demoKey}\n${secret}`,
	`[profile other]\nregion = eu-central-1\naws_access_key_id = AKIAI44QH8DHBEXAMPLE\n${secret}`,
	`[profile stranger]\nregion = eu-central-1\naws_access_key_id = AKIANOBODYSEXAMPLE0\n${secret}`,
	'[profile empty]\nregion = eu-central-1\n',
	'[profile coded]\nregion = eu-central-1\nsource_profile = demo\n' +
		'role_arn = arn:aws:iam::111122223333:role/Coded\nmfa_serial = arn:aws:iam::111122223333:mfa/one\n',
];

/** A stand-in for AWS, an AWS config of its own, and windows on real threads over one store. */
export class AwsBench implements AsyncDisposable {
	readonly folder: string;
	readonly server: AwsServer;
	settings: SyncSettings;
	readonly log: string[] = [];
	readonly recovered: Recovered[] = [];
	readonly #open: LiveHistory[] = [];

	private constructor(folder: string, server: AwsServer) {
		this.folder = folder;
		this.server = server;
		this.settings = { profile: 'demo', regions: [], endpointUrl: server.url, lookBackDays: 90 };
	}

	static async start(options: AwsServerOptions = {}): Promise<AwsBench> {
		const folder = await mkdtemp(join(tmpdir(), 'ibh-bad-'));
		await writeFile(join(folder, 'config'), profiles.join(''));
		vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
		vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'none'));
		vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
		for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_PROFILE', 'AWS_REGION', 'AWS_ENDPOINT_URL']) {
			vi.stubEnv(name, undefined);
		}
		return new AwsBench(
			folder,
			await startAwsServer({ records, requestsPerSecond: 50, ...options }),
		);
	}

	get store(): string {
		return join(this.folder, 'store');
	}

	window(deps: Partial<LiveHistoryDeps> = {}): LiveHistory {
		const history = new LiveHistory({
			folder: this.store,
			workers: workers(),
			sampleFolder: source('../media/sample').pathname,
			settings: () => historySettings(this.settings),
			log: (level, message) => this.log.push(`${level}: ${message}`),
			mfaCode: async () => undefined,
			onRecovered: (recovered) => this.recovered.push(recovered),
			requestsPerSecond: 50,
			...deps,
		});
		this.#open.push(history);
		return history;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await Promise.all(this.#open.splice(0).map((history) => history.close()));
		await this.server.close();
		await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
		vi.unstubAllEnvs();
	}
}

export function workers(): LiveHistoryDeps['workers'] {
	return {
		engine: source('engine/engineWorker.ts'),
		reader: source('engine/readerWorker.ts'),
		log: source('sources/logWorker.ts'),
	};
}
