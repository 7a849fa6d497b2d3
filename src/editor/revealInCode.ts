import * as vscode from 'vscode';
import { HistoryError } from '../model/errors.ts';
import { plainText } from '../model/plainText.ts';
import { resourceTitle } from '../model/resourceNames.ts';
import { commandTarget } from '../panel/commandTarget.ts';
import { searchCode } from './codeSearch.ts';

/**
 * Opens the code that names a resource: the place itself, or a peek at all places.
 * @throws HistoryError `bad-query` where the argument names no resource.
 */
export async function revealInCode(argument: unknown): Promise<void> {
	const target = commandTarget(argument);
	if (target?.kind !== 'resource') {
		throw new HistoryError('bad-query', vscode.l10n.t('No resource to look for in code.'));
	}
	const name = plainText(resourceTitle(target.arn), 80);
	const { locations, cut } = await vscode.window.withProgress(
		{
			location: vscode.ProgressLocation.Notification,
			title: vscode.l10n.t('Looking for {0} in code', name),
			cancellable: true,
		},
		(_progress, token) => searchCode(target.arn, token),
	);
	const [first] = locations;
	if (!first) {
		void vscode.window.showInformationMessage(
			cut
				? vscode.l10n.t('Nothing found in the files looked into names {0} by its ARN.', name)
				: vscode.l10n.t('No open or workspace file names {0} by its ARN.', name),
		);
		return;
	}
	await vscode.window.showTextDocument(first.uri, { selection: first.range });
	if (locations.length > 1) {
		await vscode.commands.executeCommand(
			'editor.action.peekLocations',
			first.uri,
			first.range.start,
			[...locations],
			'peek',
		);
	}
}
