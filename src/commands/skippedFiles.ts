import type * as vscode from 'vscode';
import type { ImportReport } from '../model/history.ts';
import { ShownTexts } from '../vscode/shownTexts.ts';

/** Serves the list of files that an import skipped as a read-only document. */
export class SkippedFiles implements vscode.Disposable {
	readonly #documents = new ShownTexts('image-builder-import');

	async show(report: ImportReport): Promise<void> {
		await this.#documents.show('/Skipped files.txt', skippedText(report));
	}

	dispose(): void {
		this.#documents.dispose();
	}
}

function skippedText({ skipped }: ImportReport): string {
	return `${skipped.map(({ file, reason }) => `${file}\n\t${reason}`).join('\n')}\n`;
}
