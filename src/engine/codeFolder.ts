import type { CodeContext } from '../iac/codeResource.ts';
import type { Grammars } from '../iac/grammars.ts';
import { isGivenTo, templateContext } from './codeParameters.ts';
import { isTerraform, saysOfTerraform, terraformContext } from './codeTerraform.ts';

/** A file as it was last told. */
export interface FolderText {
	readonly fileName: string;
	readonly text: string;
	/** Nobody asks what it holds itself. */
	readonly contextOnly: boolean;
}

export interface CodeFolderOptions {
	readonly grammars: Grammars;
	readonly onFailed: (fileName: string, error: unknown) => void;
}

interface Said {
	readonly text: string;
	readonly context: CodeContext;
}

/** The files of one folder that say something about each other. */
export class CodeFolder {
	readonly #options: CodeFolderOptions;
	readonly #files = new Map<string, FolderText>();
	/** By subject: all Terraform together, each template for itself. */
	readonly #contexts = new Map<string, Promise<CodeContext>>();
	readonly #said = new Map<string, Said>();

	constructor(options: CodeFolderOptions) {
		this.#options = options;
	}

	get files(): ReadonlyMap<string, FolderText> {
		return this.#files;
	}

	/** @param text undefined where the file is gone */
	set(key: string, text: FolderText | undefined): void {
		if (text) {
			this.#files.set(key, text);
		} else {
			this.#files.delete(key);
		}
		this.#contexts.clear();
	}

	/** What the others say about a file of this folder; the same object until they say otherwise. */
	contextOf(fileName: string): Promise<CodeContext> {
		const subject = isTerraform(fileName) ? '' : fileName;
		const known = this.#contexts.get(subject);
		if (known) {
			return known;
		}
		const context = this.#read(subject, fileName);
		this.#contexts.set(subject, context);
		return context;
	}

	async #read(subject: string, fileName: string): Promise<CodeContext> {
		const context = await this.#saidOf(fileName);
		const text = JSON.stringify(context, (_, value: unknown) =>
			value instanceof Map ? [...value] : value,
		);
		const said = this.#said.get(subject);
		if (said?.text === text) {
			return said.context;
		}
		this.#said.set(subject, { text, context });
		return context;
	}

	async #saidOf(fileName: string): Promise<CodeContext> {
		const files = [...this.#files.values()];
		try {
			return isTerraform(fileName)
				? await terraformContext(this.#options.grammars, files.filter(saysOfTerraform))
				: templateContext(
						fileName,
						files.filter((file) => isGivenTo(file.fileName, fileName)),
					);
		} catch (error) {
			this.#options.onFailed(fileName, error);
			return {};
		}
	}
}
