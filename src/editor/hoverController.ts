import * as vscode from 'vscode';
import { onDidChangeSettings } from '../vscode/settings.ts';
import { type HoverDeps, HoverProvider } from './hoverProvider.ts';

/** Registers the hover while `hover.enabled` is on. */
export function registerHover(deps: HoverDeps): vscode.Disposable {
	let registration: vscode.Disposable | undefined;
	const update = (enabled: boolean) => {
		if (enabled && !registration) {
			registration = vscode.languages.registerHoverProvider(
				{ pattern: '**' },
				new HoverProvider(deps),
			);
		} else if (!enabled) {
			registration?.dispose();
			registration = undefined;
		}
	};
	update(deps.settings().hoverEnabled);
	return vscode.Disposable.from(
		onDidChangeSettings((settings) => update(settings.hoverEnabled)),
		{ dispose: () => registration?.dispose() },
	);
}
