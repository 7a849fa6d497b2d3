import type { ExtensionContext } from 'vscode';
import type { History } from '../model/history.ts';
import type { Log } from '../vscode/log.ts';
import type { Settings } from '../vscode/settings.ts';
import type { CodeHistory } from './codeHistory.ts';
import type { CodeIndex } from './codeIndex.ts';
import type { ResourceChoices } from './resourceChoices.ts';

export interface EditorDeps {
	readonly history: History;
	settings(): Settings;
	readonly log: Log;
	readonly context: ExtensionContext;
	readonly codeIndex: CodeIndex;
}

/** What the surfaces in code share. */
export interface CodeDeps extends EditorDeps {
	readonly codeHistory: CodeHistory;
	readonly choices: ResourceChoices;
	/** What is known in code may have changed: of history, code, choices or settings. */
	readonly onDidChange: (listener: () => void) => { dispose(): void };
}
