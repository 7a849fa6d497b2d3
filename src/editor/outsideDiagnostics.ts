import * as vscode from 'vscode';
import { isCancellation } from '../model/errors.ts';
import { Debounced } from '../sidebar/debounce.ts';
import { isCode } from './codeScheme.ts';
import { type DefinitionFacts, definitionFacts } from './definitionFacts.ts';
import type { CodeDeps } from './editorDeps.ts';
import { outsideText } from './outsideText.ts';
import { whileEnabled } from './whileEnabled.ts';

/** Reports definitions of open documents that were changed outside code, where that is wanted. */
export function registerOutsideDiagnostics(deps: CodeDeps): vscode.Disposable {
	return whileEnabled(
		({ diagnosticsEnabled }) => diagnosticsEnabled,
		() => new OutsideDiagnostics(deps),
	);
}

class OutsideDiagnostics implements vscode.Disposable {
	readonly #deps: CodeDeps;
	readonly #collection = vscode.languages.createDiagnosticCollection('imageBuilderHistory');
	readonly #all = new Debounced(() => this.#updateAll(), 300);
	readonly #disposables: { dispose(): unknown }[];
	#disposed = false;

	constructor(deps: CodeDeps) {
		this.#deps = deps;
		this.#disposables = [
			this.#collection,
			this.#all,
			deps.onDidChange(() => this.#all.run()),
			vscode.workspace.onDidOpenTextDocument((document) => this.#later(document)),
			// what programs print is a document too
			vscode.workspace.onDidChangeTextDocument(({ document }) => this.#later(document)),
			vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#collection.delete(uri)),
		];
		this.#all.run();
	}

	dispose(): void {
		this.#disposed = true;
		for (const one of this.#disposables) {
			one.dispose();
		}
	}

	#later(document: vscode.TextDocument): void {
		if (isCode(document)) {
			this.#all.run();
		}
	}

	#updateAll(): void {
		for (const document of vscode.workspace.textDocuments.filter(isCode)) {
			void this.#update(document);
		}
	}

	async #update(document: vscode.TextDocument): Promise<void> {
		const { version } = document;
		const isStale = () => this.#disposed || document.isClosed || document.version !== version;
		try {
			const found = await definitionFacts(this.#deps, document, isStale);
			if (!isStale()) {
				const now = Date.now();
				this.#collection.set(
					document.uri,
					found.flatMap((one) => diagnosticOf(document, one, now) ?? []),
				);
			}
		} catch (error) {
			if (!isCancellation(error)) {
				this.#deps.log.error(error instanceof Error ? error : String(error));
			}
		}
	}
}

function diagnosticOf(
	document: vscode.TextDocument,
	{ definition, facts }: DefinitionFacts,
	now: number,
): vscode.Diagnostic | undefined {
	if (facts.arn === undefined || facts.verdict?.kind !== 'outside') {
		return undefined;
	}
	const { start, end } = definition;
	const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
	const diagnostic = new vscode.Diagnostic(
		range,
		outsideText(facts.verdict, now, vscode.l10n.t),
		vscode.DiagnosticSeverity.Information,
	);
	diagnostic.source = vscode.l10n.t('Image Builder History');
	diagnostic.code = 'outside-code';
	return diagnostic;
}
