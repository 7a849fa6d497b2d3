import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';

const endings: Readonly<Record<string, string>> = {
	javascript: 'js',
	json: 'json',
	markdown: 'md',
	python: 'py',
	terraform: 'tf',
	typescript: 'ts',
	yaml: 'yaml',
};

let folder: string | undefined;
let count = 0;

/**
 * A document outside of the workspace, of a file that no other test had. (VS Code gives untitled
 * documents that come in quick succession the same URI, and then now and then the older text.)
 */
export async function freshDocument({
	content,
	language,
}: {
	readonly content: string;
	readonly language?: string;
}): Promise<vscode.TextDocument> {
	folder ??= newFolder();
	const file = join(folder, `fresh-${++count}.${endings[language ?? ''] ?? 'txt'}`);
	writeFileSync(file, content);
	const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
	return language === undefined || document.languageId === language
		? document
		: vscode.languages.setTextDocumentLanguage(document, language);
}

function newFolder(): string {
	const made = mkdtempSync(join(tmpdir(), 'ibh-fresh-'));
	process.once('exit', () => rmSync(made, { recursive: true, force: true }));
	return made;
}
