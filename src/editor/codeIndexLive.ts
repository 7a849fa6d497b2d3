import * as vscode from 'vscode';
import type { CodeReader } from '../iac/codeReader.ts';
import type { CodeResource } from '../iac/codeResource.ts';
import { parseArn } from '../model/arn.ts';
import type { Log } from '../vscode/log.ts';
import type { CodeIndex, PlacedResource } from './codeIndex.ts';
import { CodeIndexDocuments } from './codeIndexDocuments.ts';
import { openCode } from './codeIndexOpen.ts';
import { CodeIndexPatterns } from './codeIndexPatterns.ts';
import type { WorkspaceIndex } from './workspaceIndex.ts';

/** Edits and changes of files are told at most this often. */
const quietMilliseconds = 300;
/** A slow file system does not keep a document waiting for its neighbours any longer. */
const neighbourMilliseconds = 1000;

export interface LiveCodeIndexOptions {
	readonly reader: CodeReader;
	readonly log: Log;
}

/** The code of this window: open documents as they are, all other files as they are on disk. */
export class LiveCodeIndex implements CodeIndex, vscode.Disposable {
	readonly #options: LiveCodeIndexOptions;
	readonly #documents: CodeIndexDocuments;
	readonly #changed = new vscode.EventEmitter<void>();
	#starting: Promise<WorkspaceIndex | undefined> | undefined;
	#workspace: WorkspaceIndex | undefined;
	#timer: NodeJS.Timeout | undefined;
	#patterns: CodeIndexPatterns<PlacedResource> | undefined;
	/** Answers that hold as long as the patterns do: a tree asks for all its rows again and again. */
	readonly #defined = new Map<string, boolean>();
	#disposed = false;

	readonly onDidChange = this.#changed.event;

	constructor(options: LiveCodeIndexOptions) {
		this.#options = options;
		this.#documents = new CodeIndexDocuments({
			reader: options.reader,
			folderOf: (document) => this.#folderOf(document),
			onEdited: () => this.#tellSoon(),
			log: options.log,
		});
	}

	resourcesIn(document: vscode.TextDocument): Promise<readonly CodeResource[]> {
		return this.#documents.resourcesIn(document);
	}

	async placesOf(arn: string): Promise<readonly PlacedResource[]> {
		await this.#readAll();
		const found = this.#known().matching(arn);
		const certain = found.filter(isTelling);
		return (certain.length > 0 ? certain : found).toSorted(byForm);
	}

	isDefined(arn: string): boolean | undefined {
		if (!vscode.workspace.workspaceFolders?.length) {
			return undefined;
		}
		if (!this.#workspace?.built) {
			void this.#start();
			return undefined;
		}
		const known = this.#defined.get(arn);
		if (known !== undefined) {
			return known;
		}
		const is = this.#known()
			.matching(arn)
			.some((place) => place.resource.form === 'definition' && isTelling(place));
		this.#defined.set(arn, is);
		return is;
	}

	async definitions(): Promise<readonly PlacedResource[]> {
		await this.#readAll();
		return this.#places().filter(({ resource }) => resource.form === 'definition');
	}

	dispose(): void {
		this.#disposed = true;
		clearTimeout(this.#timer);
		this.#documents.dispose();
		this.#workspace?.dispose();
		this.#changed.dispose();
	}

	/** The folder that says something about a document, once the reader of code knows it. */
	async #folderOf(document: vscode.TextDocument): Promise<string | undefined> {
		if (!vscode.workspace.getWorkspaceFolder(document.uri)) {
			return undefined;
		}
		const workspace = await this.#start();
		if (!workspace || !/\.(?:tf|tofu|tf\.json|ya?ml|json|template)$/i.test(document.uri.path)) {
			return undefined;
		}
		let timer: NodeJS.Timeout | undefined;
		await Promise.race([
			workspace.prepare(document.uri),
			new Promise((resolve) => {
				timer = setTimeout(resolve, neighbourMilliseconds);
			}),
		]);
		clearTimeout(timer);
		return vscode.Uri.joinPath(document.uri, '..').toString();
	}

	/** Everything as it is now: files that changed a moment ago, and what is being typed. */
	async #readAll(): Promise<void> {
		await (await this.#start())?.ready();
		await Promise.all(openCode().map((document) => this.#documents.resourcesIn(document)));
		this.#forgetPatterns();
	}

	async #start(): Promise<WorkspaceIndex | undefined> {
		this.#starting ??= this.#load();
		try {
			return await this.#starting;
		} catch (error) {
			this.#options.log.warn(`The workspace is not read: ${String(error)}`);
			return undefined;
		}
	}

	async #load(): Promise<WorkspaceIndex | undefined> {
		const { reader, log } = this.#options;
		const { WorkspaceIndex } = await import('./workspaceIndex.ts');
		if (this.#disposed) {
			return undefined;
		}
		this.#workspace = new WorkspaceIndex({
			reader,
			log,
			onChanged: (folder) => {
				this.#documents.invalidate(
					({ uri }) => vscode.Uri.joinPath(uri, '..').toString() === folder,
				);
				this.#tellSoon();
			},
			onBuilt: () => this.#tellSoon(),
		});
		return this.#workspace;
	}

	#forgetPatterns(): void {
		this.#patterns = undefined;
		this.#defined.clear();
	}

	#known(): CodeIndexPatterns<PlacedResource> {
		if (!this.#patterns) {
			this.#patterns = new CodeIndexPatterns();
			for (const place of this.#places()) {
				const { pattern } = place.resource;
				if (pattern !== undefined) {
					this.#patterns.add(pattern, place);
				}
			}
		}
		return this.#patterns;
	}

	/** File by file; what is typed and not saved in the place of what is on disk. */
	#places(): readonly PlacedResource[] {
		const files = new Map<string, readonly PlacedResource[]>();
		for (const [key, found] of this.#workspace?.found ?? []) {
			const uri = vscode.Uri.parse(key);
			files.set(
				key,
				found.map((located) => ({ uri, ...located })),
			);
		}
		for (const document of openCode()) {
			const key = document.uri.toString();
			const found = this.#documents.latest(document);
			if (found && (document.isDirty || !files.has(key))) {
				files.set(
					key,
					found.map((resource) => placed(document, resource)),
				);
			}
		}
		return [...files].sort(([one], [other]) => (one < other ? -1 : 1)).flatMap(([, all]) => all);
	}

	#tellSoon(): void {
		this.#timer ??= setTimeout(() => void this.#tell(), quietMilliseconds);
	}

	async #tell(): Promise<void> {
		this.#timer = undefined;
		const typed = openCode().filter((document) => this.#documents.latest(document));
		await Promise.all(typed.map((document) => this.#documents.resourcesIn(document)));
		this.#forgetPatterns();
		if (!this.#disposed) {
			this.#changed.fire();
		}
	}
}

function placed(document: vscode.TextDocument, resource: CodeResource): PlacedResource {
	const start = document.positionAt(resource.start);
	const end = document.positionAt(resource.end);
	return {
		...{ uri: document.uri, resource },
		...{ line: start.line, character: start.character },
		...{ endLine: end.line, endCharacter: end.character },
	};
}

/** Code of whose name nothing is known may mean any resource of its kind, and tells nothing. */
function isTelling({ resource }: PlacedResource): boolean {
	return resource.form === 'arn' || parseArn(resource.pattern ?? '')?.name !== '*';
}

function byForm(one: PlacedResource, other: PlacedResource): number {
	return Number(one.resource.form !== 'definition') - Number(other.resource.form !== 'definition');
}
