import * as vscode from 'vscode';

/** Texts that are shown as read-only documents of one scheme. */
export class ShownTexts implements vscode.Disposable {
	readonly #scheme: string;
	readonly #texts = new Map<string, string>();
	readonly #registration: vscode.Disposable;

	constructor(scheme: string) {
		this.#scheme = scheme;
		this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
			provideTextDocumentContent: (uri) => this.#texts.get(uri.query) ?? '',
		});
	}

	/** @param path its end is the title, and tells the language: `/Query.sql` */
	async show(path: string, text: string): Promise<void> {
		const query = String(this.#texts.size + 1);
		this.#texts.set(query, text);
		const uri = vscode.Uri.from({ scheme: this.#scheme, path, query });
		await vscode.window.showTextDocument(uri, { preview: true });
	}

	dispose(): void {
		this.#registration.dispose();
		this.#texts.clear();
	}
}
