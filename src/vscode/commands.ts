import * as vscode from 'vscode';
import type { CommandId } from '../contributions.ts';
import { reportError } from './errors.ts';
import type { Log } from './log.ts';

/** What a command does. Arguments come from anybody: menus, keybindings, other extensions. */
export type CommandHandler = (...args: readonly unknown[]) => unknown;

/** Registers commands; whatever one of them throws is told to the user once, here. */
export function registerCommands(
	handlers: Partial<Record<CommandId, CommandHandler>>,
	log: Log,
): vscode.Disposable {
	return vscode.Disposable.from(
		...Object.entries(handlers).map(([id, handler]) =>
			vscode.commands.registerCommand(id, async (...args: unknown[]) => {
				try {
					return await handler(...args);
				} catch (error) {
					void reportError(error, log);
					return undefined;
				}
			}),
		),
	);
}
