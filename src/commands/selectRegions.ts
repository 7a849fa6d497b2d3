import * as vscode from 'vscode';
import { Setting } from '../contributions.ts';
import { regions } from '../model/regions.generated.ts';
import { quickPickText } from '../vscode/quickPickText.ts';
import { writeSetting } from '../vscode/settings.ts';
import type { CommandDeps } from './commandDeps.ts';

const { t } = vscode.l10n;

/**
 * Lets the user choose which Regions to read.
 * @param names chooses without asking; none means the profile's own Region.
 */
export async function selectRegions(deps: CommandDeps, names?: unknown): Promise<void> {
	const given = Array.isArray(names) && names.every((name) => typeof name === 'string');
	const chosen = given ? names : await pickRegions(deps);
	if (chosen !== undefined) {
		await writeSetting(Setting.regions, chosen);
	}
}

async function pickRegions({ history, settings }: CommandDeps): Promise<string[] | undefined> {
	const { connection } = history;
	const { regions: set, profile } = settings();
	const current =
		set.length > 0 ? set : connection.kind === 'aws' ? connection.regions : ([] as const);
	const items = async () => {
		const profiles = await history.profiles().catch(() => []);
		const own = new Set(profiles.flatMap(({ region }) => region ?? []));
		const mine = profiles.find(({ name }) => name === (profile || 'default'))?.region;
		// what somebody set by hand may be a Region younger than this table
		const known = new Set(regions.map(({ id }) => id));
		const more = [...current, ...own].filter((id) => !known.has(id));
		const all = [...new Set(more)].map((id) => ({ id, name: id, partition: '' }));
		const rank = (id: string) => (current.includes(id) ? 0 : id === mine ? 1 : own.has(id) ? 2 : 3);
		return [...all, ...regions]
			.sort((a, b) => rank(a.id) - rank(b.id) || (a.id < b.id ? -1 : 1))
			.map(({ id, name, partition }) => ({
				label: quickPickText(id),
				description: quickPickText(name),
				...(own.has(id)
					? { detail: t('used by a profile') }
					: partition !== 'aws' && partition !== '' && { detail: partition }),
				picked: current.includes(id),
				value: id,
			}));
	};
	const chosen = await vscode.window.showQuickPick(items(), {
		title: t('Regions to read'),
		placeHolder: t('Choose any; none means the Region of the profile'),
		canPickMany: true,
		matchOnDescription: true,
	});
	return chosen?.map(({ value }) => value);
}
