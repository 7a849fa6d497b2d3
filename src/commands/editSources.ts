import * as vscode from 'vscode';
import { addSource, removeSource, setSourceDays } from '../model/connectionEdits.ts';
import { isArchive, type SourceSettings, sourceId } from '../model/connectionSettings.ts';
import { readSourceEntry, type TypedSource } from '../model/sourceEntry.ts';
import { quickPickText } from '../vscode/quickPickText.ts';
import type { CommandDeps } from './commandDeps.ts';
import { discoverArchives } from './discoverArchives.ts';
import type { EditedConnection } from './editedConnection.ts';
import { foundItem, sourceIcons, sourceItem } from './sourceItem.ts';

const { t } = vscode.l10n;

/** Removes a source, or says how much of it is kept read. @returns always false: go on */
export async function editSource(
	edited: EditedConnection,
	at: number,
	source: SourceSettings | undefined,
): Promise<boolean> {
	if (at < 0) {
		void vscode.window.showInformationMessage(
			t('Event history is read as long as the connection has no other source.'),
		);
		return false;
	}
	const remove = { label: `$(trash) ${t('Remove this source')}` };
	const days = { label: `$(sync) ${t('How much each refresh keeps read…')}` };
	const choice = await vscode.window.showQuickPick(
		source && isArchive(source) ? [days, remove] : [remove],
		{ title: quickPickText(sourceItem(source).title) },
	);
	if (choice === remove) {
		await edited.change((raw, index) => removeSource(raw, index, at));
	} else if (choice === days) {
		const next = await pickDays();
		if (next) {
			await edited.change((raw, index) => setSourceDays(raw, index, at, next.days));
		}
	}
	return false;
}

/** Asks for a source and adds it. @returns always false: go on */
export async function addSourceTo(deps: CommandDeps, edited: EditedConnection): Promise<boolean> {
	const source = await pickSource(deps, edited);
	if (!source) {
		return false;
	}
	const days = isArchive(source) ? await pickDays() : {};
	if (days) {
		await edited.change((raw, index) => addSource(raw, index, { ...source, ...days }));
	}
	return false;
}

async function pickDays(): Promise<{ readonly days?: number } | undefined> {
	const choice = await vscode.window.showQuickPick(
		[
			{
				label: t('Nothing: only when asked'),
				description: t('with Fetch Older History'),
				value: {},
			},
			...[30, 90, 365].map((days) => ({
				label: t('The last {0} days', days),
				description: '',
				value: { days },
			})),
		],
		{
			title: t('What each refresh keeps read'),
			placeHolder: t('AWS charges for what is read of an archive'),
		},
	);
	return choice?.value;
}

interface Kind extends vscode.QuickPickItem {
	readonly ask?: () => Promise<SourceSettings | undefined>;
}

async function pickSource(
	deps: CommandDeps,
	edited: EditedConnection,
): Promise<SourceSettings | undefined> {
	const hasEventHistory = edited.sources.some(({ source }) => source?.type === 'event-history');
	const kinds: readonly Kind[] = [
		{
			label: `$(search) ${t('Look in AWS…')}`,
			description: t('trails, log groups, tables, event data stores'),
			ask: () => pickDiscovered(deps, edited),
		},
		{ label: t('by hand'), kind: vscode.QuickPickItemKind.Separator },
		...(hasEventHistory
			? []
			: [
					{
						label: `$(history) ${t('CloudTrail Event history')}`,
						ask: async () => ({ type: 'event-history' }) as const,
					},
				]),
		typedKind('s3', t('S3 bucket of a trail'), 's3://bucket/prefix'),
		typedKind('cloudwatch-logs', t('CloudWatch log group'), 'aws-cloudtrail-logs'),
		typedKind('athena', t('Athena table'), 'database.table'),
		typedKind('lake', t('CloudTrail Lake event data store'), 'arn:aws:cloudtrail:…'),
		typedKind('sqs', t('SQS queue with new calls'), 'https://sqs.us-east-1.amazonaws.com/…'),
		{ label: `$(folder) ${t('Folder of log files')}`, ask: askFolder },
	];
	const choice = await vscode.window.showQuickPick(kinds, {
		title: t('Add a source'),
		placeHolder: t('Where is its history kept?'),
		matchOnDescription: true,
	});
	return choice?.ask?.();
}

function typedKind(type: TypedSource, label: string, example: string): Kind {
	return {
		label: `$(${sourceIcons[type]}) ${label}`,
		ask: async () => {
			const text = await vscode.window.showInputBox({
				title: label,
				placeHolder: example,
				ignoreFocusOut: true,
				validateInput: (value) =>
					readSourceEntry(type, value) ? undefined : t('Write it like {0}.', example),
			});
			return text === undefined ? undefined : readSourceEntry(type, text);
		},
	};
}

async function askFolder(): Promise<SourceSettings | undefined> {
	const uris = await vscode.window.showOpenDialog({
		title: t('Folder of log files'),
		openLabel: t('Watch'),
		canSelectFiles: false,
		canSelectFolders: true,
	});
	const [uri] = uris ?? [];
	return uri?.scheme === 'file' ? { type: 'folder', path: uri.fsPath } : undefined;
}

async function pickDiscovered(
	deps: CommandDeps,
	edited: EditedConnection,
): Promise<SourceSettings | undefined> {
	const name = edited.settings?.name;
	if (name === undefined) {
		return undefined;
	}
	const { sources, problems } = await discoverArchives(deps, name);
	const known = new Set(edited.sources.flatMap(({ source }) => (source ? sourceId(source) : [])));
	const found = sources
		.filter(({ source }) => !known.has(sourceId(source)))
		.map((each) => ({ ...foundItem(each), source: each.source }));
	if (found.length === 0) {
		const [problem] = problems;
		void vscode.window.showInformationMessage(
			problem === undefined
				? t('AWS told of no other place.')
				: t('AWS told of no other place; not all could be asked. The log says why.'),
		);
		return undefined;
	}
	const choice = await vscode.window.showQuickPick(found, {
		title: t('Found in AWS'),
		matchOnDescription: true,
		matchOnDetail: true,
	});
	return choice?.source;
}
