import * as vscode from 'vscode';
import type { History, ProfileSummary } from '../model/history.ts';
import { quickPickText } from '../vscode/quickPickText.ts';

const { t } = vscode.l10n;

interface ProfileItem extends vscode.QuickPickItem {
	readonly value: string;
}

/** Profiles as rows, the default credential chain last, under the name of the empty profile. */
export async function profileItems(
	history: Pick<History, 'profiles'>,
	mark: (name: string) => string = () => '',
): Promise<ProfileItem[]> {
	const profiles = await history.profiles();
	return [
		...profiles.map((profile) => ({
			label: `${mark(profile.name)}${quickPickText(profile.name)}`,
			description: quickPickText(profileText(profile), 200),
			value: profile.name,
		})),
		{ label: '', kind: vscode.QuickPickItemKind.Separator, value: '' },
		{
			label: `${mark('')}${t('Default credential chain')}`,
			description: t('environment variables, the default profile, a container or instance role'),
			value: '',
		},
	];
}

/** One profile; the one in use is marked. */
export async function pickProfile(
	history: Pick<History, 'profiles'>,
	current: string,
): Promise<string | undefined> {
	const choice = await vscode.window.showQuickPick(
		profileItems(history, (name) => (name === current ? '$(check) ' : '')),
		{
			title: t('AWS profile'),
			placeHolder: t('Whose CloudTrail history to read'),
			matchOnDescription: true,
		},
	);
	return choice?.value;
}

/** Any profiles but those that are in use already. */
export async function pickProfiles(
	history: Pick<History, 'profiles'>,
	used: ReadonlySet<string>,
): Promise<readonly string[] | undefined> {
	const items = async () =>
		(await profileItems(history)).filter(
			({ value, kind }) => kind !== undefined || !used.has(value),
		);
	const chosen = await vscode.window.showQuickPick(items(), {
		title: t('Add connections'),
		placeHolder: t('Profiles whose CloudTrail history to read, side by side'),
		canPickMany: true,
		matchOnDescription: true,
	});
	return chosen?.map(({ value }) => value);
}

/** Region, account, role and kind of a profile on one line. */
function profileText(profile: ProfileSummary): string {
	const { region, accountId, role, kind } = profile;
	return [kindText(kind), region, accountId, role].filter(Boolean).join(' · ');
}

function kindText(kind: ProfileSummary['kind']): string {
	switch (kind) {
		case 'keys':
			return t('access key');
		case 'role':
			return t('role');
		case 'sso':
			return t('IAM Identity Center');
		case 'login':
			return t('aws login');
		case 'process':
			return t('external process');
		case 'web-identity':
			return t('web identity');
		case 'other':
			return t('other');
	}
}
