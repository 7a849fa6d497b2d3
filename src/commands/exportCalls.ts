import * as vscode from 'vscode';
import { HistoryError } from '../model/errors.ts';
import type { CallFilter } from '../model/query.ts';
import { toAbortSignal } from '../vscode/cancellation.ts';
import { writePieces } from '../vscode/writePieces.ts';
import { arnIn } from './commandArguments.ts';
import type { CommandDeps } from './commandDeps.ts';
import { type ExportFormat, exportedText } from './exportedText.ts';

const { t } = vscode.l10n;

/**
 * Writes calls to a file: JSON with the original records, or CSV.
 * @param argument a row or ARN: its calls only; else what the tree shows.
 */
export async function exportCalls(deps: CommandDeps, argument: unknown): Promise<void> {
	const filter = exportFilter(deps, argument);
	const format = await pickFormat();
	const uri =
		format &&
		(await vscode.window.showSaveDialog({
			title: t('Export calls'),
			filters: format === 'csv' ? { CSV: ['csv'] } : { JSON: ['json'] },
			defaultUri: vscode.Uri.joinPath(
				vscode.workspace.workspaceFolders?.[0]?.uri ?? deps.context.globalStorageUri,
				`image-builder-history.${format}`,
			),
		}));
	if (!format || !uri) {
		return;
	}
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
				exportedText(deps.history, filter, format),
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
		],
		{ title: t('Export calls as') },
	);
	return choice?.format;
}
