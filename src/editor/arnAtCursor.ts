import * as vscode from 'vscode';
import { arnAt } from './arnAt.ts';
import { targetAt } from './codeTarget.ts';
import type { CodeDeps } from './editorDeps.ts';
import { choiceKey } from './resourceChoices.ts';

/** The ARN, or pattern of one, of what the code at the cursor of the active editor names. */
export async function arnAtCursor({
	codeIndex,
	codeHistory,
}: Pick<CodeDeps, 'codeIndex' | 'codeHistory'>): Promise<string | undefined> {
	const editor = vscode.window.activeTextEditor;
	if (!editor) {
		return undefined;
	}
	const { document, selection } = editor;
	const { line, character } = selection.active;
	const spelled = arnAt(document.lineAt(line).text, character)?.pattern;
	const resources = await codeIndex.resourcesIn(document);
	const offset = document.offsetAt(selection.active);
	const target =
		resources.length === 0 ? undefined : targetAt(resources, document.getText(), offset);
	if (!target || target.resource.form === 'arn') {
		return target?.resource.pattern ?? spelled;
	}
	const { resource } = target;
	const facts = await codeHistory.facts(resource, choiceKey(document.uri, resource));
	return facts?.arn ?? resource.pattern ?? spelled;
}
