import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

export interface WalkResult {
	/** Files to read, each once, in a stable order. */
	readonly files: readonly string[];
	/** Folders that were looked into. */
	readonly folders: readonly string[];
	readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

/** CloudTrail's own folders that hold no calls; beside the logs in every bucket. */
const otherFolders = ['CloudTrail-Digest', 'CloudTrail-Insight', 'CloudTrail-Aggregated'];

/**
 * The files under files and folders. Follows symbolic links, each folder once, so cycles end. Leaves
 * out hidden files and CloudTrail's folders of digests, insights and aggregates, without a word:
 * they are no part of anybody's history.
 */
export async function walkLogs(
	paths: readonly string[],
	signal?: AbortSignal,
): Promise<WalkResult> {
	const files = new Set<string>();
	const skipped: { file: string; reason: string }[] = [];
	/** By their real paths. */
	const visited = new Map<string, string>();

	async function visit(path: string, asked: boolean): Promise<void> {
		signal?.throwIfAborted();
		try {
			const status = await stat(path);
			if (status.isDirectory()) {
				await visitFolder(path);
			} else if (status.isFile()) {
				files.add(path);
			} else if (asked) {
				skipped.push({ file: path, reason: 'neither file nor folder' });
			}
		} catch (error) {
			signal?.throwIfAborted();
			skipped.push({ file: path, reason: await failureReason(path, error) });
		}
	}

	async function visitFolder(path: string): Promise<void> {
		const real = await realpath(path);
		if (visited.has(real)) {
			return;
		}
		visited.set(real, path);
		const entries = await readdir(path, { withFileTypes: true });
		entries.sort((left, right) => (left.name < right.name ? -1 : 1));
		for (const entry of entries) {
			const inside = join(path, entry.name);
			if (isLeftOut(entry.name)) {
				continue;
			}
			if (entry.isFile()) {
				files.add(inside);
			} else {
				await visit(inside, false);
			}
		}
	}

	for (const path of paths) {
		if (path.split(sep).some((part) => otherFolders.includes(part))) {
			skipped.push({ file: path, reason: 'digests, insights and aggregates hold no calls' });
		} else {
			await visit(path, true);
		}
	}
	return { files: [...files], folders: [...visited.values()], skipped };
}

/** Files and folders of such a name are no logs. */
export function isLeftOut(name: string): boolean {
	return name.startsWith('.') || otherFolders.includes(name);
}

async function failureReason(path: string, error: unknown): Promise<string> {
	const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
	if (code === 'ENOENT') {
		const link = await lstat(path).then(
			() => true,
			() => false,
		);
		return link ? 'a link to nowhere' : 'not found';
	}
	if (code === 'ELOOP') {
		return 'a link to itself';
	}
	return code === 'EACCES' || code === 'EPERM'
		? 'no permission to read it'
		: `could not be read: ${code}`;
}
