import * as vscode from 'vscode';
import type { History } from '../model/history.ts';
import { regions } from '../model/regions.generated.ts';
import { quickPickText } from '../vscode/quickPickText.ts';

const { t } = vscode.l10n;

/**
 * Lets the user choose Regions; those chosen before come first, then those of profiles.
 * @param profile empty for the default one
 * @returns undefined where the user backed out
 */
export async function pickRegions(
	history: Pick<History, 'profiles'>,
	current: readonly string[],
	profile: string,
): Promise<string[] | undefined> {
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
