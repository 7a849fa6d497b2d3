import * as vscode from 'vscode';
import type { CodeReader, FolderFile, LocatedResource } from '../iac/codeReader.ts';
import { bytesMentionImageBuilder } from '../iac/prefilter.ts';
import type { WorkspaceFile } from './workspaceFiles.ts';

const maxSize = 1_000_000;
const maxStateSize = 5_000_000;
const filesAtOnce = 16;

/** They may say something about their neighbours without ever naming Image Builder. */
export const companion =
	/(?:\.(?:tf|tofu|tfvars)|\/samconfig\.toml|[/.-](?:parameters|params)\.json)$/i;

/** A file as it was when it was last read. */
interface ReadFile extends WorkspaceFile {
	readonly modified: number;
	readonly size: number;
	readonly mentions: boolean;
	/** Does the reader have it? */
	readonly told: boolean;
}

export interface FolderChange {
	/** By URI. Only of files that were told now; empty where nothing is left. */
	readonly found: ReadonlyMap<string, readonly LocatedResource[]>;
	/** Files that were too large to be looked into. */
	readonly tooLarge: readonly string[];
}

/**
 * The files of one folder of the workspace. Reads what is new or changed; hands on what speaks of
 * Image Builder, and then also what its neighbours may say about it.
 */
export class WorkspaceFolderFiles {
	readonly #reader: CodeReader;
	readonly #key: string;
	readonly #files = new Map<string, ReadFile>();
	#turn: Promise<unknown> = Promise.resolve();

	constructor(reader: CodeReader, key: string) {
		this.#reader = reader;
		this.#key = key;
	}

	get files(): readonly WorkspaceFile[] {
		return [...this.#files.values()];
	}

	/**
	 * Brings all up to date.
	 * @param files those that are there; others are gone
	 * @param changed URIs of files to read whatever their time and size
	 */
	update(files: readonly WorkspaceFile[], changed: ReadonlySet<string>): Promise<FolderChange> {
		const work = () => this.#update(files, changed);
		const turn = this.#turn.then(work, work);
		this.#turn = turn;
		return turn;
	}

	async #update(
		files: readonly WorkspaceFile[],
		changed: ReadonlySet<string>,
	): Promise<FolderChange> {
		const telling: FolderFile[] = [];
		const tooLarge: string[] = [];
		const there = new Set(files.map(({ uri }) => uri.toString()));
		const gone = [...this.#files.keys()].filter((key) => !there.has(key));
		const held = new Map<string, Uint8Array>();
		for (let at = 0; at < files.length; at += filesAtOnce) {
			await Promise.all(
				files.slice(at, at + filesAtOnce).map(async (file) => {
					const key = file.uri.toString();
					const bytes = await this.#readIfNew(file, changed.has(key));
					if (bytes === 'gone') {
						gone.push(key);
					} else if (bytes === 'too large') {
						tooLarge.push(file.uri.path);
						gone.push(key);
					} else if (bytes !== 'same' && this.#mayBeTold(key)) {
						held.set(key, bytes);
					}
				}),
			);
		}
		for (const key of gone) {
			telling.push(...this.#goneFile(key));
		}
		telling.push(...(await this.#news(held)));
		if (telling.length === 0) {
			return { found: new Map(), tooLarge };
		}
		const answers = await this.#reader.readFiles(telling);
		for (const { key, bytes } of telling) {
			this.#mark(key, bytes !== undefined);
		}
		return { found: new Map(answers.map(({ key, found }) => [key, found])), tooLarge };
	}

	/** What the reader has not, or has otherwise. */
	async #news(held: ReadonlyMap<string, Uint8Array>): Promise<readonly FolderFile[]> {
		const isOfInterest = [...this.#files.values()].some(({ mentions }) => mentions);
		const news: FolderFile[] = [];
		for (const [key, file] of this.#files) {
			const isWanted = file.mentions || (isOfInterest && companion.test(file.uri.path));
			if (!isWanted) {
				news.push(...(file.told ? [this.#toldFile(file, undefined)] : []));
			} else if (held.has(key) || !file.told) {
				news.push(this.#toldFile(file, held.get(key) ?? (await readBytes(file.uri))));
			}
		}
		return news;
	}

	#mayBeTold(key: string): boolean {
		const file = this.#files.get(key);
		return file !== undefined && (file.mentions || companion.test(file.uri.path));
	}

	#toldFile({ uri, contextOnly, mentions }: ReadFile, bytes: Uint8Array | undefined): FolderFile {
		return {
			key: uri.toString(),
			folder: this.#key,
			fileName: uri.path,
			bytes,
			contextOnly: contextOnly || !mentions,
		};
	}

	#goneFile(key: string): readonly FolderFile[] {
		const file = this.#files.get(key);
		this.#files.delete(key);
		return file?.told ? [this.#toldFile(file, undefined)] : [];
	}

	#mark(key: string, told: boolean): void {
		const file = this.#files.get(key);
		if (file) {
			this.#files.set(key, { ...file, told });
		}
	}

	/** Contents of a file that is not known as it is. */
	async #readIfNew(
		file: WorkspaceFile,
		isChanged: boolean,
	): Promise<Uint8Array | 'same' | 'gone' | 'too large'> {
		const key = file.uri.toString();
		const known = this.#files.get(key);
		try {
			const { mtime, size, type } = await vscode.workspace.fs.stat(file.uri);
			if ((type & vscode.FileType.File) === 0) {
				return 'gone';
			}
			if (size > (/\.tfstate$/i.test(file.uri.path) ? maxStateSize : maxSize)) {
				return 'too large';
			}
			if (known && !isChanged && known.modified === mtime && known.size === size) {
				if (known.contextOnly !== file.contextOnly) {
					this.#files.set(key, { ...known, contextOnly: file.contextOnly, told: false });
				}
				return 'same';
			}
			const bytes = await vscode.workspace.fs.readFile(file.uri);
			const mentions = bytesMentionImageBuilder(bytes);
			const told = known?.told ?? false;
			this.#files.set(key, { ...file, modified: mtime, size, mentions, told });
			return bytes;
		} catch {
			// deleted in the meantime, or nobody may read it
			return 'gone';
		}
	}
}

async function readBytes(uri: vscode.Uri): Promise<Uint8Array | undefined> {
	try {
		return await vscode.workspace.fs.readFile(uri);
	} catch {
		return undefined;
	}
}
