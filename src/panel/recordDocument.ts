import * as vscode from 'vscode';
import { HistoryError } from '../model/errors.ts';
import type { History } from '../model/history.ts';

const scheme = 'image-builder-record';

/** Serves whole records as read-only JSON documents. */
export function registerRecordDocuments(history: Pick<History, 'record'>): vscode.Disposable {
	return vscode.workspace.registerTextDocumentContentProvider(scheme, {
		async provideTextDocumentContent(uri) {
			const record = await history.record(uri.query);
			if (record === undefined) {
				throw notKept();
			}
			return prettyJson(record);
		},
	});
}

/** Opens the record of a call beside the others of its kind. @throws HistoryError `not-found` */
export async function openRecord(
	history: Pick<History, 'call' | 'record'>,
	eventId: string,
): Promise<void> {
	const call = await history.call(eventId);
	if (!call || (await history.record(eventId)) === undefined) {
		throw notKept();
	}
	const name = `${call.eventName} ${call.eventTime}`.replace(/[^\w .-]+/g, '-').slice(0, 100);
	const uri = vscode.Uri.from({ scheme, path: `/${name}.json`, query: eventId });
	await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), {
		preview: true,
	});
}

function notKept(): HistoryError {
	return new HistoryError('not-found', vscode.l10n.t('The record of this call is not kept.'));
}

function prettyJson(text: string): string {
	try {
		return JSON.stringify(JSON.parse(text), null, 2);
	} catch {
		// what the source sent is shown as it is
		return text;
	}
}
