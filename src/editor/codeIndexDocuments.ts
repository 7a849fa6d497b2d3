import * as vscode from 'vscode';
import type { CodeReader } from '../iac/codeReader.ts';
import type { CodeResource } from '../iac/codeResource.ts';
import type { Log } from '../vscode/log.ts';
import { TrackedDocument } from './codeIndexDocument.ts';

/** A document that changes this often while it is read is answered as it was. */
const maxTries = 8;

interface Answer {
	readonly version: number;
	readonly resources: Promise<readonly CodeResource[]>;
}

export interface CodeIndexDocumentsOptions {
	readonly reader: CodeReader;
	/** The folder whose other files say something about the document, once they were told. */
	readonly folderOf: (document: vscode.TextDocument) => Promise<string | undefined>;
	/** A document that holds something was edited or closed. */
	readonly onEdited: () => void;
	readonly log: Log;
}

/** What open documents hold. Follows a document from the first question about it on. */
export class CodeIndexDocuments {
	readonly #options: CodeIndexDocumentsOptions;
	readonly #tracked = new Map<vscode.TextDocument, TrackedDocument>();
	readonly #answers = new WeakMap<TrackedDocument, Answer>();
	/** What was last found, for those who cannot wait. */
	readonly #latest = new WeakMap<TrackedDocument, readonly CodeResource[]>();
	readonly #listening: vscode.Disposable;

	constructor(options: CodeIndexDocumentsOptions) {
		this.#options = options;
		this.#listening = vscode.Disposable.from(
			vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
				const tracked = this.#tracked.get(document);
				tracked?.changed(contentChanges);
				if (tracked?.mentions && contentChanges.length > 0) {
					options.onEdited();
				}
			}),
			vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
		);
	}

	/** Definitions and mentions in the document as it is when this answers. Never rejects. */
	async resourcesIn(document: vscode.TextDocument): Promise<readonly CodeResource[]> {
		const tracked = this.#track(document);
		let found: readonly CodeResource[] = [];
		for (let tries = 0; tries < maxTries; tries++) {
			const answer = this.#answer(tracked);
			found = await answer.resources;
			if (document.version === answer.version) {
				break;
			}
		}
		if (document.isClosed) {
			this.#forget(document);
		}
		return found;
	}

	/** What was last found in a document; undefined where nobody asked. */
	latest(document: vscode.TextDocument): readonly CodeResource[] | undefined {
		const tracked = this.#tracked.get(document);
		return tracked && this.#latest.get(tracked);
	}

	/** The other files say something else now. */
	invalidate(isMeant: (document: vscode.TextDocument) => boolean): void {
		for (const [document, tracked] of this.#tracked) {
			if (isMeant(document)) {
				this.#answers.delete(tracked);
			}
		}
	}

	dispose(): void {
		this.#listening.dispose();
		this.#tracked.clear();
	}

	#track(document: vscode.TextDocument): TrackedDocument {
		const known = this.#tracked.get(document);
		if (known) {
			return known;
		}
		const tracked = new TrackedDocument(document);
		this.#tracked.set(document, tracked);
		return tracked;
	}

	/** One question a version, however many ask. */
	#answer(tracked: TrackedDocument): Answer {
		const { version } = tracked.document;
		const known = this.#answers.get(tracked);
		if (known?.version === version) {
			return known;
		}
		const answer = { version, resources: this.#ask(tracked) };
		this.#answers.set(tracked, answer);
		return answer;
	}

	async #ask(tracked: TrackedDocument): Promise<readonly CodeResource[]> {
		const { reader, folderOf, log } = this.#options;
		const { document } = tracked;
		for (const isLast of [false, true]) {
			try {
				const found = tracked.mayHold()
					? await reader.readDocument(tracked.state(await folderOf(document)))
					: [];
				if (found) {
					this.#latest.set(tracked, found);
					return found;
				}
				tracked.retell();
			} catch (error) {
				tracked.retell();
				if (isLast) {
					// the next question tries again
					this.#answers.delete(tracked);
					log.warn(`${document.uri.path} was not read: ${messageOf(error)}`);
				}
			}
		}
		return [];
	}

	#forget(document: vscode.TextDocument): void {
		const tracked = this.#tracked.get(document);
		this.#tracked.delete(document);
		if (tracked?.told) {
			// the thread may be gone, and the text with it
			this.#options.reader.forgetDocument(tracked.key).catch(() => undefined);
			this.#options.onEdited();
		}
	}
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
