import * as vscode from 'vscode';
import { Command } from '../contributions.ts';
import { HistoryError, type HistoryErrorCode, isCancellation } from '../model/errors.ts';
import type { Log } from './log.ts';
import { notificationText } from './notificationText.ts';

interface Way {
	readonly title: string;
	readonly command: string;
}

const tryAgain = (): Way => ({ title: vscode.l10n.t('Try Again'), command: Command.refresh });

const selectProfile = (): Way => ({
	title: vscode.l10n.t('Select Profile'),
	command: Command.selectProfile,
});

/** What to offer beside the log, by code. */
const waysOut: Partial<Record<HistoryErrorCode, () => readonly Way[]>> = {
	'no-credentials': () => [selectProfile()],
	'wrong-profile': () => [selectProfile()],
	'expired-session': () => [
		{ title: vscode.l10n.t('Sign In'), command: Command.signIn },
		selectProfile(),
	],
	'mfa-needed': () => [tryAgain()],
	'access-denied': () => [selectProfile()],
	'region-not-enabled': () => [
		{ title: vscode.l10n.t('Select Regions'), command: Command.selectRegions },
	],
	throttled: () => [tryAgain()],
	network: () => [tryAgain()],
	timeout: () => [tryAgain()],
	'service-fault': () => [tryAgain()],
	'bad-answer': () => [tryAgain()],
	'too-much': () => [{ title: vscode.l10n.t('Fetch Older History'), command: Command.fetch }],
};

/** The one place where an error meets the user. Cancellations pass silently. */
export async function reportError(error: unknown, log: Log): Promise<void> {
	if (isCancellation(error)) {
		return;
	}
	log.error(error instanceof Error ? error : new Error(String(error)));
	const code = error instanceof HistoryError ? error.code : 'internal';
	const message =
		error instanceof HistoryError
			? error.message
			: vscode.l10n.t('Image Builder History met an error of its own. The log has the details.');
	const ways = waysOut[code]?.() ?? [];
	const showLog = vscode.l10n.t('Show Log');
	const choice = await vscode.window.showErrorMessage(
		notificationText(message),
		...ways.map((way) => way.title),
		showLog,
	);
	if (choice === showLog) {
		log.show();
		return;
	}
	const way = ways.find((each) => each.title === choice);
	if (way) {
		await vscode.commands.executeCommand(way.command);
	}
}

/** A damaged database was set aside. Says what was saved and where the old file is. */
export async function tellRecovery(
	recovered: {
		readonly setAside: string;
		readonly callsCarriedOver: number;
		readonly reason: string;
	},
	folder: vscode.Uri,
	log: Log,
): Promise<void> {
	const file = vscode.Uri.joinPath(folder, recovered.setAside).fsPath;
	log.warn(`${recovered.reason} The damaged database was set aside: ${file}`);
	const showLog = vscode.l10n.t('Show Log');
	const choice = await vscode.window.showWarningMessage(
		vscode.l10n.t(
			'The database of Image Builder History was damaged. It was set aside as {0}; {1} calls were carried over.',
			recovered.setAside,
			recovered.callsCarriedOver,
		),
		showLog,
	);
	if (choice === showLog) {
		log.show();
	}
}
