import * as vscode from 'vscode';
import type { ArchiveSettings } from '../model/connectionSettings.ts';

const scheme = 'image-builder-query';

/** Shows the queries that fetches run as read-only documents. */
export class QueryDocuments implements vscode.Disposable {
	readonly #texts = new Map<string, string>();
	readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
		provideTextDocumentContent: (uri) => this.#texts.get(uri.query) ?? '',
	});

	async show(query: string, { type }: ArchiveSettings): Promise<void> {
		const id = String(this.#texts.size + 1);
		this.#texts.set(id, `${query.trimEnd()}\n`);
		const path = type === 'cloudwatch-logs' ? '/Logs Insights query.txt' : '/Query.sql';
		const uri = vscode.Uri.from({ scheme, path, query: id });
		await vscode.window.showTextDocument(uri, { preview: true });
	}

	dispose(): void {
		this.#registration.dispose();
		this.#texts.clear();
	}
}
