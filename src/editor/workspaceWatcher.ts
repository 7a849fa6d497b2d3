import * as vscode from 'vscode';
import { isNeverRead, mayHoldCode } from './workspaceFiles.ts';

/** Changes within this time are taken together; a checkout of git brings thousands. */
const quietMilliseconds = 300;

/** What happened to the workspace's files. Texts are URIs. */
export interface WorkspaceChanges {
	readonly changed: ReadonlySet<string>;
	/** Files and folders. */
	readonly created: readonly vscode.Uri[];
	/** Files and folders. */
	readonly deleted: ReadonlySet<string>;
	/** Whole folders came or went. */
	readonly all: boolean;
	/** What is hidden may be another part now. */
	readonly rules: boolean;
}

/** Tells what happens to files that may hold code, and to the rules that hide files. */
export function watchWorkspace(onChange: (changes: WorkspaceChanges) => void): vscode.Disposable {
	let changed = new Set<string>();
	let created = new Map<string, vscode.Uri>();
	let deleted = new Set<string>();
	let [all, rules] = [false, false];
	let timer: NodeJS.Timeout | undefined;

	const soon = (): void => {
		timer ??= setTimeout(() => {
			timer = undefined;
			onChange({
				...{ changed, deleted, rules },
				created: [...created.values()],
				all,
			});
			[changed, created, deleted] = [new Set(), new Map(), new Set()];
			[all, rules] = [false, false];
		}, quietMilliseconds);
	};
	const notice = (uri: vscode.Uri, note: (key: string) => void): void => {
		if (isNeverRead(uri.path) || !vscode.workspace.getWorkspaceFolder(uri)) {
			return;
		}
		rules ||= uri.path.endsWith('/.gitignore');
		note(uri.toString());
		soon();
	};
	const onFile = (uri: vscode.Uri): void => {
		if (mayHoldCode(uri.path) || uri.path.endsWith('/.gitignore')) {
			notice(uri, (key) => changed.add(key));
		}
	};
	const onCreated = (uri: vscode.Uri): void =>
		notice(uri, (key) => {
			created.set(key, uri);
			changed.add(key);
			deleted.delete(key);
		});
	const onDeleted = (uri: vscode.Uri): void =>
		notice(uri, (key) => {
			created.delete(key);
			deleted.add(key);
		});

	// of a folder that is moved or deleted, only the folder itself is told
	const watcher = vscode.workspace.createFileSystemWatcher('**/*');
	return vscode.Disposable.from(
		watcher,
		watcher.onDidChange(onFile),
		watcher.onDidCreate(onCreated),
		watcher.onDidDelete(onDeleted),
		// what happens in this window is known at once, and also where nothing watches
		vscode.workspace.onDidSaveTextDocument(({ uri }) => onFile(uri)),
		vscode.workspace.onDidCreateFiles(({ files }) => files.forEach(onCreated)),
		vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach(onDeleted)),
		vscode.workspace.onDidRenameFiles(({ files }) => {
			for (const { oldUri, newUri } of files) {
				onDeleted(oldUri);
				onCreated(newUri);
			}
		}),
		vscode.workspace.onDidChangeWorkspaceFolders(() => {
			[all, rules] = [true, true];
			soon();
		}),
		vscode.workspace.onDidChangeConfiguration((event) => {
			if (
				event.affectsConfiguration('files.exclude') ||
				event.affectsConfiguration('search.exclude')
			) {
				rules = true;
				soon();
			}
		}),
		{ dispose: () => clearTimeout(timer) },
	);
}
