import * as vscode from 'vscode';

/** Asks for the code of an MFA device. `serial` comes from the user's own AWS config. */
export function askMfaCode(serial: string): Promise<string | undefined> {
	return Promise.resolve(
		vscode.window.showInputBox({
			title: vscode.l10n.t('AWS multi-factor authentication'),
			prompt: vscode.l10n.t('Code of the device {0}', serial),
			placeHolder: '123456',
			ignoreFocusOut: true,
			validateInput: (value) =>
				/^\d{6}$/.test(value.trim()) ? undefined : vscode.l10n.t('A code has six digits.'),
		}),
	).then((code) => code?.trim());
}
