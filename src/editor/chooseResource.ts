import * as vscode from 'vscode';
import { identityOf } from '../iac/matching.ts';
import { accountNamesOf } from '../model/connectionPlaces.ts';
import { callsText, relativeTime } from '../model/describe.ts';
import { HistoryError } from '../model/errors.ts';
import { placeText } from '../model/placeText.ts';
import { plainText } from '../model/plainText.ts';
import { resourceTitle } from '../model/resourceNames.ts';
import { quickPickText } from '../vscode/quickPickText.ts';
import { choices } from './codeHistory.ts';
import { definitionAt, targetAt } from './codeTarget.ts';
import type { CodeDeps } from './editorDeps.ts';
import { choiceKey } from './resourceChoices.ts';

const { t } = vscode.l10n;

/**
 * Asks once which of several resources code means, and keeps the answer.
 * @param uri and offset of the code, as links of ours give them; else the cursor's place
 * @throws HistoryError `bad-query` where there is nothing to choose from.
 */
export async function chooseResource(deps: CodeDeps, uri: unknown, offset: unknown): Promise<void> {
	const place = placeOf(uri, offset);
	const resources = place && (await deps.codeIndex.resourcesIn(place.document));
	const resource =
		place &&
		resources &&
		(targetAt(resources, place.document.getText(), place.offset)?.resource ??
			definitionAt(resources, place.offset));
	if (!place || resource?.pattern === undefined) {
		throw new HistoryError('bad-query', t('There is no definition or mention at the cursor.'));
	}
	const key = choiceKey(place.document.uri, resource);
	// without the choice made before, so that it can be made anew
	const match = await deps.codeHistory.match(resource);
	if (!match) {
		throw new HistoryError('bad-query', t('No known resource fits this code.'));
	}
	const chosen = deps.choices.get(key);
	const accounts = accountNamesOf(deps.history.connection);
	const items = choices(match).map((found) => {
		const { arn, calls, lastCall } = found;
		return {
			label: quickPickText(resourceTitle(arn)),
			description: quickPickText(placeText(found, { accounts, oneAccount: false })),
			detail: [callsText(calls, t), lastCall && relativeTime(lastCall, Date.now(), t)]
				.filter(Boolean)
				.join(', '),
			picked: identityOf(arn) === chosen,
			identity: identityOf(arn) as string | undefined,
		};
	});
	const forget = {
		label: t('Let the code decide'),
		description: t('forget what was chosen'),
		detail: '',
		picked: false,
		identity: undefined,
	};
	const name = plainText(resource.logicalId ?? resource.address ?? resource.name ?? '', 80);
	const picked = await vscode.window.showQuickPick(
		chosen === undefined ? items : [...items, forget],
		{ title: t('Which resource does {0} mean?', name), matchOnDescription: true },
	);
	if (picked) {
		await deps.choices.set(key, picked.identity);
	}
}

function placeOf(uri: unknown, offset: unknown) {
	const editor = vscode.window.activeTextEditor;
	if (typeof uri === 'string' && typeof offset === 'number') {
		const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri);
		return document && { document, offset };
	}
	return (
		editor && {
			document: editor.document,
			offset: editor.document.offsetAt(editor.selection.active),
		}
	);
}
