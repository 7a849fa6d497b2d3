import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, normalize } from 'node:path';
import { HistoryError } from '../model/errors.ts';
import { plainText } from '../model/plainText.ts';
import type { SeenObject } from './archiveSource.ts';
import type { Clock } from './clock.ts';
import { type Changed, FolderChanges } from './folderChanges.ts';
import type { LiveLog, LiveMemory, LiveOptions, LivePage, LiveSource } from './liveSource.ts';
import { LogFolderSource } from './logFolderSource.ts';
import { walkLogs } from './logWalk.ts';
import { Reasons } from './reasons.ts';
import { backOff } from './retry.ts';

export interface FolderSourceDeps {
	/** As the settings have it: absolute, or below `~`. */
	readonly path: string;
	readonly memory: LiveMemory;
	/** URL of the worker that reads log files. */
	readonly workerUrl: URL;
	readonly clock: Clock;
	readonly log: LiveLog;
}

/** How often a folder is looked at whose changes the system does not tell all, ms. */
const pollEvery = 30_000;
/** How often one is looked at all the same: network drives tell nothing, ms. */
const rescanEvery = 5 * 60_000;
/** A look at a folder takes at most such a share of the time: one of twenty. */
const restFactor = 20;
const longestAbsence = 30_000;
/** So many files are read before they are noted as read. */
const filesPerBatch = 256;
const logName = /\.(?:json|jsonl|ndjson|log)(?:\.gz)?$/i;
/** Reasons that say nothing of the file's content: it is tried again. */
const passing = /^(?:no permission|not found|could not be read|a folder|not a file)/;

interface LogStamp extends SeenObject {
	readonly path: string;
}

/** Log files in a folder: all that are there, and those that come. */
export class FolderSource implements LiveSource {
	readonly #deps: FolderSourceDeps;
	readonly #reader: LogFolderSource;
	readonly #reasons: Reasons;

	constructor(deps: FolderSourceDeps) {
		this.#deps = deps;
		this.#reader = new LogFolderSource({ workerUrl: deps.workerUrl });
		this.#reasons = new Reasons((reason) => deps.log('warn', `folder: ${reason}`));
	}

	/** @throws HistoryError `not-found` where the path is none; the signal's reason. */
	async *pages({ signal, onTrouble }: LiveOptions): AsyncGenerator<LivePage> {
		const { clock, path } = this.#deps;
		const folder = watchedFolder(path);
		const changes = new FolderChanges(clock);
		let known: string | undefined;
		let changed: Changed = 'all';
		let absences = 0;
		try {
			for (;;) {
				signal.throwIfAborted();
				const identity = await identityOf(folder);
				if (identity.value !== known) {
					// one that came back is another one, though its name is the same
					changes.close();
					known = identity.value;
					changed = 'all';
				}
				if (known === undefined) {
					onTrouble(cannotWatch(folder, identity.problem));
					await clock.sleep(backOff(++absences, 1000, longestAbsence), signal);
					continue;
				}
				absences = 0;
				onTrouble(undefined);
				const begun = clock.now();
				yield* this.#read(changed === 'all' ? [folder] : changed, changes, signal);
				const took = clock.now() - begun;
				const rest = Math.max(changes.complete ? rescanEvery : pollEvery, took * restFactor);
				changed = await changes.next(rest, signal);
			}
		} finally {
			changes.close();
			this.#reasons.tell();
		}
	}

	async *#read(
		paths: readonly string[],
		changes: FolderChanges,
		signal: AbortSignal,
	): AsyncGenerator<LivePage> {
		let found = await walkLogs(paths, signal);
		for (let tries = 0; tries < 3 && changes.watch(found.folders); tries++) {
			// what came between looking and watching
			found = await walkLogs(paths, signal);
		}
		const files = found.files.filter((file) => logName.test(file));
		const unread = this.#unread(await stampsOf(files));
		for (let at = 0; at < unread.length; at += filesPerBatch) {
			const batch = unread.slice(at, at + filesPerBatch);
			const skipped = new Set<string>();
			const names = batch.map((file) => file.path);
			for await (const page of this.#reader.pages(names, { signal })) {
				for (const { file, reason } of page.skipped) {
					this.#reasons.add(`a file was not, or not wholly, read: ${reason}`);
					if (passing.test(reason)) {
						skipped.add(file);
					}
				}
				yield { calls: page.calls, unreadable: page.unreadable, seen: [] };
			}
			const seen = batch.filter(({ path }) => !skipped.has(path));
			yield { calls: [], unreadable: [], seen };
			await this.#lookAgain(seen, changes);
		}
	}

	#unread(stamps: readonly LogStamp[]): readonly LogStamp[] {
		const folders = Map.groupBy(stamps, ({ folder }) => folder);
		return [...folders].flatMap(([folder, inFolder]) => this.#deps.memory.unseen(folder, inFolder));
	}

	/** Files that were written to while they were read are read once more. */
	async #lookAgain(files: readonly LogStamp[], changes: FolderChanges): Promise<void> {
		const stamps = await stampsOf(files.map(({ path }) => path));
		const now = new Map(stamps.map(({ path, etag }) => [path, etag]));
		for (const { path, etag } of files) {
			if (now.has(path) && now.get(path) !== etag) {
				changes.add(path);
			}
		}
	}
}

/** `~` is the home folder. @throws HistoryError `not-found` */
export function watchedFolder(path: string): string {
	const [first = '', ...rest] = path.split(/[\\/]/);
	const full = first === '~' ? join(homedir(), ...rest) : normalize(path);
	if (!isAbsolute(full)) {
		throw new HistoryError(
			'not-found',
			`The path of a folder must be absolute, or begin with "~/": correct ${plainText(path, 200)} in the setting "connections".`,
		);
	}
	return full.length > 1 ? full.replace(/[\\/]+$/, '') || full : full;
}

/** Tells a folder from another one that has its name now. */
async function identityOf(
	folder: string,
): Promise<{ readonly value?: string; readonly problem: string }> {
	try {
		const status = await stat(folder);
		return status.isDirectory()
			? { value: `${status.dev}:${status.ino}`, problem: '' }
			: { problem: 'it is no folder' };
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : '';
		return { problem: code === 'ENOENT' ? 'it is not there' : `it cannot be read (${code})` };
	}
}

function cannotWatch(folder: string, problem: string): HistoryError {
	return new HistoryError(
		'not-found',
		`The folder ${plainText(folder, 200)} is not watched: ${problem}. Bring it back, or correct "path" in the setting "connections".`,
	);
}

const statsAtOnce = 64;

/** Size and time of files, as they are remembered; files that are gone are left out. */
async function stampsOf(files: readonly string[]): Promise<readonly LogStamp[]> {
	const stamps: LogStamp[] = [];
	for (let at = 0; at < files.length; at += statsAtOnce) {
		const some = files.slice(at, at + statsAtOnce);
		stamps.push(...(await Promise.all(some.map(stampOf))).flatMap((stamp) => stamp ?? []));
	}
	return stamps;
}

async function stampOf(path: string): Promise<LogStamp | undefined> {
	try {
		const { size, mtimeMs } = await stat(path);
		return {
			path,
			folder: `${dirname(path)}/`,
			name: basename(path),
			etag: `${size} bytes, ${mtimeMs}`,
		};
	} catch {
		return undefined;
	}
}
