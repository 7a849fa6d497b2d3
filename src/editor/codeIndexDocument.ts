import type * as vscode from 'vscode';
import type { DocumentState } from '../iac/codeReader.ts';
import { mentionsImageBuilder } from '../iac/prefilter.ts';
import type { TextEdit } from '../iac/textEdit.ts';

/** Longest text that is looked into, UTF-16 code units; what programs print is looked into less. */
const maxLength = 5_000_000;
const maxPrinted = 500_000;
/** Beyond these the whole text is sent instead of what was typed. */
const maxEdits = 1000;
const maxEdited = 500_000;

let documents = 0;

/** An open document somebody asked about, and what the reader of code was told of it last. */
export class TrackedDocument {
	readonly document: vscode.TextDocument;
	readonly key: string;
	/** Can it hold anything? Undefined where its text has to be looked at. */
	#mentions: boolean | undefined;
	/** The version that the reader has; undefined where the whole text has to be sent. */
	#told: number | undefined;
	#edits: TextEdit[] = [];
	#edited = 0;
	#seen: { readonly version: number; readonly eol: vscode.EndOfLine };

	constructor(document: vscode.TextDocument) {
		this.document = document;
		this.key = `${++documents} ${document.uri.toString()}`;
		this.#seen = { version: document.version, eol: document.eol };
	}

	/** Did it, when last looked at, hold anything to read? */
	get mentions(): boolean {
		return this.#mentions === true;
	}

	/** Was the reader told of it? */
	get told(): boolean {
		return this.#told !== undefined;
	}

	/** Takes an edit; the document has it already. */
	changed(changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
		const { version, eol } = this.document;
		const isLost =
			eol !== this.#seen.eol || (changes.length === 0 && version !== this.#seen.version);
		this.#seen = { version, eol };
		if (isLost) {
			this.retell();
			return;
		}
		if (changes.length === 0) {
			return;
		}
		if (this.#mentions === false) {
			this.#mentions = this.#mayMention(changes) ? undefined : false;
			return;
		}
		for (const { rangeOffset, rangeLength, text } of changes) {
			this.#edits.push({ start: rangeOffset, end: rangeOffset + rangeLength, text });
			this.#edited += text.length;
		}
		if (this.#edits.length > maxEdits || this.#edited > maxEdited) {
			this.retell();
		}
	}

	/** The next state carries the whole text. */
	retell(): void {
		this.#told = undefined;
		this.#edits = [];
		this.#edited = 0;
		this.#mentions = undefined;
	}

	/** What to tell the reader of the document as it is now; undefined where it can hold nothing. */
	state(folder: string | undefined): DocumentState | undefined {
		const { document } = this;
		const length = lengthOf(document);
		if (this.#mentions === false || length > (isPrinted(document) ? maxPrinted : maxLength)) {
			return undefined;
		}
		const change = this.#change();
		if (change === undefined) {
			return undefined;
		}
		this.#told = document.version;
		this.#edits = [];
		this.#edited = 0;
		return {
			key: this.key,
			fileName: document.uri.path,
			languageId: document.languageId,
			version: document.version,
			length,
			change,
			...(folder !== undefined && { folder }),
		};
	}

	#change(): DocumentState['change'] | undefined {
		if (this.#told !== undefined) {
			return { since: this.#told, edits: this.#edits };
		}
		const text = this.document.getText();
		this.#mentions = mentionsImageBuilder(text);
		return this.#mentions ? text : undefined;
	}

	/** Looks at the changed lines only: a word never goes over the end of a line. */
	#mayMention(changes: readonly vscode.TextDocumentContentChangeEvent[]): boolean {
		const [change] = changes;
		if (!change || changes.length > 1) {
			// the lines of one change are moved by another
			return true;
		}
		const first = change.range.start.line;
		const last = first + (change.text.match(/\n|\r\n?/g)?.length ?? 0);
		const { document } = this;
		return (
			mentionsImageBuilder(change.text) ||
			[first, last].some(
				(line) => line < document.lineCount && mentionsImageBuilder(document.lineAt(line).text),
			)
		);
	}
}

/** Without putting the whole text together. */
function lengthOf(document: vscode.TextDocument): number {
	return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}

function isPrinted({ languageId, uri }: vscode.TextDocument): boolean {
	return uri.scheme === 'output' || languageId === 'log' || languageId === 'Log';
}
