import { CodeDocument } from '../iac/codeDocument.ts';
import type { DocumentState } from '../iac/codeReader.ts';
import type { CodeContext, CodeResource } from '../iac/codeResource.ts';
import { withArns } from '../iac/detect.ts';
import type { Grammars } from '../iac/grammars.ts';
import { applyEdits } from '../iac/textEdit.ts';

/** What is kept of documents; whoever asks for another one sends its text again. */
const maxDocuments = 32;
const maxCharacters = 20_000_000;

interface Entry {
	readonly code: CodeDocument;
	readonly context: CodeContext;
	readonly version: number;
}

export interface CodeDocumentsOptions {
	readonly grammars: Grammars;
	/** What the other files of a folder say; another object as soon as they say otherwise. */
	readonly contextOf: (folder: string | undefined, fileName: string) => Promise<CodeContext>;
	/** A document could not be read; its plain ARNs are found all the same. */
	readonly onFailed: (fileName: string, error: unknown) => void;
}

/** Open documents with their syntax trees: those asked for last. */
export class CodeDocuments {
	readonly #options: CodeDocumentsOptions;
	/** Asked for longest ago first. */
	readonly #entries = new Map<string, Entry>();
	readonly #turns = new Map<string, Promise<unknown>>();

	constructor(options: CodeDocumentsOptions) {
		this.#options = options;
	}

	/**
	 * Definitions and mentions at the version of `state`; undefined where its edits have no ground.
	 * Questions about one document are answered one after the other, so that each sees its own text.
	 */
	read(state: DocumentState): Promise<readonly CodeResource[] | undefined> {
		return this.#inTurn(state.key, () => this.#read(state));
	}

	async forget(key: string): Promise<void> {
		await this.#inTurn(key, async () => this.#drop(key));
	}

	async #read(state: DocumentState): Promise<readonly CodeResource[] | undefined> {
		const { key, version, length, fileName } = state;
		const context = await this.#options.contextOf(state.folder, fileName);
		const code = this.#changed(state, context);
		if (code?.text.length !== length) {
			this.#drop(key);
			return undefined;
		}
		this.#entries.delete(key);
		this.#entries.set(key, { code, context, version });
		try {
			return await code.resources();
		} catch (error) {
			this.#options.onFailed(fileName, error);
			// a detector that failed half-way is not asked again
			this.#drop(key);
			return withArns(code.text, []);
		} finally {
			this.#dropOldest();
		}
	}

	/** The document with the change; undefined where the change belongs to another text. */
	#changed(state: DocumentState, context: CodeContext): CodeDocument | undefined {
		const { key, change, fileName, languageId } = state;
		const known = this.#entries.get(key);
		if (typeof change !== 'string' && known?.version !== change.since) {
			return undefined;
		}
		const text =
			typeof change === 'string' ? change : applyEdits(known?.code.text ?? '', change.edits);
		if (known?.context === context) {
			known.code.update(text);
			return known.code;
		}
		known?.code.dispose();
		return new CodeDocument(this.#options.grammars, { text, fileName, languageId }, context);
	}

	#drop(key: string): void {
		this.#entries.get(key)?.code.dispose();
		this.#entries.delete(key);
	}

	#dropOldest(): void {
		let characters = 0;
		for (const { code } of this.#entries.values()) {
			characters += code.text.length;
		}
		for (const [key, { code }] of this.#entries) {
			if (
				this.#turns.has(key) ||
				(this.#entries.size <= maxDocuments && characters <= maxCharacters)
			) {
				continue;
			}
			characters -= code.text.length;
			this.#drop(key);
		}
	}

	async #inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
		const turn = (this.#turns.get(key) ?? Promise.resolve()).then(work, work);
		this.#turns.set(key, turn);
		try {
			return await turn;
		} finally {
			if (this.#turns.get(key) === turn) {
				this.#turns.delete(key);
			}
		}
	}
}
