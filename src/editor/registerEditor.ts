import * as vscode from 'vscode';
import { Command } from '../contributions.ts';
import { registerCommands } from '../vscode/commands.ts';
import { arnAt } from './arnAt.ts';
import { registerHover } from './hoverController.ts';
import type { HoverDeps } from './hoverProvider.ts';
import { revealInCode } from './revealInCode.ts';

/** What the extension adds to text editors. */
export function registerEditor(deps: HoverDeps): vscode.Disposable {
	return vscode.Disposable.from(
		registerHover(deps),
		registerCommands({ [Command.revealInCode]: revealInCode }, deps.log),
	);
}

/** The ARN, or pattern of one, at the cursor of the active editor. */
export function arnAtCursor(): string | undefined {
	const editor = vscode.window.activeTextEditor;
	if (!editor) {
		return undefined;
	}
	const { line, character } = editor.selection.active;
	return arnAt(editor.document.lineAt(line).text, character)?.pattern;
}
