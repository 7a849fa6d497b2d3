import * as vscode from 'vscode';
import { onDidChangeSettings, readSettings, type Settings } from '../vscode/settings.ts';

/** Keeps a feature registered as long as the settings want it. */
export function whileEnabled(
	isEnabled: (settings: Settings) => boolean,
	register: () => vscode.Disposable,
): vscode.Disposable {
	let registration: vscode.Disposable | undefined;
	const update = (enabled: boolean) => {
		if (enabled && !registration) {
			registration = register();
		} else if (!enabled) {
			registration?.dispose();
			registration = undefined;
		}
	};
	update(isEnabled(readSettings()));
	return vscode.Disposable.from(
		onDidChangeSettings((settings) => update(isEnabled(settings))),
		{ dispose: () => registration?.dispose() },
	);
}
