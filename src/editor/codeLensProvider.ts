import * as vscode from 'vscode';
import { Command } from '../contributions.ts';
import { isCancellation } from '../model/errors.ts';
import { choices } from './codeHistory.ts';
import { type DefinitionFacts, definitionFacts } from './definitionFacts.ts';
import type { CodeDeps } from './editorDeps.ts';
import { ambiguousTitle, lensTitle } from './lensText.ts';

/**
 * One line above each definition of which something is known. Lenses come whole, with their text:
 * nothing is put in later, so that no line moves twice.
 */
export class CodeLensProvider implements vscode.CodeLensProvider, vscode.Disposable {
	readonly #deps: CodeDeps;
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #listening: { dispose(): void };
	/** What was shown last, for when the history cannot answer. */
	readonly #last = new WeakMap<vscode.TextDocument, vscode.CodeLens[]>();
	readonly onDidChangeCodeLenses = this.#changed.event;

	constructor(deps: CodeDeps) {
		this.#deps = deps;
		this.#listening = deps.onDidChange(() => this.#changed.fire());
	}

	async provideCodeLenses(
		document: vscode.TextDocument,
		token: vscode.CancellationToken,
	): Promise<vscode.CodeLens[]> {
		const last = this.#last.get(document) ?? [];
		try {
			const found = await definitionFacts(
				this.#deps,
				document,
				() => token.isCancellationRequested,
			);
			if (token.isCancellationRequested) {
				return last;
			}
			const now = Date.now();
			const lenses = found.flatMap((one) => lensOf(document, one, now) ?? []);
			this.#last.set(document, lenses);
			return lenses;
		} catch (error) {
			if (!isCancellation(error)) {
				this.#deps.log.error(error instanceof Error ? error : String(error));
			}
			return last;
		}
	}

	dispose(): void {
		this.#listening.dispose();
		this.#changed.dispose();
	}
}

function lensOf(
	document: vscode.TextDocument,
	{ definition, facts }: DefinitionFacts,
	now: number,
): vscode.CodeLens | undefined {
	const { start, bodyStart = start, pattern = '' } = definition;
	const { line } = document.positionAt(Math.min(start, bodyStart));
	const range = new vscode.Range(line, 0, line, 0);
	const { t } = vscode.l10n;
	if (facts.arn === undefined) {
		// a name that the code computes whole fits everything: that is nothing to say
		return /[/]\*(?:[/]|$)/.test(pattern)
			? undefined
			: new vscode.CodeLens(range, {
					title: ambiguousTitle(choices(facts.match).length, t),
					command: Command.chooseResource,
					arguments: [document.uri.toString(), start],
				});
	}
	const title = lensTitle(facts, now, t);
	return title === undefined
		? undefined
		: new vscode.CodeLens(range, {
				title,
				tooltip: t('Show the history of this resource'),
				command: Command.showHistory,
				arguments: [facts.arn],
			});
}
