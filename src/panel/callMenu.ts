import * as vscode from 'vscode';
import { Command } from '../contributions.ts';
import { HistoryError } from '../model/errors.ts';
import { contextText } from '../protocol/callContext.ts';
import type { CommandHandler } from '../vscode/commands.ts';

/**
 * The commands that only the menu of a call in a panel has.
 * @param narrow narrows the list of the panel in front by a query.
 */
export function callMenuCommands(
	narrow: (query: string) => void,
): Readonly<Record<string, CommandHandler>> {
	const { t } = vscode.l10n;
	const copy = async (text: string | undefined, done: string) => {
		await vscode.env.clipboard.writeText(given(text));
		vscode.window.setStatusBarMessage(done, 2000);
	};
	return {
		[Command.copyCell]: (argument) =>
			copy(contextText(argument, 'cell'), t('$(check) Cell copied')),
		[Command.copyRow]: (argument) => copy(contextText(argument, 'row'), t('$(check) Row copied')),
		[Command.copyEventId]: (argument) =>
			copy(contextText(argument, 'eventId'), t('$(check) Event ID copied')),
		[Command.filterByValue]: (argument) => narrow(given(contextText(argument, 'query'))),
	};
}

function given(text: string | undefined): string {
	if (text === undefined) {
		throw new HistoryError('bad-query', vscode.l10n.t('Select a call first.'));
	}
	return text;
}
