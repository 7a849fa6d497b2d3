import type { FileResources, FolderFile, LocatedResource } from '../iac/codeReader.ts';
import type { CodeContext, CodeResource } from '../iac/codeResource.ts';
import { detectResources } from '../iac/detect.ts';
import type { Grammars } from '../iac/grammars.ts';
import { CodeFolder, type FolderText } from './codeFolder.ts';

export interface CodeFoldersOptions {
	readonly grammars: Grammars;
	/** A file could not be read; it counts as empty. */
	readonly onFailed: (fileName: string, error: unknown) => void;
}

/** What the files of the workspace hold, and what those of a folder say about each other. */
export class CodeFolders {
	readonly #options: CodeFoldersOptions;
	readonly #folders = new Map<string, CodeFolder>();

	constructor(options: CodeFoldersOptions) {
		this.#options = options;
	}

	/** What a file's neighbours say about it; the same object until they say otherwise. */
	async contextOf(folder: string | undefined, fileName: string): Promise<CodeContext> {
		const known = folder === undefined ? undefined : this.#folders.get(folder);
		return known ? known.contextOf(fileName) : none;
	}

	/** Takes files that are new, changed or gone, one folder after the other. */
	async read(files: readonly FolderFile[]): Promise<readonly FileResources[]> {
		const byFolder = Map.groupBy(files, ({ folder }) => folder);
		const results: FileResources[] = [];
		for (const [name, some] of byFolder) {
			results.push(...(await this.#readFolder(this.#folderOf(name), some)));
		}
		return results;
	}

	async #readFolder(
		folder: CodeFolder,
		files: readonly FolderFile[],
	): Promise<readonly FileResources[]> {
		const contexts = new Map<string, CodeContext>();
		for (const [key, { fileName }] of folder.files) {
			contexts.set(key, await folder.contextOf(fileName));
		}
		const given = new Set(files.map(({ key }) => key));
		for (const file of files) {
			folder.set(file.key, textOf(file));
		}
		const results: FileResources[] = files
			.filter(({ bytes, contextOnly }) => !bytes || contextOnly)
			.map(({ key }) => ({ key, found: [] }));
		for (const [key, file] of [...folder.files].filter(([, { contextOnly }]) => !contextOnly)) {
			const context = await folder.contextOf(file.fileName);
			if (given.has(key) || contexts.get(key) !== context) {
				results.push({ key, found: await this.#detect(file, context) });
			}
		}
		return results;
	}

	#folderOf(name: string): CodeFolder {
		const known = this.#folders.get(name);
		if (known) {
			return known;
		}
		const folder = new CodeFolder(this.#options);
		this.#folders.set(name, folder);
		return folder;
	}

	async #detect(file: FolderText, context: CodeContext): Promise<readonly LocatedResource[]> {
		// documents that somebody looks at come in between
		await new Promise((resolve) => setImmediate(resolve));
		try {
			const found = await detectResources(this.#options.grammars, file, context);
			return located(file.text, found);
		} catch (error) {
			this.#options.onFailed(file.fileName, error);
			return [];
		}
	}
}

const none: CodeContext = {};

function textOf(file: FolderFile): FolderText | undefined {
	const { bytes, fileName, contextOnly = false } = file;
	return bytes && { text: new TextDecoder().decode(bytes), fileName, contextOnly };
}

/** Without their properties: whoever looks through a workspace asks for places only. */
function located(text: string, found: readonly CodeResource[]): readonly LocatedResource[] {
	const starts = [0];
	for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) {
		starts.push(index + end.length);
	}
	const lineOf = (offset: number): number => {
		let [low, high] = [0, starts.length - 1];
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			[low, high] = (starts[middle] ?? 0) <= offset ? [middle, high] : [low, middle - 1];
		}
		return low;
	};
	return found.map(({ properties: _, ...resource }) => {
		const [line, endLine] = [lineOf(resource.start), lineOf(resource.end)];
		return {
			resource,
			line,
			character: resource.start - (starts[line] ?? 0),
			endLine,
			endCharacter: resource.end - (starts[endLine] ?? 0),
		};
	});
}
