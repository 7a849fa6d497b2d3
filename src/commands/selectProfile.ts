import * as vscode from 'vscode';
import { Setting } from '../contributions.ts';
import type { ProfileSummary } from '../model/history.ts';
import { quickPickText } from '../vscode/quickPickText.ts';
import { writeSetting } from '../vscode/settings.ts';
import type { CommandDeps } from './commandDeps.ts';

const { t } = vscode.l10n;

/**
 * Lets the user choose whose history to read.
 * @param name chooses without asking; an empty name is the default credential chain.
 */
export async function selectProfile(deps: CommandDeps, name?: unknown): Promise<void> {
	const profile = typeof name === 'string' ? name : await pickProfile(deps);
	if (profile === undefined) {
		return;
	}
	const same = profile === deps.settings().profile;
	// the listener of the settings turns the history to another profile
	await writeSetting(Setting.profile, profile);
	await deps.history.leaveSample();
	await deps.sidebar.reveal();
	if (same) {
		await deps.history.sync();
	}
}

async function pickProfile({ history, settings }: CommandDeps): Promise<string | undefined> {
	const current = settings().profile;
	const items = async () => {
		const profiles = await history.profiles();
		const mark = (name: string) => (name === current ? `$(check) ` : '');
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
	};
	const choice = await vscode.window.showQuickPick(items(), {
		title: t('AWS profile'),
		placeHolder: t('Whose CloudTrail history to read'),
		matchOnDescription: true,
	});
	return choice?.value;
}

/** Region, account, role and kind of a profile on one line. */
export function profileText(profile: ProfileSummary): string {
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
