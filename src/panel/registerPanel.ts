import * as vscode from 'vscode';
import { Command, View } from '../contributions.ts';
import { HistoryError } from '../model/errors.ts';
import type { History } from '../model/history.ts';
import { type HistoryTarget, type PanelState, readState } from '../protocol/target.ts';
import { registerCommands } from '../vscode/commands.ts';
import type { Log } from '../vscode/log.ts';
import type { Settings } from '../vscode/settings.ts';
import { callMenuCommands } from './callMenu.ts';
import { commandEventId, commandTarget } from './commandTarget.ts';
import { HistoryPanel, pageOptions } from './historyPanel.ts';
import { PanelMemory } from './panelMemory.ts';
import { registerRecordDocuments } from './recordDocument.ts';

export interface PanelDeps {
	readonly history: History;
	settings(): Settings;
	readonly log: Log;
	readonly context: vscode.ExtensionContext;
	/** The ARN, or pattern of one, of what the code at the cursor of the active editor names. */
	arnAtCursor(): Promise<string | undefined>;
}

/** The history panel, the commands that open it, and the documents of whole records. */
export function registerPanel(deps: PanelDeps): vscode.Disposable {
	const { history, log, context } = deps;
	const root = context.extensionUri;
	const memory = new PanelMemory(context.globalState);
	const panels = new Set<HistoryPanel>();

	const adopt = (panel: vscode.WebviewPanel, state: PanelState) => {
		const created = new HistoryPanel(panel, state, {
			...{ history, log, root, memory },
			lookBackDays: () => deps.settings().lookBackDays,
		});
		panels.add(created);
		created.onDidDispose(() => panels.delete(created));
	};
	const open = (state: PanelState) => {
		const preview = [...panels].find((panel) => !panel.pinned);
		if (preview) {
			preview.show(state);
			return;
		}
		const { Active, Beside } = vscode.ViewColumn;
		const column = panels.size > 0 ? Beside : Active;
		const panel = vscode.window.createWebviewPanel(View.history, '', column, pageOptions(root));
		adopt(panel, state);
	};
	const stateOf = (target: HistoryTarget): PanelState => ({
		target,
		filter: { changesOnly: !deps.settings().showReadCalls, text: '' },
	});

	const inFront = () => [...panels].find((panel) => panel.isInFront);
	const showHistory = async (argument: unknown) => {
		const target = commandTarget(argument) ?? commandTarget(await deps.arnAtCursor());
		if (target) {
			open(stateOf(target));
		} else {
			await vscode.commands.executeCommand(Command.lookUp);
		}
	};
	const showCall = async (argument: unknown) => {
		const eventId = commandEventId(argument);
		const call = eventId === undefined ? undefined : await history.call(eventId);
		if (!call) {
			throw new HistoryError('not-found', vscode.l10n.t('This call is not known.'));
		}
		const touch = call.touches.find((each) => each.role === 'subject') ?? call.touches[0];
		const { target, filter } = stateOf(
			touch ? { kind: 'resource', arn: touch.arn } : { kind: 'all' },
		);
		const changesOnly = filter.changesOnly && !call.readOnly;
		open({ target, filter: { ...filter, changesOnly }, selected: call.eventId });
	};

	return vscode.Disposable.from(
		registerCommands(
			{
				[Command.showHistory]: showHistory,
				[Command.showAllCalls]: () => open(stateOf({ kind: 'all' })),
				[Command.showCall]: showCall,
				[Command.exportPanel]: () => inFront()?.exportCalls(),
				...callMenuCommands((query) => inFront()?.narrow(query)),
			},
			log,
		),
		registerRecordDocuments(history),
		vscode.window.registerWebviewPanelSerializer(View.history, {
			async deserializeWebviewPanel(panel, saved: unknown) {
				adopt(panel, readState(saved) ?? stateOf({ kind: 'all' }));
			},
		}),
		memory,
		{
			dispose: () => {
				for (const panel of panels) {
					panel.dispose();
				}
			},
		},
	);
}
