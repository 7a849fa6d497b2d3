import * as vscode from 'vscode';
import type { ArchiveSettings } from '../model/connectionSettings.ts';
import { plainText } from '../model/plainText.ts';

const scheme = 'image-builder-query';
/** Lines. */
const leastRoom = 6;

/** Shows the queries that fetches run as read-only documents. */
export class QueryDocuments implements vscode.Disposable {
	readonly #texts = new Map<string, string>();
	readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
		provideTextDocumentContent: (uri) => this.#texts.get(uri.query) ?? '',
	});

	/** @param about what is to be known of it, one line each: comments above the query */
	async show(query: string, { type }: ArchiveSettings, about: readonly string[]): Promise<void> {
		const id = String(this.#texts.size + 1);
		const insights = type === 'cloudwatch-logs';
		const comments = about.map((line) => `${insights ? '#' : '--'} ${plainText(line, 300)}`);
		// the question whether to run it covers the top of the editor
		const room = Math.max(1, leastRoom - comments.length);
		this.#texts.set(id, [...comments, '\n'.repeat(room), query.trimEnd(), ''].join('\n'));
		const path = insights ? '/Logs Insights query.txt' : '/Query.sql';
		const uri = vscode.Uri.from({ scheme, path, query: id });
		await vscode.window.showTextDocument(uri, { preview: true });
	}

	dispose(): void {
		this.#registration.dispose();
		this.#texts.clear();
	}
}
