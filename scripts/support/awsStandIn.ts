import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startProcess } from './childProcess.ts';
import { inProject } from './paths.ts';

/** A CloudTrail and STS that is not AWS, in a process of its own. */
export interface AwsStandIn {
	readonly url: string;
	stop(): Promise<void>;
}

/** Made-up keys that the stand-in knows, one for each made-up account. */
const accessKeys = { demo: 'AKIAIOSFODNN7EXAMPLE', other: 'AKIAI44QH8DHBEXAMPLE' };

/** Starts the stand-in on a free port. With `demo` it has a history up to now, else none. */
export async function startAwsStandIn({ demo = false } = {}): Promise<AwsStandIn> {
	const main = inProject('test', 'servers', 'main.ts');
	if (!existsSync(main)) {
		throw new Error('test/servers/main.ts, the stand-in for AWS, is missing.');
	}
	const child = startProcess(process.execPath, [main, ...(demo ? ['--demo'] : [])]);
	try {
		const [line] = await child.waitForLine(/^\{.*"url".*\}$/, 60_000);
		const { url } = JSON.parse(line) as { url: string };
		return { url, stop: () => child.stop() };
	} catch (error) {
		await child.stop();
		throw error;
	}
}

/**
 * An AWS configuration whose profiles all lead to the stand-in: `demo` is account 111122223333,
 * `other` is 444455556666. With `defaultProfile` the extension finds credentials without being
 * told a profile, those of `demo`; without it nothing is read before one is chosen.
 * @returns the environment that makes it the only configuration there is.
 */
export async function writeAwsConfig(
	folder: string,
	url: string,
	{ defaultProfile = false } = {},
): Promise<NodeJS.ProcessEnv> {
	await mkdir(folder, { recursive: true });
	const configFile = join(folder, 'config');
	const credentialsFile = join(folder, 'credentials');
	const section = (name: string, region: string): string =>
		`[${name}]\nregion = ${region}\nendpoint_url = ${url}\n`;
	await writeFile(
		configFile,
		[
			...(defaultProfile ? [section('default', 'eu-central-1')] : []),
			section('profile demo', 'eu-central-1'),
			section('profile other', 'us-east-1'),
		].join('\n'),
	);
	const keys = (name: string, key: string): string =>
		`[${name}]\naws_access_key_id = ${key}\naws_secret_access_key = made-up\n`;
	await writeFile(
		credentialsFile,
		[
			...(defaultProfile ? [keys('default', accessKeys.demo)] : []),
			keys('demo', accessKeys.demo),
			keys('other', accessKeys.other),
		].join('\n'),
	);
	return {
		IBH_AWS_URL: url,
		AWS_CONFIG_FILE: configFile,
		AWS_SHARED_CREDENTIALS_FILE: credentialsFile,
		AWS_EC2_METADATA_DISABLED: 'true',
	};
}
