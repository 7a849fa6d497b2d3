import * as vscode from 'vscode';
import { type FillingConnection, fillingConnections } from '../model/filling.ts';
import { type LiveSetupFacts, liveSetup } from '../model/liveSetup.ts';
import { quickPickText } from '../vscode/quickPickText.ts';
import { ShownTexts } from '../vscode/shownTexts.ts';
import type { CommandDeps } from './commandDeps.ts';

const { t } = vscode.l10n;

/** Shows how to set up live updates, filled in with what the settings say, as read-only documents. */
export class LiveSetupDocuments implements vscode.Disposable {
	readonly #documents = new ShownTexts('image-builder-live');

	/**
	 * @param name of a connection; asks without it, where there are several.
	 * @returns the text; undefined where the user chose no connection.
	 */
	async show(
		{ history }: Pick<CommandDeps, 'history'>,
		name: unknown,
	): Promise<string | undefined> {
		const connections = fillingConnections(history);
		const connection =
			connections.find(({ settings }) => settings.name === name) ??
			(connections.length > 1 ? await pickConnection(connections) : connections[0]);
		if (!connection) {
			return undefined;
		}
		const text = liveSetup(factsOf(connection), t);
		await this.#documents.show('/Live Updates.md', text);
		return text;
	}

	dispose(): void {
		this.#documents.dispose();
	}
}

async function pickConnection(
	connections: readonly FillingConnection[],
): Promise<FillingConnection | undefined> {
	const items = connections.map((connection) => ({
		label: quickPickText(connection.settings.name),
		description: quickPickText(
			[connection.accountId ?? '', ...connection.regions].filter(Boolean).join(' · '),
		),
		connection,
	}));
	const choice = await vscode.window.showQuickPick(items, {
		title: t('Set up live updates for'),
		matchOnDescription: true,
	});
	return choice?.connection;
}

function factsOf({ settings, accountId, regions }: FillingConnection): LiveSetupFacts {
	const { sources } = settings;
	const bucket = sources.find((source) => source.type === 's3');
	const queue = sources
		.find((source) => source.type === 'sqs')
		?.queueUrl.split('/')
		.at(-1);
	const [region] = regions;
	return {
		connection: settings.name,
		profile: settings.profile,
		...(accountId !== undefined && { accountId }),
		...(region !== undefined && { region }),
		...(bucket && { bucket: bucket.bucket }),
		...(bucket?.prefix !== undefined && { prefix: bucket.prefix }),
		...(queue !== undefined && { queue }),
	};
}
