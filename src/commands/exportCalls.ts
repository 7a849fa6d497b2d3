import * as vscode from 'vscode';
import { HistoryError } from '../model/errors.ts';
import type { CallFilter } from '../model/query.ts';
import { isObject } from '../model/record.ts';
import { createRedactor, readRedaction } from '../model/redact.ts';
import type { RedactionChoice } from '../model/redactText.ts';
import { toAbortSignal } from '../vscode/cancellation.ts';
import { writePieces } from '../vscode/writePieces.ts';
import { arnIn } from './commandArguments.ts';
import type { CommandDeps } from './commandDeps.ts';
import { type ExportFormat, exportedText } from './exportedText.ts';

const { t } = vscode.l10n;

/** What an export asks for, unless somebody says it beforehand. */
interface Export {
	readonly uri: vscode.Uri;
	readonly format: ExportFormat;
	readonly redact: RedactionChoice;
}

/**
 * Writes calls to a file: JSON with the original records, CSV, or Markdown; redacted on choice.
 * @param argument a row or ARN: its calls only; an object with `filter`: the calls of that; else what
 * the tree shows.
 * @param options `{ uri, format, redact }`, for other extensions: asks nothing then.
 */
export async function exportCalls(
	deps: CommandDeps,
	argument: unknown,
	options?: unknown,
): Promise<void> {
	const filter = exportFilter(deps, argument);
	const wanted = readExport(options) ?? (await askExport(deps));
	if (!wanted) {
		return;
	}
	const { uri, format, redact } = wanted;
	if (uri.scheme !== 'file') {
		throw new HistoryError('bad-query', t('Calls can only be exported to a file of this machine.'));
	}
	const count = await vscode.window.withProgress(
		{
			location: vscode.ProgressLocation.Notification,
			title: t('Exporting calls'),
			cancellable: true,
		},
		(progress, token) =>
			writePieces(
				uri.fsPath,
				exportedText(deps.history, {
					filter,
					format,
					t,
					...(Object.keys(redact).length > 0 && { redactor: createRedactor(redact) }),
				}),
				toAbortSignal(token),
				(calls) => progress.report({ message: calls.toLocaleString() }),
			),
	);
	const open = t('Open');
	const message = t('{0} calls exported.', count.toLocaleString());
	void vscode.window.showInformationMessage(message, open).then(async (choice) => {
		if (choice === open) {
			await vscode.commands.executeCommand('vscode.open', uri);
		}
	});
}

async function askExport(deps: CommandDeps): Promise<Export | undefined> {
	const format = await pickFormat();
	const redact = format && (await pickRedaction());
	const uri =
		redact &&
		(await vscode.window.showSaveDialog({
			title: t('Export calls'),
			filters: { [fileTypes[format]]: [endings[format]] },
			defaultUri: vscode.Uri.joinPath(
				vscode.workspace.workspaceFolders?.[0]?.uri ?? deps.context.globalStorageUri,
				`image-builder-history.${endings[format]}`,
			),
		}));
	return uri && { uri, format, redact };
}

/** @throws HistoryError `bad-query`, before anything is written */
function readExport(options: unknown): Export | undefined {
	if (!isObject(options) || !(options.uri instanceof vscode.Uri)) {
		return undefined;
	}
	const { uri, format: wanted = 'json' } = options;
	const format = (['json', 'csv', 'markdown'] as const).find((each) => each === wanted);
	const redact = readRedaction(options.redact ?? {});
	if (!format || !redact) {
		throw new HistoryError(
			'bad-query',
			t(
				'Nothing was exported: the format must be json, csv or markdown, and each choice of redact true or false.',
			),
		);
	}
	return { uri, format, redact };
}

function exportFilter({ sidebar }: CommandDeps, argument: unknown): CallFilter {
	const arn = arnIn(argument);
	if (arn !== undefined) {
		return { ...sidebar.shown, arn };
	}
	if (typeof argument === 'object' && argument !== null && 'filter' in argument) {
		return (argument as { filter: CallFilter }).filter;
	}
	return sidebar.shown;
}

async function pickFormat(): Promise<ExportFormat | undefined> {
	const choice = await vscode.window.showQuickPick(
		[
			{
				label: '$(json) JSON',
				description: t('the original records, can be imported again'),
				format: 'json' as const,
			},
			{
				label: '$(table) CSV',
				description: t('one line a call, for spreadsheets'),
				format: 'csv' as const,
			},
			{
				label: '$(markdown) Markdown',
				description: t('an incident card for each call'),
				format: 'markdown' as const,
			},
		],
		{ title: t('Export calls as') },
	);
	return choice?.format;
}

/** What is taken out; undefined where the user stepped back. */
async function pickRedaction(): Promise<RedactionChoice | undefined> {
	const items: readonly (vscode.QuickPickItem & { readonly key: keyof RedactionChoice })[] = [
		{ key: 'accounts', label: t('Account ids') },
		{ key: 'addresses', label: t('IP addresses') },
		{
			key: 'people',
			label: t('People'),
			description: t('names, e-mail addresses, ids of keys and principals'),
		},
		{ key: 'resources', label: t('Names of Image Builder resources') },
		{
			key: 'userData',
			label: t('User data'),
			description: t('and the documents of components, workflows and containers'),
		},
	];
	const chosen = await vscode.window.showQuickPick(items, {
		canPickMany: true,
		title: t('Take out of the export'),
		placeHolder: t(
			'Nothing chosen: all stays. What is taken out gets the same stand-in everywhere.',
		),
	});
	return chosen && Object.fromEntries(chosen.map(({ key }) => [key, true]));
}

const endings: Readonly<Record<ExportFormat, string>> = {
	json: 'json',
	csv: 'csv',
	markdown: 'md',
};
const fileTypes: Readonly<Record<ExportFormat, string>> = {
	json: 'JSON',
	csv: 'CSV',
	markdown: 'Markdown',
};
