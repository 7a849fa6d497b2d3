import * as vscode from 'vscode';
import { WorkspaceIgnore } from './workspaceIgnore.ts';

/** Templates and states come first where there are more files than are looked into. */
const templates = 'tf,tofu,tfvars,tfstate,template,yaml,yml,json';
const code = 'ts,tsx,mts,cts,js,mjs,cjs,py,md';
const isCode = new RegExp(
	`(?:\\.(?:${`${templates},${code}`.replaceAll(',', '|')})|/samconfig\\.toml)$`,
	'i',
);
/** Written by tools, code of others, and what is synthesised from code that is here too. */
const generated = [
	'node_modules',
	'.git',
	'.hg',
	'.svn',
	'.terraform',
	'cdk.out',
	'.venv',
	'__pycache__',
];
const isGenerated = new RegExp(
	`/(?:${generated.map((name) => name.replace('.', '\\.')).join('|')})/`,
);
/** People keep them out of git, yet they say what the code beside them comes to. */
const isKept = /\.(?:tfvars|tfstate)$/i;

const maxFiles = 5000;

/** A file that may be looked into. */
export interface WorkspaceFile {
	readonly uri: vscode.Uri;
	/** It says something of its neighbours only, since git leaves it out. */
	readonly contextOnly: boolean;
}

export interface WorkspaceFiles {
	readonly files: readonly WorkspaceFile[];
	/** There are more of them. */
	readonly cut: boolean;
}

/** Which files of the workspace are looked into: neither hidden by settings nor by git. */
export class WorkspaceFinder {
	readonly #ignores = new Map<string, Promise<WorkspaceIgnore>>();

	/** Rules of git or settings have changed. */
	forgetRules(): void {
		this.#ignores.clear();
	}

	async all(): Promise<WorkspaceFiles> {
		const files: WorkspaceFile[] = [];
		for (const endings of [`*.{${templates}}`, 'samconfig.toml', `*.{${code}}`]) {
			for (const folder of vscode.workspace.workspaceFolders ?? []) {
				// one more tells that there are more; those that git ignores do not count
				const found = await this.#find(folder, `**/${endings}`, maxFiles * 4);
				files.push(...found);
			}
		}
		const cut = files.length > maxFiles;
		return { files: cut ? files.slice(0, maxFiles) : files, cut };
	}

	/** Those of new files, and of files in new folders, that git does not leave out. */
	async likely(created: readonly vscode.Uri[]): Promise<readonly vscode.Uri[]> {
		const likely: vscode.Uri[] = [];
		for (const uri of created) {
			const folder = vscode.workspace.getWorkspaceFolder(uri);
			const ignore = folder && (await this.#ignoreOf(folder));
			const asked = isKept.test(uri.path) ? vscode.Uri.joinPath(uri, '..') : uri;
			if (ignore && !ignore.ignoresFolder(asked.path)) {
				likely.push(uri);
			}
		}
		return likely;
	}

	/** The files among those that appeared, and in folders that did. */
	async among(created: readonly vscode.Uri[]): Promise<readonly WorkspaceFile[]> {
		const patterns = new Map<string, { folder: vscode.WorkspaceFolder; pattern: string }>();
		const wanted = new Set<string>();
		for (const uri of created) {
			const folder = vscode.workspace.getWorkspaceFolder(uri);
			const pattern = folder && (await patternOf(uri, folder));
			if (folder && pattern !== undefined) {
				wanted.add(uri.toString());
				patterns.set(`${folder.uri.toString()} ${pattern}`, { folder, pattern });
			}
		}
		const isFolders = [...patterns.values()].some(({ pattern }) => pattern.endsWith('**'));
		if (isFolders) {
			// they bring their own rules
			this.forgetRules();
		}
		const files = new Map<string, WorkspaceFile>();
		for (const { folder, pattern } of patterns.values()) {
			for (const file of await this.#find(folder, pattern, maxFiles)) {
				if (pattern.endsWith('**') || wanted.has(file.uri.toString())) {
					files.set(file.uri.toString(), file);
				}
			}
		}
		return [...files.values()];
	}

	async #find(
		folder: vscode.WorkspaceFolder,
		pattern: string,
		most: number,
	): Promise<readonly WorkspaceFile[]> {
		// VS Code applies `files.exclude` besides
		const found = await vscode.workspace.findFiles(
			new vscode.RelativePattern(folder, pattern),
			excluded(folder),
			most,
		);
		const ignore = await this.#ignoreOf(folder);
		return found
			.filter(({ path }) => mayHoldCode(path))
			.flatMap((uri): readonly WorkspaceFile[] => {
				const ignored = ignore.ignores(uri.path);
				const contextOnly = ignored && isKept.test(uri.path);
				const parent = uri.path.slice(0, uri.path.lastIndexOf('/'));
				return ignored && (!contextOnly || ignore.ignoresFolder(parent))
					? []
					: [{ uri, contextOnly }];
			})
			.sort((one, other) => (one.uri.path < other.uri.path ? -1 : 1));
	}

	#ignoreOf(folder: vscode.WorkspaceFolder): Promise<WorkspaceIgnore> {
		const key = folder.uri.toString();
		const known = this.#ignores.get(key) ?? WorkspaceIgnore.read(folder, excluded(folder));
		this.#ignores.set(key, known);
		return known;
	}
}

/** By its name: can it hold code that is looked into? */
export function mayHoldCode(path: string): boolean {
	return isCode.test(path) && !isGenerated.test(path);
}

/** By its name: is it, or anything in it, never looked into? */
export function isNeverRead(path: string): boolean {
	return isGenerated.test(`${path}/`);
}

/** Our own exclusions and `search.exclude`, as one glob. */
function excluded(folder: vscode.WorkspaceFolder): string {
	const hidden = vscode.workspace
		.getConfiguration('search', folder)
		.get<Readonly<Record<string, unknown>>>('exclude', {});
	const globs = Object.entries(hidden).flatMap(([glob, is]) => (is === true ? [glob] : []));
	return `{${[...generated.map((name) => `**/${name}/**`), ...globs].join(',')}}`;
}

/** Glob of what is to be looked for where a file or folder appeared. */
async function patternOf(
	uri: vscode.Uri,
	folder: vscode.WorkspaceFolder,
): Promise<string | undefined> {
	const below = uri.path.slice(folder.uri.path.length).replace(/^\//, '');
	if (await isFolder(uri)) {
		return below === '' ? undefined : `${literal(below)}/**`;
	}
	return mayHoldCode(uri.path)
		? `${literal(below.slice(0, below.lastIndexOf('/') + 1))}*`
		: undefined;
}

/** A path that stands for itself in a glob. */
function literal(path: string): string {
	return path.replace(/[*?[\]{}]/g, '[$&]');
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
	try {
		return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
	} catch {
		return false;
	}
}
