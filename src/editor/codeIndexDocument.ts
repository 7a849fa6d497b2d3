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
	#text: { readonly version: number; readonly text: string } | undefined;
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

	/** Is there anything in it to ask the reader about? */
	mayHold(): boolean {
		const { document } = this;
		if (lengthOf(document) > (isPrinted(document) ? maxPrinted : maxLength)) {
			return false;
		}
		if (this.#mentions === undefined) {
			const text = document.getText();
			this.#mentions = mentionsImageBuilder(text);
			this.#text = this.#mentions ? { version: document.version, text } : undefined;
		}
		return this.#mentions;
	}

	/** What to tell the reader of the document as it is now. */
	state(folder: string | undefined): DocumentState {
		const { document } = this;
		const { version, languageId, uri } = document;
		const change =
			this.#told === undefined ? this.#wholeText() : { since: this.#told, edits: this.#edits };
		this.#told = version;
		this.#text = undefined;
		this.#edits = [];
		this.#edited = 0;
		return {
			...{ key: this.key, fileName: uri.path, languageId, version },
			...{ length: lengthOf(document), change },
			...(folder !== undefined && { folder }),
		};
	}

	/** Put together once a version. */
	#wholeText(): string {
		return this.#text?.version === this.document.version
			? this.#text.text
			: this.document.getText();
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
