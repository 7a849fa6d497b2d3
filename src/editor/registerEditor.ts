import * as vscode from 'vscode';
import { Command } from '../contributions.ts';
import { Debounced } from '../sidebar/debounce.ts';
import { registerCommands } from '../vscode/commands.ts';
import { onDidChangeSettings } from '../vscode/settings.ts';
import { arnAtCursor } from './arnAtCursor.ts';
import { registerBlameLine } from './blameLine.ts';
import { chooseResource } from './chooseResource.ts';
import { CodeHistory } from './codeHistory.ts';
import { registerCodeLens, toggleCodeLens } from './codeLensController.ts';
import type { CodeDeps, EditorDeps } from './editorDeps.ts';
import { registerHover } from './hoverController.ts';
import { registerOutsideDiagnostics } from './outsideDiagnostics.ts';
import { ResourceChoices } from './resourceChoices.ts';
import { revealInCode } from './revealInCode.ts';

/** Changes come in bursts while a history is read: surfaces are told this often, milliseconds. */
const quiet = 400;

export interface EditorHandle extends vscode.Disposable {
	/** The ARN, or pattern of one, of what the code at the cursor of the active editor names. */
	arnAtCursor(): Promise<string | undefined>;
}

/** What the extension adds to text editors. */
export function registerEditor(deps: EditorDeps): EditorHandle {
	const { history, codeIndex, settings, log, context } = deps;
	const choices = new ResourceChoices(context.workspaceState, settings);
	const codeHistory = new CodeHistory({
		history,
		allowed: () => settings().allowedOrigins,
		chosen: (key) => choices.get(key),
	});
	const changed = new vscode.EventEmitter<void>();
	const soon = new Debounced(() => changed.fire(), quiet);
	const anew = () => {
		codeHistory.forget();
		soon.run();
	};
	const code: CodeDeps = { ...deps, codeHistory, choices, onDidChange: changed.event };
	const registered = vscode.Disposable.from(
		...[changed, soon, choices],
		history.onDidChange(anew),
		history.onDidChangeConnection(anew),
		codeIndex.onDidChange(() => soon.run()),
		choices.onDidChange(anew),
		onDidChangeSettings(anew),
		registerHover(code),
		registerCodeLens(code),
		registerBlameLine(code),
		registerOutsideDiagnostics(code),
		registerCommands(
			{
				[Command.revealInCode]: (argument) => revealInCode(codeIndex, argument),
				[Command.chooseResource]: (uri, offset) => chooseResource(code, uri, offset),
				[Command.toggleCodeLens]: () => toggleCodeLens(code),
			},
			log,
		),
	);
	return {
		arnAtCursor: () => arnAtCursor(code),
		dispose: () => registered.dispose(),
	};
}
