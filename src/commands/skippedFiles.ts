import * as vscode from 'vscode';
import type { ImportReport } from '../model/history.ts';

const scheme = 'image-builder-import';

/** Serves the list of files that an import skipped as a read-only document. */
export class SkippedFiles implements vscode.Disposable {
	readonly #texts = new Map<string, string>();
	readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
		provideTextDocumentContent: (uri) => this.#texts.get(uri.query) ?? '',
	});

	async show(report: ImportReport): Promise<void> {
		const id = String(this.#texts.size + 1);
		this.#texts.set(id, skippedText(report));
		const uri = vscode.Uri.from({ scheme, path: '/Skipped files.txt', query: id });
		await vscode.window.showTextDocument(uri, { preview: true });
	}

	dispose(): void {
		this.#registration.dispose();
		this.#texts.clear();
	}
}

function skippedText({ skipped }: ImportReport): string {
	return `${skipped.map(({ file, reason }) => `${file}\n\t${reason}`).join('\n')}\n`;
}
