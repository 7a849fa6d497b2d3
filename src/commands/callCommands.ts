import * as vscode from 'vscode';
import { Command } from '../contributions.ts';
import type { Call } from '../model/call.ts';
import { callChanges } from '../model/callBefore.ts';
import { profileFor } from '../model/connectionPlaces.ts';
import { HistoryError } from '../model/errors.ts';
import { eventCommand, eventUrl } from '../model/eventCommand.ts';
import { incidentCard } from '../model/incidentCard.ts';
import { plainText } from '../model/plainText.ts';
import type { CommandHandler } from '../vscode/commands.ts';
import { eventIdIn } from './commandArguments.ts';
import type { CommandDeps } from './commandDeps.ts';

const { t } = vscode.l10n;

/** What can be taken away of one call. The argument is an event id or a row of the tree. */
export function callCommands(deps: CommandDeps): Readonly<Record<string, CommandHandler>> {
	return {
		[Command.copyEventCommand]: (argument) => copyEventCommand(deps, argument),
		[Command.copyIncidentCard]: (argument) => copyIncidentCard(deps, argument),
		[Command.openEventInConsole]: (argument) => openEventInConsole(deps, argument),
	};
}

async function copyEventCommand(deps: CommandDeps, argument: unknown): Promise<void> {
	const call = await callOf(deps, argument);
	const command = eventCommand(call, {
		profile: profileFor(deps.history.connection, call.accountId),
	});
	if (command === undefined) {
		throw notInAws();
	}
	await vscode.env.clipboard.writeText(command);
	vscode.window.setStatusBarMessage(t('$(check) AWS CLI command copied'), 2000);
}

async function openEventInConsole(deps: CommandDeps, argument: unknown): Promise<void> {
	const url = eventUrl(await callOf(deps, argument));
	if (url === undefined) {
		throw notInAws();
	}
	await vscode.env.openExternal(vscode.Uri.parse(url, true));
}

async function copyIncidentCard(deps: CommandDeps, argument: unknown): Promise<void> {
	const { history } = deps;
	const call = await callOf(deps, argument);
	const changes = await callChanges(history, call);
	const card = incidentCard(call, {
		...(changes && { changes }),
		profile: profileFor(history.connection, call.accountId),
		t,
	});
	await vscode.env.clipboard.writeText(card);
	vscode.window.setStatusBarMessage(t('$(check) Incident card copied'), 2000);
}

async function callOf({ history, sidebar }: CommandDeps, argument: unknown): Promise<Call> {
	const eventId = eventIdIn(argument ?? sidebar.selection[0]);
	const call = eventId === undefined ? undefined : await history.call(eventId);
	if (!call) {
		throw new HistoryError(
			'not-found',
			eventId === undefined
				? t('Select a call first.')
				: t('The call {0} is not known.', plainText(eventId, 60)),
		);
	}
	return call;
}

function notInAws(): HistoryError {
	return new HistoryError('bad-query', t('This event has no id that AWS knows.'));
}
