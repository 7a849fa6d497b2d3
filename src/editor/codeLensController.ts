import * as vscode from 'vscode';
import { Setting } from '../contributions.ts';
import { writeSetting } from '../vscode/settings.ts';
import { CodeLensProvider } from './codeLensProvider.ts';
import { codeDocuments } from './codeScheme.ts';
import type { CodeDeps } from './editorDeps.ts';
import { whileEnabled } from './whileEnabled.ts';

/** Registers the lines above definitions while `codeLens.enabled` is on. */
export function registerCodeLens(deps: CodeDeps): vscode.Disposable {
	return whileEnabled(
		({ codeLensEnabled }) => codeLensEnabled,
		() => {
			const provider = new CodeLensProvider(deps);
			return vscode.Disposable.from(
				provider,
				vscode.languages.registerCodeLensProvider(codeDocuments, provider),
			);
		},
	);
}

/** Shows or hides the lines above definitions; what turned everything in code off is turned on. */
export async function toggleCodeLens({ settings }: Pick<CodeDeps, 'settings'>): Promise<void> {
	const show = !settings().codeLensEnabled;
	await writeSetting(Setting.codeLensEnabled, show);
	if (show && !settings().codeLensEnabled) {
		await writeSetting(Setting.codeEnabled, true);
	}
}
