import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RegionProgress, SyncReport } from '../../../src/model/history.ts';
import {
	createSynchronizer,
	type SynchronizerDeps,
	type SynchronizerSettings,
	type SyncOptions,
} from '../../../src/sync/synchronizer.ts';
import type { SyncStore } from '../../../src/sync/syncStore.ts';
import { MemoryStore } from './memoryStore.ts';

const profiles = `
[default]
region = eu-west-1
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
[profile other]
region = us-east-1
aws_access_key_id = AKIAI44QH8DHBEXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
[profile stranger]
region = us-east-1
aws_access_key_id = AKIAXXXXXXXXXXXXXXXX
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
[profile role]
region = us-east-1
role_arn = arn:aws:iam::111122223333:role/reader
source_profile = default
mfa_serial = arn:aws:iam::111122223333:mfa/ann
[profile sso]
sso_session = example
sso_account_id = 111122223333
sso_role_name = Reader
[profile over-sso]
role_arn = arn:aws:iam::111122223333:role/reader
source_profile = sso
[profile signed-in]
login_session = arn:aws:iam::111122223333:user/ann
[profile empty]
region = us-east-1
[profile dangling]
role_arn = arn:aws:iam::111122223333:role/reader
source_profile = nowhere
[profile local]
region = us-west-2
services = local
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
[services local]
cloudtrail =
  endpoint_url = http://127.0.0.1:1/trail
[sso-session example]
sso_region = us-east-1
sso_start_url = https://example.com/start
`;

const names = [
	'AWS_ACCESS_KEY_ID',
	'AWS_CONFIG_FILE',
	'AWS_DEFAULT_REGION',
	'AWS_EC2_METADATA_DISABLED',
	'AWS_ENDPOINT_URL',
	'AWS_ENDPOINT_URL_STS',
	'AWS_PROFILE',
	'AWS_REGION',
	'AWS_SHARED_CREDENTIALS_FILE',
	'HOME',
	'HTTPS_PROXY',
	'https_proxy',
	'NO_PROXY',
	'no_proxy',
];

/** An AWS config of made-up profiles in place of this machine's, until it is disposed. */
export async function useProfiles(): Promise<AsyncDisposable & { readonly folder: string }> {
	const folder = await mkdtemp(join(tmpdir(), 'image-builder-history-'));
	const before = names.map((name) => [name, process.env[name]] as const);
	for (const name of names) {
		delete process.env[name];
	}
	process.env.HOME = folder;
	process.env.AWS_CONFIG_FILE = join(folder, 'config');
	process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, 'credentials');
	process.env.AWS_EC2_METADATA_DISABLED = 'true';
	await writeFile(join(folder, 'config'), profiles);
	return {
		folder,
		async [Symbol.asyncDispose]() {
			for (const [name, value] of before) {
				if (value === undefined) {
					delete process.env[name];
				} else {
					process.env[name] = value;
				}
			}
			await rm(folder, { recursive: true, force: true });
		},
	};
}

export interface SyncRun {
	readonly report: SyncReport;
	readonly progress: readonly RegionProgress[];
	readonly identities: readonly (string | undefined)[];
	readonly log: readonly string[];
}

export interface SyncTry {
	readonly url: string;
	readonly store?: SyncStore;
	readonly settings?: Partial<SynchronizerSettings>;
	readonly deps?: Partial<SynchronizerDeps>;
	readonly options?: Partial<SyncOptions>;
	readonly requestsPerSecond?: number;
}

/** Syncs once against a server, as the engine does. */
export async function syncOnce(given: SyncTry): Promise<SyncRun> {
	const { url, store = new MemoryStore(), settings, deps, options } = given;
	const log: string[] = [];
	const identities: (string | undefined)[] = [];
	let progress: readonly RegionProgress[] = [];
	const synchronizer = createSynchronizer({
		store,
		holder: 'this window',
		log: (_, message) => log.push(message),
		requestsPerSecond: given.requestsPerSecond ?? 50,
		...deps,
	});
	const report = await synchronizer.sync(
		{ profile: '', regions: [], endpointUrl: url, lookBackDays: 90, ...settings },
		{
			signal: new AbortController().signal,
			onProgress: (now) => {
				progress = now;
			},
			onIdentity: ({ accountId }) => identities.push(accountId),
			onSaved: () => undefined,
			...options,
		},
	);
	return { report, progress, identities, log };
}
