import { type FSWatcher, watch } from 'node:fs';
import { join, sep } from 'node:path';
import type { Clock } from './clock.ts';
import { isLeftOut } from './logWalk.ts';

/** What may be new: these files and folders, or anything. */
export type Changed = readonly string[] | 'all';

/** Changes come in bursts, a file's own as it is written: they are taken after such a silence, ms. */
const silence = 300;
/** ... or after so long, where there is none, ms. */
const longest = 3000;
/** Each watched folder takes a handle of the system. */
const mostFolders = 500;
const mostPaths = 1000;
/** Linux has no recursive watching: Node's own watches each single file there. */
const recursive = process.platform === 'darwin' || process.platform === 'win32';

/** Tells what changes in folders, as far as the system tells it. */
export class FolderChanges {
	readonly #clock: Clock;
	readonly #watchers = new Map<string, FSWatcher>();
	readonly #paths = new Set<string>();
	#all = false;
	#first = 0;
	#last = 0;
	#complete = true;
	#wake: () => void = () => undefined;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** Is every folder watched? Those that are not must be looked into from time to time. */
	get complete(): boolean {
		return this.#complete;
	}

	/**
	 * Watches these folders from now on too; the first one of all holds the others.
	 * @returns whether any of them was not watched before: something in it may have been missed.
	 */
	watch(folders: readonly string[]): boolean {
		let added = false;
		for (const folder of recursive && this.#watchers.size > 0 ? [] : folders) {
			if (this.#watchers.has(folder)) {
				continue;
			}
			if (this.#watchers.size >= mostFolders) {
				this.#complete = false;
				break;
			}
			added = this.#open(folder) || added;
			if (recursive) {
				break;
			}
		}
		return added;
	}

	/** Has a file looked at again. */
	add(path: string): void {
		if (this.#paths.size >= mostPaths) {
			this.#all = true;
		} else {
			this.#paths.add(path);
		}
		this.#last = this.#clock.now();
		this.#first ||= this.#last;
		this.#wake();
	}

	/** Waits for changes to settle. @returns `all` after `rescanAfter` ms without any. */
	async next(rescanAfter: number, signal: AbortSignal): Promise<Changed> {
		const end = this.#clock.now() + rescanAfter;
		for (;;) {
			const now = this.#clock.now();
			if (this.#all || this.#paths.size > 0) {
				if (now - this.#last >= silence || now - this.#first >= longest) {
					return this.#take();
				}
				await this.#clock.sleep(silence / 3, signal);
			} else if (now >= end) {
				return 'all';
			} else {
				await this.#sleep(end - now, signal);
			}
		}
	}

	/** Watches nothing any more, and knows of no change. */
	close(): void {
		for (const watcher of this.#watchers.values()) {
			watcher.close();
		}
		this.#watchers.clear();
		this.#complete = true;
		this.#take();
	}

	#open(folder: string): boolean {
		try {
			const watcher = watch(folder, { recursive, persistent: false }, (_, name) =>
				this.#note(folder, name),
			);
			watcher.on('error', () => this.#lose(folder));
			this.#watchers.set(folder, watcher);
			return true;
		} catch {
			// no permission, or no handle left: it is looked into from time to time
			this.#complete = false;
			return false;
		}
	}

	#note(folder: string, name: string | null): void {
		if (name === null) {
			this.#all = true;
			this.add(folder);
			return;
		}
		if (name.split(sep).some(isLeftOut)) {
			return;
		}
		const path = join(folder, name);
		if (this.#watchers.has(path)) {
			// it may be another folder of the same name by now
			this.#drop(path);
		}
		this.add(path);
	}

	#lose(folder: string): void {
		this.#drop(folder);
		this.#all = true;
		this.add(folder);
	}

	#drop(folder: string): void {
		for (const [path, watcher] of this.#watchers) {
			if (path === folder || path.startsWith(folder + sep)) {
				watcher.close();
				this.#watchers.delete(path);
			}
		}
	}

	#take(): Changed {
		const taken: Changed = this.#all ? 'all' : [...this.#paths];
		this.#paths.clear();
		this.#all = false;
		this.#first = 0;
		return taken;
	}

	/** Sleeps until a change comes. */
	async #sleep(ms: number, signal: AbortSignal): Promise<void> {
		const woken = new AbortController();
		this.#wake = () => woken.abort();
		try {
			await this.#clock.sleep(ms, AbortSignal.any([signal, woken.signal]));
		} catch {
			signal.throwIfAborted();
		} finally {
			this.#wake = () => undefined;
		}
	}
}
