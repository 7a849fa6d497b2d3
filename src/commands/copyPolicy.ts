import * as vscode from 'vscode';
import { type SourceSettings, sourceId } from '../model/connectionSettings.ts';
import { type FillingConnection, fillingConnections } from '../model/filling.ts';
import type { PermissionUse } from '../model/permissions.ts';
import { type FilledPolicy, policyOf, policyValues } from '../model/policy.ts';
import { sourceTitle } from '../model/sourceTitle.ts';
import { reportError } from '../vscode/errors.ts';
import { quickPickText } from '../vscode/quickPickText.ts';
import { ShownTexts } from '../vscode/shownTexts.ts';
import type { CommandDeps } from './commandDeps.ts';

const { t } = vscode.l10n;

interface Choice extends vscode.QuickPickItem {
	readonly policy: FilledPolicy;
}

/** The command that copies the policy of a source, and the documents that show what was copied. */
export class PolicyCopies implements vscode.Disposable {
	readonly #documents = new ShownTexts('image-builder-policy');

	/**
	 * Copies the least policy of a source of the settings.
	 * @param id `sourceId` of the source; asks without it.
	 * @returns the policy's text; undefined where the user chose none.
	 */
	async copy(
		{ history, log }: Pick<CommandDeps, 'history' | 'log'>,
		id: unknown,
	): Promise<string | undefined> {
		const choices = fillingConnections(history).flatMap(sourceChoices);
		const choice =
			choices.find(({ source }) => sourceId(source) === id) ??
			(await vscode.window.showQuickPick<Choice>([...choices, ...otherChoices()], {
				title: t('Copy the least IAM policy of'),
				matchOnDescription: true,
			}));
		if (!choice) {
			return undefined;
		}
		const { policy, open } = choice.policy;
		const text = `${JSON.stringify(policy, undefined, '\t')}\n`;
		await vscode.env.clipboard.writeText(text);
		// the command is done; the message may stay as long as it likes
		this.#tell(text, open).catch((error: unknown) => reportError(error, log));
		return text;
	}

	dispose(): void {
		this.#documents.dispose();
	}

	async #tell(text: string, open: readonly string[]): Promise<void> {
		const show = t('Show Policy');
		const message =
			open.length === 0
				? t('The policy is on the clipboard.')
				: t('The policy is on the clipboard. Replace in it: {0}.', open.join(', '));
		if ((await vscode.window.showInformationMessage(message, show)) === show) {
			await this.#documents.show('/IAM policy.json', text);
		}
	}
}

function sourceChoices({ settings, accountId, regions }: FillingConnection) {
	const known = {
		...(accountId !== undefined && { accountId }),
		...(regions[0] !== undefined && { region: regions[0] }),
	};
	return settings.sources.flatMap((source: SourceSettings) => {
		if (source.type === 'folder') {
			return [];
		}
		return [
			{
				label: quickPickText(sourceTitle(sourceId(source), t)),
				description: quickPickText(settings.name),
				source,
				policy: policyOf([source.type], policyValues(source, known)),
			},
		];
	});
}

function otherChoices(): readonly Choice[] {
	const choice = (label: string, use: PermissionUse): Choice => ({
		label,
		policy: policyOf([use], {}),
	});
	return [
		choice(t('names of accounts'), 'account-names'),
		choice(t('looking for sources'), 'discovery'),
	];
}
