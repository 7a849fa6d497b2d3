import { Language, Parser, Query } from 'web-tree-sitter';

export const grammarNames = ['hcl', 'python', 'typescript', 'yaml'] as const;

/** A grammar of tree-sitter; `typescript` reads JavaScript too. */
export type GrammarName = (typeof grammarNames)[number];

/** Languages whose constructs are found by a query. */
export type QueryName = Exclude<GrammarName, 'yaml'>;

/** A binary to load: a grammar's, or tree-sitter's own. */
export type WasmName = GrammarName | 'tree-sitter';

/** Where binaries and query texts come from; only the composition knows. */
export interface GrammarFiles {
	/** Contents of the `.wasm` file. */
	load(name: WasmName): Promise<Uint8Array>;
	/** Contents of `queries/<name>.scm`; YAML has none. */
	query(name: QueryName): Promise<string>;
}

export interface Grammar {
	readonly parser: Parser;
	readonly query?: Query;
}

/** Loads each grammar on first need and keeps it. */
export class Grammars {
	readonly #files: GrammarFiles;
	readonly #loaded = new Map<GrammarName, Promise<Grammar>>();
	#runtime: Promise<void> | undefined;

	constructor(files: GrammarFiles) {
		this.#files = files;
	}

	/** @throws what `GrammarFiles` throws; the next call tries again. */
	get(name: GrammarName): Promise<Grammar> {
		const known = this.#loaded.get(name);
		if (known) {
			return known;
		}
		const loading = this.#load(name);
		this.#loaded.set(name, loading);
		loading.catch(() => this.#loaded.delete(name));
		return loading;
	}

	async #load(name: GrammarName): Promise<Grammar> {
		this.#runtime ??= this.#start();
		await this.#runtime;
		const [wasm, source] = await Promise.all([
			this.#files.load(name),
			name === 'yaml' ? undefined : this.#files.query(name),
		]);
		const language = await Language.load(wasm);
		const parser = new Parser();
		parser.setLanguage(language);
		return { parser, ...(source !== undefined && { query: new Query(language, source) }) };
	}

	async #start(): Promise<void> {
		try {
			await Parser.init({ wasmBinary: await this.#files.load('tree-sitter') });
		} catch (error) {
			this.#runtime = undefined;
			throw error;
		}
	}
}
