import type * as vscode from 'vscode';
import type { ArchiveSettings } from '../model/connectionSettings.ts';
import { plainText } from '../model/plainText.ts';
import { ShownTexts } from '../vscode/shownTexts.ts';

/** Lines. */
const leastRoom = 6;

/** Shows the queries that fetches run as read-only documents. */
export class QueryDocuments implements vscode.Disposable {
	readonly #documents = new ShownTexts('image-builder-query');

	/** @param about what is to be known of it, one line each: comments above the query */
	async show(query: string, { type }: ArchiveSettings, about: readonly string[]): Promise<void> {
		const insights = type === 'cloudwatch-logs';
		const comments = about.map((line) => `${insights ? '#' : '--'} ${plainText(line, 300)}`);
		// the question whether to run it covers the top of the editor
		const room = Math.max(1, leastRoom - comments.length);
		await this.#documents.show(
			insights ? '/Logs Insights query.txt' : '/Query.sql',
			[...comments, '\n'.repeat(room), query.trimEnd(), ''].join('\n'),
		);
	}

	dispose(): void {
		this.#documents.dispose();
	}
}
