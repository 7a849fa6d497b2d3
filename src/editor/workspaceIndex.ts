import * as vscode from 'vscode';
import type { CodeReader, LocatedResource } from '../iac/codeReader.ts';
import type { Log } from '../vscode/log.ts';
import { type WorkspaceFile, WorkspaceFinder } from './workspaceFiles.ts';
import { companion, type FolderChange, WorkspaceFolderFiles } from './workspaceFolder.ts';
import { type WorkspaceChanges, watchWorkspace } from './workspaceWatcher.ts';

/** Where more appear at once, looking at everything is simpler. */
const maxCreated = 50;
const maxNeighbours = 200;

export interface WorkspaceIndexOptions {
	readonly reader: CodeReader;
	readonly log: Log;
	/** Files of a folder hold something else than before, or say something else. */
	readonly onChanged: (folder: string) => void;
	/** All was read. */
	readonly onBuilt: () => void;
}

/** What the files of the workspace hold, as they are on disk. Begins to read when it is made. */
export class WorkspaceIndex {
	readonly #options: WorkspaceIndexOptions;
	readonly #finder = new WorkspaceFinder();
	readonly #folders = new Map<string, WorkspaceFolderFiles>();
	readonly #found = new Map<string, readonly LocatedResource[]>();
	readonly #watching: vscode.Disposable;
	/** Folders whose files say what they can about each other already. */
	readonly #prepared = new Set<string>();
	/** Everything that was asked for so far, one after the other. */
	#turn: Promise<void>;
	#built = false;
	#disposed = false;

	constructor(options: WorkspaceIndexOptions) {
		this.#options = options;
		this.#watching = watchWorkspace((changes) => {
			this.#turn = this.#turn.then(() => this.#attempt(() => this.#follow(changes)));
		});
		this.#turn = this.#attempt(() => this.#readAll());
	}

	/** Was all read once? */
	get built(): boolean {
		return this.#built;
	}

	/** Resolves when all that was noticed so far is read. */
	ready(): Promise<void> {
		return this.#turn;
	}

	/** By URI. */
	get found(): ReadonlyMap<string, readonly LocatedResource[]> {
		return this.#found;
	}

	/** Tells the reader what the neighbours of a file say about it, before all else is read. */
	async prepare(uri: vscode.Uri): Promise<void> {
		const key = folderKey(uri);
		if (this.#built || this.#prepared.has(key)) {
			return;
		}
		this.#prepared.add(key);
		try {
			const folder = vscode.Uri.joinPath(uri, '..');
			const files = (await vscode.workspace.fs.readDirectory(folder))
				.map(([name]) => vscode.Uri.joinPath(folder, name))
				.filter(({ path }) => path === uri.path || companion.test(path) || /\.tfstate$/i.test(path))
				.slice(0, maxNeighbours)
				.map((one) => ({ uri: one, contextOnly: true }));
			if (!this.#built) {
				await this.#update(key, files, new Set());
			}
		} catch {
			// no folder of files, or nobody may read it
		}
	}

	dispose(): void {
		this.#disposed = true;
		this.#watching.dispose();
	}

	async #attempt(work: () => Promise<void>): Promise<void> {
		if (this.#disposed) {
			return;
		}
		try {
			await work();
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			this.#options.log.warn(`The workspace's code was not read: ${reason}`);
		}
	}

	async #readAll(): Promise<void> {
		const started = Date.now();
		const { files, cut } = await this.#finder.all();
		const byFolder = Map.groupBy(files, ({ uri }) => folderKey(uri));
		for (const key of this.#folders.keys()) {
			byFolder.set(key, byFolder.get(key) ?? []);
		}
		const tooLarge: string[] = [];
		for (const [key, some] of byFolder) {
			if (this.#disposed) {
				return;
			}
			const change = await this.#update(key, some, new Set());
			tooLarge.push(...change.tooLarge);
		}
		this.#built = true;
		this.#options.onBuilt();
		this.#tellCaps(files.length, cut, tooLarge);
		const holding = [...this.#found.values()].filter((found) => found.length > 0).length;
		this.#options.log.info(
			`Read the workspace's code in ${Date.now() - started} ms: ${files.length} files, ${holding} with Image Builder resources.`,
		);
	}

	async #follow({ all, rules, changed, created, deleted }: WorkspaceChanges): Promise<void> {
		if (rules) {
			this.#finder.forgetRules();
		}
		const likely = await this.#finder.likely(created);
		if (all || rules || likely.length > maxCreated) {
			await this.#readAll();
			return;
		}
		const added = Map.groupBy(await this.#finder.among(likely), ({ uri }) => folderKey(uri));
		const isGone = ({ uri }: WorkspaceFile): boolean => deleted.size > 0 && within(uri, deleted);
		for (const [key, folder] of this.#folders) {
			const isTouched = folder.files.some(
				(file) => changed.has(file.uri.toString()) || isGone(file),
			);
			if (isTouched && !added.has(key)) {
				added.set(key, []);
			}
		}
		for (const [key, some] of added) {
			const kept = (this.#folders.get(key)?.files ?? []).filter((file) => !isGone(file));
			const files = new Map([...kept, ...some].map((file) => [file.uri.toString(), file]));
			await this.#update(key, [...files.values()], changed);
		}
	}

	async #update(
		key: string,
		files: readonly WorkspaceFile[],
		changed: ReadonlySet<string>,
	): Promise<FolderChange> {
		const folder = this.#folders.get(key) ?? new WorkspaceFolderFiles(this.#options.reader, key);
		this.#folders.set(key, folder);
		const change = await folder.update(files, changed);
		for (const [uri, found] of change.found) {
			if (found.length > 0) {
				this.#found.set(uri, found);
			} else {
				this.#found.delete(uri);
			}
		}
		if (folder.files.length === 0) {
			this.#folders.delete(key);
		}
		if (change.found.size > 0) {
			this.#options.onChanged(key);
		}
		return change;
	}

	#tellCaps(files: number, cut: boolean, tooLarge: readonly string[]): void {
		const { log } = this.#options;
		if (cut) {
			log.warn(
				`The workspace has more than ${files} files of code: the others are not looked into.`,
			);
		}
		if (tooLarge.length > 0) {
			const some = tooLarge.slice(0, 5).join(', ');
			log.info(`${tooLarge.length} files are too large to be looked into: ${some}`);
		}
	}
}

/** Is the file one of these, or in a folder of these? */
function within(uri: vscode.Uri, uris: ReadonlySet<string>): boolean {
	let at = uri.toString();
	for (let end = at.length; end > 0; end = at.lastIndexOf('/')) {
		at = at.slice(0, end);
		if (uris.has(at)) {
			return true;
		}
	}
	return false;
}

/** What all files of one folder have in common. */
function folderKey(uri: vscode.Uri): string {
	return vscode.Uri.joinPath(uri, '..').toString();
}
