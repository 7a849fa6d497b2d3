import * as vscode from 'vscode';
import { Setting } from '../contributions.ts';
import { addConnection, changeConnection, keepSimple } from '../model/connectionEdits.ts';
import type { ConnectionSettings } from '../model/connectionSettings.ts';
import { type ListedConnection, readListed, simpleConnection } from '../model/readConnections.ts';
import { quickPickText } from '../vscode/quickPickText.ts';
import { openConnectionSettings, readRawConnections, writeSetting } from '../vscode/settings.ts';
import type { CommandDeps } from './commandDeps.ts';
import { EditedConnection } from './editedConnection.ts';
import { addSourceTo, editSource } from './editSources.ts';
import { pickProfile, pickProfiles } from './pickProfiles.ts';
import { pickRegions } from './pickRegions.ts';
import { sourceItem } from './sourceItem.ts';

const { t } = vscode.l10n;

interface Item extends vscode.QuickPickItem {
	/** @returns true where there is nothing more to choose here */
	readonly run?: () => Promise<boolean | undefined>;
}

/**
 * Lets the user add, change and remove connections; each choice is in force at once, Escape goes
 * one list back.
 */
export async function editConnections(deps: CommandDeps): Promise<void> {
	await untilDone(t('Connections'), t('What to read, side by side'), () => {
		const raw = readRawConnections();
		const listed = readListed(raw);
		const simple = simpleConnection(deps.settings().connections, raw);
		return [
			...(simple
				? [connectionItem(deps, simple, undefined, t('of the settings profile and regions'))]
				: []),
			...listed.map(({ connection, index }) => connectionItem(deps, connection, index)),
			separator(''),
			{
				label: `$(add) ${t('Add connections…')}`,
				description: t('profiles of the shared AWS config'),
				run: () => addConnections(deps, listed, simple),
			},
			{
				label: `$(settings-gear) ${t('Edit in settings.json')}`,
				run: async () => {
					await openConnectionSettings();
					return true;
				},
			},
		];
	});
}

function connectionItem(
	deps: CommandDeps,
	connection: ConnectionSettings,
	index: number | undefined,
	note?: string,
): Item {
	const { name, profile, regions, sources } = connection;
	const where = [profile === name ? '' : profile, regions.join(', '), note ?? ''];
	return {
		label: `$(plug) ${quickPickText(name)}`,
		description: quickPickText(where.filter((part) => part !== '').join(' · ')),
		detail: quickPickText(sources.map((source) => sourceItem(source).title).join(', '), 300),
		run: async () => {
			await editConnection(deps, new EditedConnection(deps, index));
			return false;
		},
	};
}

async function addConnections(
	{ history, settings }: CommandDeps,
	listed: readonly ListedConnection[],
	simple: ConnectionSettings | undefined,
): Promise<boolean> {
	const used = [...listed.map(({ connection }) => connection), ...(simple ? [simple] : [])];
	const works = history.connection.kind === 'aws' && history.connection.accountId !== undefined;
	// the default one goes with the first that is listed, unless it was of use
	const kept = simple?.profile !== '' || works ? used : listed.map(({ connection }) => connection);
	const profiles = await pickProfiles(history, new Set(kept.map(({ profile }) => profile)));
	if (profiles === undefined || profiles.length === 0) {
		return false;
	}
	let raw = works ? keepSimple(readRawConnections(), settings()) : readRawConnections();
	for (const profile of profiles) {
		raw = addConnection(raw, { profile });
	}
	await writeSetting(Setting.connections, raw);
	await history.leaveSample();
	return false;
}

async function editConnection(deps: CommandDeps, edited: EditedConnection): Promise<void> {
	const { history, settings } = deps;
	const title = edited.settings?.name ?? '';
	await untilDone(quickPickText(title), t('What to change'), () => {
		const connection = edited.settings;
		if (!connection) {
			return [];
		}
		const { name, profile, regions } = connection;
		const only = settings().connections.length < 2;
		return [
			{
				label: `$(account) ${t('Profile')}`,
				description: quickPickText(profile === '' ? t('default credentials') : profile),
				run: async () => {
					const next = await pickProfile(history, profile);
					if (next !== undefined && next !== profile) {
						await edited.change((raw, index) => changeConnection(raw, index, { profile: next }));
					}
					return false;
				},
			},
			{
				label: `$(globe) ${t('Regions')}`,
				description: quickPickText(regions.join(', ') || t('the Region of the profile')),
				run: async () => {
					const next = await pickRegions(history, regions, profile);
					if (next !== undefined) {
						await edited.change((raw, index) => changeConnection(raw, index, { regions: next }));
					}
					return false;
				},
			},
			{
				label: `$(edit) ${t('Name')}`,
				description: quickPickText(name),
				run: async () => {
					const next = await vscode.window.showInputBox({
						title: t('Name of the connection'),
						prompt: t('Empty: the name of the profile'),
						value: name,
					});
					if (next !== undefined && next.trim() !== name) {
						await edited.change((raw, index) =>
							changeConnection(raw, index, { name: next.trim() }),
						);
					}
					return false;
				},
			},
			separator(t('Sources')),
			...edited.sources.map(({ at, source }) => {
				const { icon, title: label, note } = sourceItem(source);
				return {
					label: `$(${icon}) ${quickPickText(label)}`,
					description: quickPickText(note),
					run: () => editSource(edited, at, source),
				};
			}),
			{
				label: `$(add) ${t('Add a source…')}`,
				description: t('archives and what brings new calls by itself'),
				run: () => addSourceTo(deps, edited),
			},
			...(only
				? []
				: [
						separator(''),
						{
							label: `$(trash) ${t('Remove this connection')}`,
							description: t('what was read of it is kept'),
							run: async () => {
								await edited.remove();
								return true;
							},
						},
					]),
		];
	});
}

/** Shows a list again and again, as it is after each choice, until the user leaves it. */
async function untilDone(
	title: string,
	placeHolder: string,
	items: () => readonly Item[],
): Promise<void> {
	for (;;) {
		const shown = items();
		const choice =
			shown.length === 0
				? undefined
				: await vscode.window.showQuickPick(shown, {
						title,
						placeHolder,
						matchOnDescription: true,
						matchOnDetail: true,
					});
		if (!choice?.run || (await choice.run())) {
			return;
		}
	}
}

function separator(label: string): Item {
	return { label, kind: vscode.QuickPickItemKind.Separator };
}
