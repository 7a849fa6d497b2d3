import * as vscode from 'vscode';
import { Command } from '../contributions.ts';
import {
	type ArchiveSettings,
	type ConnectionSettings,
	isArchive,
	sourceId,
} from '../model/connectionSettings.ts';
import { quickPickText } from '../vscode/quickPickText.ts';
import type { CommandDeps } from './commandDeps.ts';
import { discoverArchives } from './discoverArchives.ts';
import { foundItem, sourceItem } from './sourceItem.ts';

const { t } = vscode.l10n;

/** Where to fetch from, and with whose credentials. */
export interface ArchiveChoice {
	readonly connection: string;
	readonly source: ArchiveSettings;
}

interface Item extends vscode.QuickPickItem {
	readonly archive?: ArchiveChoice;
	/** AWS is to be asked for more. */
	readonly look?: true;
	readonly command?: string;
}

/**
 * Lets the user choose an archive: those of the settings, and those that AWS tells of.
 * @param only connection to choose of
 * @returns undefined where the user backed out or chose to do something else
 */
export async function pickArchive(
	deps: CommandDeps,
	only?: string,
): Promise<ArchiveChoice | undefined> {
	const connections = deps.history.connections.filter(({ name }) => (only ?? name) === name);
	const items: readonly Item[] = [
		// first is what Enter takes: an archive that is there, not a question whether there is one
		...connections.flatMap((connection) => archiveItems(connection, connections.length > 1)),
		separator(''),
		{
			label: `$(cloud-download) ${t('Import log files of this machine…')}`,
			command: Command.importLogs,
		},
		{ label: `$(plug) ${t('Choose connections…')}`, command: Command.editConnections },
		...(connections.length > 0 ? [lookItem()] : []),
	];
	for (;;) {
		const choice = await vscode.window.showQuickPick(items, {
			title: t('Fetch older history'),
			placeHolder: t('From where? Event history ends at 90 days; archives keep more'),
			matchOnDescription: true,
		});
		if (choice?.command !== undefined) {
			await vscode.commands.executeCommand(choice.command);
			return undefined;
		}
		if (choice?.look === undefined) {
			return choice?.archive;
		}
		const connection = await pickConnection(connections);
		const found = connection && (await pickFound(deps, connection));
		if (found) {
			return found;
		}
	}
}

/** Whose credentials to ask with: a question only where there are several. */
async function pickConnection(
	connections: readonly ConnectionSettings[],
): Promise<string | undefined> {
	const [first, ...others] = connections.map(({ name }) => ({ label: quickPickText(name), name }));
	if (first === undefined || others.length === 0) {
		return first?.name;
	}
	const choice = await vscode.window.showQuickPick([first, ...others], {
		title: t('Fetch older history'),
		placeHolder: t('Look in AWS with which connection?'),
	});
	return choice?.name;
}

async function pickFound(deps: CommandDeps, name: string): Promise<ArchiveChoice | undefined> {
	const connection = deps.history.connections.find((each) => each.name === name);
	const { sources, problems } = await discoverArchives(deps, name);
	const known = new Set(connection?.sources.map(sourceId));
	const archives = sources.flatMap((each): Item[] => {
		const { source } = each;
		return isArchive(source) && !known.has(sourceId(source))
			? [{ ...foundItem(each), archive: { connection: name, source } }]
			: [];
	});
	const none: Item = { label: `$(info) ${t('AWS told of no other archive')}` };
	const items: readonly Item[] = [
		...(archives.length > 0 ? archives : [none]),
		...(problems.length > 0 ? [separator(t('could not be asked'))] : []),
		...problems.map((problem) => ({
			label: `$(warning) ${quickPickText(problem, 200)}`,
			command: Command.showLog,
		})),
	];
	const choice = await vscode.window.showQuickPick(items, {
		title: t('Found in AWS'),
		placeHolder: t('Archives of the history of {0}', quickPickText(name)),
		matchOnDescription: true,
		matchOnDetail: true,
	});
	if (choice?.command !== undefined) {
		await vscode.commands.executeCommand(choice.command);
	}
	return choice?.archive;
}

function archiveItems(connection: ConnectionSettings, isOfSeveral: boolean): readonly Item[] {
	const archives = connection.sources.filter(isArchive);
	const title =
		isOfSeveral && archives.length > 0 ? [separator(quickPickText(connection.name))] : [];
	return [...title, ...archives.map((source) => archiveItem(connection, source))];
}

function archiveItem(connection: ConnectionSettings, source: ArchiveSettings): Item {
	const { icon, title, note } = sourceItem(source);
	return {
		label: `$(${icon}) ${quickPickText(title)}`,
		description: source.days === undefined ? '' : note,
		archive: { connection: connection.name, source },
	};
}

function lookItem(): Item {
	return {
		label: `$(search) ${t('Look for more in AWS…')}`,
		description: t('trails, log groups, tables, event data stores'),
		look: true,
	};
}

function separator(label: string): Item {
	return { label, kind: vscode.QuickPickItemKind.Separator };
}
