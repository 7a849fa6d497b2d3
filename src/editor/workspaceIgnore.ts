import ignore, { type Ignore } from 'ignore';
import * as vscode from 'vscode';

/** Folders above the workspace in which its repository may begin. */
const maxParents = 12;
const maxFiles = 500;
const maxSize = 200_000;

/** What the `.gitignore` files of a workspace folder, and of its repository above, keep out. */
export class WorkspaceIgnore {
	/** By the path of the folder that a file of rules is in. */
	readonly #rules: ReadonlyMap<string, Ignore>;
	readonly #root: string;
	readonly #folders = new Map<string, boolean>();

	private constructor(rules: ReadonlyMap<string, Ignore>, root: string) {
		this.#rules = rules;
		this.#root = root;
	}

	/** @param exclude glob of folders that are not looked into at all */
	static async read(folder: vscode.WorkspaceFolder, exclude: string): Promise<WorkspaceIgnore> {
		const below = await vscode.workspace.findFiles(
			new vscode.RelativePattern(folder, '**/.gitignore'),
			exclude,
			maxFiles,
		);
		const rules = new Map<string, Ignore>();
		for (const uri of [...(await rulesAbove(folder.uri)), ...below]) {
			const text = await readText(uri);
			if (text !== undefined) {
				rules.set(parentOf(uri.path), ignore({ allowRelativePaths: true }).add(text));
			}
		}
		return new WorkspaceIgnore(rules, folder.uri.path);
	}

	/** Does git leave this file of the workspace folder out? */
	ignores(path: string): boolean {
		return this.ignoresFolder(parentOf(path)) || this.#isIgnored(path, '');
	}

	/** What is in a folder that is left out cannot be taken in again: git does not look there. */
	ignoresFolder(path: string): boolean {
		if (path.length <= this.#root.length || !path.startsWith(this.#root)) {
			return false;
		}
		const known = this.#folders.get(path);
		if (known !== undefined) {
			return known;
		}
		const is = this.ignoresFolder(parentOf(path)) || this.#isIgnored(path, '/');
		this.#folders.set(path, is);
		return is;
	}

	/** The nearer rules have the last word. */
	#isIgnored(path: string, slash: '' | '/'): boolean {
		for (let folder = parentOf(path); ; folder = parentOf(folder)) {
			const rules = this.#rules.get(folder);
			if (rules) {
				const below = path.slice(folder === '/' ? 1 : folder.length + 1);
				const { ignored, unignored } = rules.test(below + slash);
				if (ignored || unignored) {
					return ignored;
				}
			}
			if (folder === '/' || folder === '') {
				return false;
			}
		}
	}
}

/** `.gitignore` files above a folder, up to where its repository begins; none without one. */
async function rulesAbove(folder: vscode.Uri): Promise<readonly vscode.Uri[]> {
	const found: vscode.Uri[] = [];
	let at = folder;
	for (let depth = 0; depth < maxParents; depth++) {
		if (await exists(vscode.Uri.joinPath(at, '.git'))) {
			return found;
		}
		const above = vscode.Uri.joinPath(at, '..');
		if (above.path === at.path) {
			return [];
		}
		found.push(vscode.Uri.joinPath(above, '.gitignore'));
		at = above;
	}
	return [];
}

async function exists(uri: vscode.Uri): Promise<boolean> {
	try {
		await vscode.workspace.fs.stat(uri);
		return true;
	} catch {
		return false;
	}
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
	try {
		const { size } = await vscode.workspace.fs.stat(uri);
		return size > maxSize
			? undefined
			: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
	} catch {
		return undefined;
	}
}

function parentOf(path: string): string {
	return path.slice(0, path.lastIndexOf('/')) || (path.startsWith('/') && path !== '/' ? '/' : '');
}
