import * as vscode from 'vscode';
import { HistoryError } from '../model/errors.ts';
import type { ImportProgress, ImportReport } from '../model/history.ts';
import { toAbortSignal } from '../vscode/cancellation.ts';
import { reportError } from '../vscode/errors.ts';
import type { CommandDeps } from './commandDeps.ts';
import type { SkippedFiles } from './skippedFiles.ts';

const { t } = vscode.l10n;

/**
 * Reads CloudTrail logs from files and folders.
 * @param args uris; of the explorer's menu the clicked one and all selected ones; none: a dialog.
 */
export async function importLogs(
	deps: CommandDeps,
	skipped: SkippedFiles,
	args: readonly unknown[],
): Promise<ImportReport | undefined> {
	const given = urisIn(args);
	const uris = given.length > 0 ? given : await askForFiles();
	if (!uris || uris.length === 0) {
		return undefined;
	}
	const foreign = uris.find((uri) => uri.scheme !== 'file');
	if (foreign) {
		throw new HistoryError(
			'bad-log',
			t('Only files of this machine can be imported, not {0}.', foreign.toString(true)),
		);
	}
	const report = await vscode.window.withProgress(
		{
			location: vscode.ProgressLocation.Notification,
			title: t('Importing CloudTrail logs'),
			cancellable: true,
		},
		(progress, token) => {
			let done = 0;
			return deps.history.importLogs(
				uris.map((uri) => uri.fsPath),
				{
					signal: toAbortSignal(token),
					onProgress: (now) => {
						const increment = now.files > 0 ? ((now.filesDone - done) / now.files) * 100 : 0;
						done = now.filesDone;
						progress.report({ message: progressText(now), increment: Math.max(0, increment) });
					},
				},
			);
		},
	);
	deps.log.info(
		`import: ${report.files} files, ${report.records} records, ${report.newCalls} new, ${report.skipped.length} skipped`,
	);
	for (const { file, reason } of report.skipped.slice(0, 100)) {
		deps.log.warn(`skipped ${file}: ${reason}`);
	}
	// the command is done; the message may stay as long as it likes
	summarise(report, skipped).catch((error: unknown) => reportError(error, deps.log));
	return report;
}

async function summarise(report: ImportReport, skipped: SkippedFiles): Promise<void> {
	const text = summaryText(report);
	if (report.skipped.length === 0) {
		await vscode.window.showInformationMessage(text);
		return;
	}
	const show = t('Show Skipped');
	if ((await vscode.window.showWarningMessage(text, show)) === show) {
		await skipped.show(report);
	}
}

function summaryText({ files, records, newCalls, skipped, cancelled }: ImportReport): string {
	const found =
		records === 0
			? t('No call of Image Builder in {0} files.', files.toLocaleString())
			: t(
					'{0} new calls of Image Builder, {1} found in {2} files.',
					newCalls.toLocaleString(),
					records.toLocaleString(),
					files.toLocaleString(),
				);
	return [
		cancelled ? t('Import stopped; what was read is kept.') : '',
		found,
		skipped.length > 0 ? t('{0} files were skipped.', skipped.length.toLocaleString()) : '',
	]
		.filter((part) => part !== '')
		.join(' ');
}

function progressText({ files, filesDone, records }: ImportProgress): string {
	return t(
		'{0} of {1} files, {2} calls',
		filesDone.toLocaleString(),
		files.toLocaleString(),
		records.toLocaleString(),
	);
}

function urisIn(args: readonly unknown[]): readonly vscode.Uri[] {
	const [first, second] = args;
	const list = Array.isArray(second) ? second : Array.isArray(first) ? first : [first];
	return list.flatMap((item) =>
		item instanceof vscode.Uri
			? item
			: typeof item === 'string' && item !== ''
				? item.startsWith('file:')
					? vscode.Uri.parse(item)
					: vscode.Uri.file(item)
				: [],
	);
}

async function askForFiles(): Promise<readonly vscode.Uri[] | undefined> {
	const files = { label: `$(file) ${t('Files…')}`, folders: false };
	const folder = { label: `$(folder) ${t('A folder…')}`, folders: true };
	// most systems' dialogs show files or folders, not both
	const choice = await vscode.window.showQuickPick([folder, files], {
		title: t('Import CloudTrail logs'),
		placeHolder: t('.json and .json.gz, as a trail, the console or the AWS CLI writes them'),
	});
	return (
		choice &&
		vscode.window.showOpenDialog({
			title: t('Import CloudTrail logs'),
			openLabel: t('Import'),
			canSelectMany: true,
			canSelectFiles: !choice.folders,
			canSelectFolders: choice.folders,
			...(!choice.folders && {
				filters: { [t('CloudTrail logs')]: ['json', 'gz'], [t('All files')]: ['*'] },
			}),
		})
	);
}
