import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ProfileSummary } from '../model/history.ts';
import { profileKind, readSharedConfig } from './sharedConfig.ts';

/**
 * Profiles of the shared AWS config and credentials files, by name; never with a secret.
 * @param onProblem is told of a file that cannot be used; a missing one is no problem.
 */
export async function listProfiles(
	onProblem: (message: string) => void = () => undefined,
): Promise<readonly ProfileSummary[]> {
	const [{ profiles }] = await Promise.all([readSharedConfig(), reportProblems(onProblem)]);
	return [...profiles]
		.map(([name, section]) => {
			const role = section.sso_role_name ?? section.role_arn?.split('/').at(-1);
			const accountId = section.sso_account_id ?? section.role_arn?.split(':')[4];
			return {
				name,
				kind: profileKind(section),
				...(section.region && { region: section.region }),
				...(accountId && { accountId }),
				...(role && { role }),
				// some tools that write profiles for IAM Identity Center note the account's name
				...(section.sso_account_name && { accountName: section.sso_account_name }),
			};
		})
		.sort((left, right) => left.name.localeCompare(right.name));
}

async function reportProblems(onProblem: (message: string) => void): Promise<void> {
	const { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials } = process.env;
	const files = [
		config || join(homedir(), '.aws', 'config'),
		credentials || join(homedir(), '.aws', 'credentials'),
	];
	for (const file of files) {
		try {
			const text = await readFile(file, 'utf8');
			if (text.trim() !== '' && !/^\s*\[[^\]]+\]/m.test(text)) {
				onProblem(`${file} has no profile.`);
			} else if (/^\s*\[(?:profile )?__proto__\]/m.test(text)) {
				onProblem(`${file} has a profile of an impossible name and is not used.`);
			}
		} catch (error) {
			const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
			if (code !== 'ENOENT') {
				onProblem(`${file} cannot be read (${code}).`);
			}
		}
	}
}
