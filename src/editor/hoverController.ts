import * as vscode from 'vscode';
import type { CodeDeps } from './editorDeps.ts';
import { HoverProvider } from './hoverProvider.ts';
import { whileEnabled } from './whileEnabled.ts';

/** Registers the hover while `hover.enabled` is on. */
export function registerHover(deps: CodeDeps): vscode.Disposable {
	return whileEnabled(
		({ hoverEnabled }) => hoverEnabled,
		() => vscode.languages.registerHoverProvider({ pattern: '**' }, new HoverProvider(deps)),
	);
}
