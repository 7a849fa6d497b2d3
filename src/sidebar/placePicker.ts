import * as vscode from 'vscode';
import { accountName } from '../model/accountText.ts';
import { accountNamesOf } from '../model/connectionPlaces.ts';
import { callsText } from '../model/describe.ts';
import type { History } from '../model/history.ts';
import { filterAt, type MovingFilter } from '../model/movingFilter.ts';
import { quickPickText } from '../vscode/quickPickText.ts';
import { placeChoices } from './placeChoices.ts';

const { t } = vscode.l10n;

interface PlaceItem extends vscode.QuickPickItem {
	readonly change?: Pick<MovingFilter, 'accountId' | 'region'>;
}

/** One account, one Region, or both one after the other; undefined where the user backed out. */
export async function pickPlace(
	filter: MovingFilter,
	history: History,
	title: string,
): Promise<MovingFilter | undefined> {
	const { accountId, region, ...rest } = filter;
	const names = accountNamesOf(history.connection);
	const items = async (): Promise<PlaceItem[]> => {
		const { accounts, regions } = placeChoices(
			await history.groups('place', filterAt(rest, Date.now())),
			filter,
		);
		const mark = (isSet: boolean) => (isSet ? '$(check) ' : '');
		const accountItems = accounts.map(({ value, calls }): PlaceItem => {
			const name = accountName(value, names);
			const id = quickPickText(value, 40);
			const parts = [name === undefined ? '' : id, callsText(calls, t)];
			return {
				label: `${mark(value === accountId)}$(account) ${quickPickText(name ?? value)}`,
				description: parts.filter((part) => part !== '').join(' · '),
				change: { accountId: value, ...(region !== undefined && { region }) },
			};
		});
		const regionItems = regions.map(
			({ value, calls }): PlaceItem => ({
				label: `${mark(value === region)}$(globe) ${quickPickText(value)}`,
				description: callsText(calls, t),
				change: { region: value, ...(accountId !== undefined && { accountId }) },
			}),
		);
		return [
			{ label: t('Any account and Region'), change: {} },
			...section(t('Accounts'), accountItems),
			...section(t('Regions'), regionItems),
		];
	};
	const choice = await vscode.window.showQuickPick(items(), { title, matchOnDescription: true });
	return choice?.change && { ...rest, ...choice.change };
}

function section(label: string, items: readonly PlaceItem[]): readonly PlaceItem[] {
	return items.length > 1 ? [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items] : [];
}
