import * as vscode from 'vscode';
import { ContextKey, type WelcomeState } from '../contributions.ts';

interface ContextValues {
	state: WelcomeState;
	groupBy: 'resource' | 'caller' | 'day';
	filtered: boolean;
	showReadCalls: boolean;
	syncing: boolean;
	sample: boolean;
}

const known = new Map<string, unknown>();

/** Sets a context key that `when` clauses of the manifest read; does nothing where it is so already. */
export function setContext<K extends keyof ContextValues>(key: K, value: ContextValues[K]): void {
	const id = ContextKey[key];
	if (known.get(id) === value) {
		return;
	}
	known.set(id, value);
	void vscode.commands.executeCommand('setContext', id, value);
}
