import * as vscode from 'vscode';
import { isCancellation } from '../model/errors.ts';
import { Debounced } from '../sidebar/debounce.ts';
import { blameText } from './blameText.ts';
import { isCode } from './codeScheme.ts';
import { definitionAt, propertyAt } from './codeTarget.ts';
import type { CodeDeps } from './editorDeps.ts';
import { readProperty } from './hoverSections.ts';
import { choiceKey } from './resourceChoices.ts';
import { whileEnabled } from './whileEnabled.ts';

/** Who set the current line of a definition last, behind its end, where that is wanted. */
export function registerBlameLine(deps: CodeDeps): vscode.Disposable {
	return whileEnabled(
		({ blameEnabled }) => blameEnabled,
		() => new BlameLine(deps),
	);
}

class BlameLine implements vscode.Disposable {
	readonly #deps: CodeDeps;
	readonly #decoration = vscode.window.createTextEditorDecorationType({
		after: {
			margin: '0 0 0 3em',
			color: new vscode.ThemeColor('editorCodeLens.foreground'),
			fontStyle: 'normal',
		},
		rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
	});
	readonly #soon = new Debounced(() => void this.#update(), 120);
	readonly #disposables: { dispose(): unknown }[];
	#asked = 0;

	constructor(deps: CodeDeps) {
		this.#deps = deps;
		const later = () => this.#later();
		this.#disposables = [
			this.#decoration,
			this.#soon,
			deps.onDidChange(later),
			vscode.window.onDidChangeActiveTextEditor(later),
			vscode.window.onDidChangeTextEditorSelection(later),
			vscode.workspace.onDidChangeTextDocument(
				({ document }) => document === vscode.window.activeTextEditor?.document && this.#later(),
			),
		];
		this.#later();
	}

	dispose(): void {
		this.#asked++;
		for (const one of this.#disposables) {
			one.dispose();
		}
	}

	/** What stands there may be of another line. */
	#later(): void {
		this.#asked++;
		this.#soon.run();
	}

	async #update(): Promise<void> {
		const asked = ++this.#asked;
		const editor = vscode.window.activeTextEditor;
		if (!editor) {
			return;
		}
		const { line } = editor.selection.active;
		try {
			const text = isCode(editor.document) ? await this.#textOf(editor.document, line) : undefined;
			if (asked !== this.#asked) {
				return;
			}
			const end = editor.document.lineAt(line).range.end;
			const renderOptions = { after: { contentText: text ?? '' } };
			const range = new vscode.Range(end, end);
			editor.setDecorations(this.#decoration, text === undefined ? [] : [{ range, renderOptions }]);
		} catch (error) {
			if (!isCancellation(error)) {
				this.#deps.log.error(error instanceof Error ? error : String(error));
			}
		}
	}

	async #textOf(document: vscode.TextDocument, line: number): Promise<string | undefined> {
		const { codeIndex, codeHistory } = this.#deps;
		const resources = await codeIndex.resourcesIn(document);
		if (resources.length === 0 || line >= document.lineCount) {
			return undefined;
		}
		const { range, firstNonWhitespaceCharacterIndex: indent } = document.lineAt(line);
		const offset = document.offsetAt(range.start) + indent;
		const definition =
			definitionAt(resources, offset) ?? definitionAt(resources, document.offsetAt(range.end));
		const facts =
			definition && (await codeHistory.facts(definition, choiceKey(document.uri, definition)));
		if (!definition || facts?.arn === undefined) {
			return undefined;
		}
		const property = propertyAt(definition, offset);
		const set = property && readProperty(property, await codeHistory.settings(facts.arn));
		const isHead = document.positionAt(definition.start).line === line;
		return property || isHead
			? blameText(isHead ? undefined : set, facts, Date.now(), vscode.l10n.t)
			: undefined;
	}
}
