import * as vscode from 'vscode';
import { isCancellation } from '../model/errors.ts';
import type { History } from '../model/history.ts';
import type { Log } from '../vscode/log.ts';
import type { Settings } from '../vscode/settings.ts';
import { arnAt } from './arnAt.ts';
import { hoverCommands } from './commandLink.ts';
import { readHoverFacts } from './hoverFacts.ts';
import { hoverMarkdown } from './hoverMarkdown.ts';

export interface HoverDeps {
	readonly history: History;
	settings(): Settings;
	readonly log: Log;
}

/** The last calls of the Image Builder resource whose ARN is below the pointer. */
export class HoverProvider implements vscode.HoverProvider {
	readonly #deps: HoverDeps;

	constructor(deps: HoverDeps) {
		this.#deps = deps;
	}

	async provideHover(
		document: vscode.TextDocument,
		position: vscode.Position,
		token: vscode.CancellationToken,
	): Promise<vscode.Hover | undefined> {
		const found = arnAt(document.lineAt(position.line).text, position.character);
		if (!found) {
			return undefined;
		}
		const { history, settings, log } = this.#deps;
		try {
			const facts = await readHoverFacts(history, {
				arn: found.pattern,
				showReadCalls: settings().showReadCalls,
				isCancelled: () => token.isCancellationRequested,
			});
			if (!facts) {
				return undefined;
			}
			const content = new vscode.MarkdownString(hoverMarkdown(facts, Date.now(), vscode.l10n.t));
			content.isTrusted = { enabledCommands: hoverCommands };
			content.supportHtml = false;
			const { line } = position;
			return new vscode.Hover(content, new vscode.Range(line, found.start, line, found.end));
		} catch (error) {
			// nobody asked for a message by moving the pointer
			if (!isCancellation(error)) {
				log.error(error instanceof Error ? error : String(error));
			}
			return undefined;
		}
	}
}
