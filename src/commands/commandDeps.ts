import type * as vscode from 'vscode';
import type { History } from '../model/history.ts';
import type { SidebarHandle } from '../sidebar/sidebar.ts';
import type { Log } from '../vscode/log.ts';
import type { Settings } from '../vscode/settings.ts';

/** What the commands work on. */
export interface CommandDeps {
	readonly history: History;
	settings(): Settings;
	readonly log: Log;
	readonly context: vscode.ExtensionContext;
	readonly sidebar: SidebarHandle;
}
