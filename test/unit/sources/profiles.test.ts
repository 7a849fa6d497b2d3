import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listProfiles } from '../../../src/sources/profiles.ts';
import {
	configuredEndpoint,
	profileRegion,
	readSharedConfig,
	signInOf,
} from '../../../src/sources/sharedConfig.ts';
import { useProfiles } from '../sync/syncHarness.ts';

let files: Awaited<ReturnType<typeof useProfiles>>;
beforeEach(async () => {
	files = await useProfiles();
});
afterEach(() => files[Symbol.asyncDispose]());

describe('listProfiles', () => {
	it('lists the profiles of both files with what can be shown, and no secret', async () => {
		await writeFile(
			join(files.folder, 'credentials'),
			'[only-here]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = hidden\n',
		);
		const profiles = await listProfiles();
		expect(profiles.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
			'dangling: role',
			'default: keys',
			'empty: other',
			'local: keys',
			'only-here: keys',
			'other: keys',
			'over-sso: role',
			'role: role',
			'signed-in: login',
			'sso: sso',
			'stranger: keys',
		]);
		expect(profiles.find(({ name }) => name === 'sso')).toEqual({
			name: 'sso',
			kind: 'sso',
			accountId: '111122223333',
			role: 'Reader',
		});
		expect(profiles.find(({ name }) => name === 'role')).toMatchObject({
			region: 'us-east-1',
			accountId: '111122223333',
			role: 'reader',
		});
		expect(JSON.stringify(profiles)).not.toMatch(/hidden|AKIA|wJalr/);
	});

	it('sees a file that changed since', async () => {
		await listProfiles();
		await writeFile(join(files.folder, 'config'), '[profile new]\nregion = eu-west-1\n');
		expect(await listProfiles()).toEqual([{ name: 'new', kind: 'other', region: 'eu-west-1' }]);
	});

	it.each([
		['no sections at all', 'has no profile'],
		['[profile __proto__]\nregion = eu-west-1', 'impossible name'],
	])('reports a bad file: %s', async (text, problem) => {
		await writeFile(join(files.folder, 'config'), text);
		const problems: string[] = [];
		expect(await listProfiles((message) => problems.push(message))).toEqual([]);
		expect(problems.join()).toContain(problem);
	});

	it('takes missing files for no profiles, and a folder for a problem', async () => {
		process.env.AWS_CONFIG_FILE = files.folder;
		const problems: string[] = [];
		expect(await listProfiles((message) => problems.push(message))).toEqual([]);
		expect(problems).toHaveLength(1);
		expect(problems[0]).toContain('EISDIR');
	});
});

describe('shared config', () => {
	it('finds the Region of a profile', async () => {
		const config = await readSharedConfig();
		expect(profileRegion(config, 'other', { AWS_REGION: 'eu-north-1' })).toBe('us-east-1');
		expect(profileRegion(config, '', { AWS_REGION: 'eu-north-1' })).toBe('eu-north-1');
		expect(profileRegion(config, '', { AWS_PROFILE: 'local' })).toBe('us-west-2');
		expect(profileRegion(config, '', {})).toBe('eu-west-1');
		expect(profileRegion(config, 'sso', {})).toBe('us-east-1');
	});

	it('finds the endpoint of a profile, which the AWS clients overlook', async () => {
		const config = await readSharedConfig();
		const trail = 'http://127.0.0.1:1/trail';
		expect(configuredEndpoint(config, 'local', 'cloudtrail', {})).toBe(trail);
		expect(configuredEndpoint(config, 'local', 'sts', {})).toBeUndefined();
		expect(configuredEndpoint(config, '', 'cloudtrail', { AWS_PROFILE: 'local' })).toBe(trail);
		const everywhere = { AWS_ENDPOINT_URL: 'http://127.0.0.1:2' };
		expect(configuredEndpoint(config, 'local', 'sts', everywhere)).toBe('http://127.0.0.1:2');
		const ignored = { ...everywhere, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' };
		expect(configuredEndpoint(config, 'local', 'sts', ignored)).toBeUndefined();
	});

	it('follows source profiles to the sign-in they rest on', async () => {
		const config = await readSharedConfig();
		expect(signInOf(config, 'over-sso')).toEqual({ profile: 'sso', signIn: 'sso' });
		expect(signInOf(config, 'signed-in')).toEqual({ profile: 'signed-in', signIn: 'login' });
		expect(signInOf(config, 'other')).toEqual({ profile: 'other' });
	});
});
