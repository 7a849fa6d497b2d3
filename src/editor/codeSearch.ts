import * as vscode from 'vscode';
import { mentionFinder } from './mentions.ts';

/** Caps of a search through the workspace. */
const maxFiles = 5000;
const maxFileSize = 1_000_000;
const maxLocations = 500;
const filesAtOnce = 8;
/** Code of others. */
const dependencies = '**/{node_modules,.git,.terraform,cdk.out}/**';

export interface CodeSearch {
	readonly locations: readonly vscode.Location[];
	/** Not every file was looked into. */
	readonly cut: boolean;
}

/** ARNs of a resource in open documents and in the files of the workspace. */
export async function searchCode(
	arn: string,
	token: vscode.CancellationToken,
): Promise<CodeSearch> {
	const find = mentionFinder(arn);
	const locations: vscode.Location[] = [];
	const seen = new Set<string>();
	for (const document of openCode()) {
		seen.add(document.uri.toString());
		locations.push(...mentionsIn(document, find));
	}
	// VS Code applies `files.exclude` besides
	const files = await vscode.workspace.findFiles('**/*', dependencies, maxFiles, token);
	const unseen = files.filter((uri) => !seen.has(uri.toString())).sort(byPath);
	for (let at = 0; at < unseen.length && locations.length < maxLocations; at += filesAtOnce) {
		if (token.isCancellationRequested) {
			return { locations, cut: true };
		}
		const found = await Promise.all(
			unseen.slice(at, at + filesAtOnce).map((uri) => mentionsInFile(uri, find)),
		);
		locations.push(...found.flat());
	}
	return { locations, cut: files.length === maxFiles || locations.length >= maxLocations };
}

/**
 * Documents that people see or have not saved. VS Code holds others too, whose files may be gone;
 * and documents that only show a record are no code.
 */
function openCode(): readonly vscode.TextDocument[] {
	const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
	const shown = new Set(
		tabs.flatMap(({ input }) =>
			input instanceof vscode.TabInputText ? [input.uri.toString()] : [],
		),
	);
	return vscode.workspace.textDocuments.filter(
		({ isDirty, uri }) =>
			['file', 'untitled', 'vscode-remote'].includes(uri.scheme) &&
			(isDirty || shown.has(uri.toString())),
	);
}

function mentionsIn(
	document: vscode.TextDocument,
	find: ReturnType<typeof mentionFinder>,
): readonly vscode.Location[] {
	return find(document.getText()).map(
		({ start, end }) =>
			new vscode.Location(
				document.uri,
				new vscode.Range(document.positionAt(start), document.positionAt(end)),
			),
	);
}

async function mentionsInFile(
	uri: vscode.Uri,
	find: ReturnType<typeof mentionFinder>,
): Promise<readonly vscode.Location[]> {
	try {
		const { size } = await vscode.workspace.fs.stat(uri);
		if (size > maxFileSize) {
			return [];
		}
		const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
		// most files never name one: no document is opened for them
		return find(text).length === 0
			? []
			: mentionsIn(await vscode.workspace.openTextDocument(uri), find);
	} catch {
		// gone in the meantime, or binary
		return [];
	}
}

function byPath(one: vscode.Uri, other: vscode.Uri): number {
	return one.path < other.path ? -1 : 1;
}
