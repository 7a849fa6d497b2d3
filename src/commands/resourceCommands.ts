import * as vscode from 'vscode';
import { consoleUrl } from '../model/consoleUrl.ts';
import { HistoryError } from '../model/errors.ts';
import { arnIn, arnOrThrow } from './commandArguments.ts';
import type { CommandDeps } from './commandDeps.ts';

const { t } = vscode.l10n;

/** Puts an ARN on the clipboard. @throws HistoryError `bad-query` */
export async function copyArn(deps: CommandDeps, argument: unknown): Promise<void> {
	const arn = arnOrThrow(argument ?? selected(deps), t('Select a resource to copy its ARN.'));
	await vscode.env.clipboard.writeText(arn);
	vscode.window.setStatusBarMessage(t('$(check) ARN copied'), 2000);
}

/** Shows a resource in the AWS console. @throws HistoryError `bad-query` */
export async function openInConsole(deps: CommandDeps, argument: unknown): Promise<void> {
	const arn = arnOrThrow(
		argument ?? selected(deps),
		t('Select a resource to open it in the AWS console.'),
	);
	const url = consoleUrl(arn);
	if (url === undefined) {
		throw new HistoryError('bad-query', t('There is no known AWS console for {0}.', arn));
	}
	await vscode.env.openExternal(vscode.Uri.parse(url, true));
}

function selected({ sidebar }: CommandDeps): unknown {
	return sidebar.selection.find((row) => arnIn(row) !== undefined);
}
