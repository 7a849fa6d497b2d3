import { mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CloudTrailRecord } from '../../../src/model/record.ts';
import type { SeenObject } from '../../../src/sources/archiveSource.ts';
import { type Clock, systemClock } from '../../../src/sources/clock.ts';
import { FolderSource, watchedFolder } from '../../../src/sources/folderSource.ts';
import type { LiveMemory } from '../../../src/sources/liveSource.ts';
import { buildRecord } from '../../builders/record.ts';
import { idsOf, mixedRecords, temporaryFolder, trailLog } from './logFiles.ts';

const workerUrl = new URL('../../../src/sources/logWorker.ts', import.meta.url);
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000, interval: 25 });
const ours = (records: readonly CloudTrailRecord[]) =>
	idsOf(records.filter(({ eventSource }) => eventSource === 'imagebuilder.amazonaws.com'));

class Memory implements LiveMemory {
	readonly #seen = new Set<string>();
	readonly unseen: LiveMemory['unseen'] = (folder, objects) =>
		objects.filter(({ name, etag }) => !this.#seen.has(`${folder} ${name} ${etag}`));
	add(objects: readonly SeenObject[]): void {
		for (const { folder, name, etag } of objects) {
			this.#seen.add(`${folder} ${name} ${etag}`);
		}
	}
}

/** Takes what a watched folder brings, and saves it as a store would. */
class Watch {
	/** Each time it came. */
	readonly ids: (string | undefined)[] = [];
	readonly troubles: (string | undefined)[] = [];
	readonly log: string[] = [];
	readonly #stop = new AbortController();
	readonly #done: Promise<unknown>;
	#files = 0;

	constructor(path: string, memory: Memory, clock: Clock) {
		this.#done = this.#run(path, memory, clock).catch((error: unknown) => error);
	}

	/** Files that were read, whatever was in them. */
	get files(): number {
		return this.#files;
	}

	async stop(): Promise<unknown> {
		this.#stop.abort();
		return this.#done;
	}

	async #run(path: string, memory: Memory, clock: Clock): Promise<void> {
		const { signal } = this.#stop;
		const log = (_: string, message: string) => this.log.push(message);
		const source = new FolderSource({ path, memory, workerUrl, clock, log });
		const onTrouble = (error: Error | undefined) => {
			if (error?.message !== this.troubles.at(-1)) {
				this.troubles.push(error?.message);
			}
		};
		for await (const page of source.pages({ signal, onTrouble })) {
			this.ids.push(...page.calls.map(({ call }) => call.eventId));
			this.#files += page.seen.length;
			memory.add(page.seen);
		}
	}
}

describe('FolderSource', () => {
	let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
	let folder: string;
	let memory: Memory;
	const watches: Watch[] = [];

	beforeEach(async () => {
		temporary = await temporaryFolder();
		folder = join(temporary.path, 'logs');
		await mkdir(folder);
		memory = new Memory();
	});

	afterEach(async () => {
		await Promise.all(watches.splice(0).map((watch) => watch.stop()));
		await temporary[Symbol.asyncDispose]();
	});

	function watch({ path = folder, clock = systemClock }: { path?: string; clock?: Clock } = {}) {
		const watching = new Watch(path, memory, clock);
		watches.push(watching);
		return watching;
	}

	async function put(name: string, records: readonly CloudTrailRecord[]): Promise<void> {
		const file = join(folder, name);
		await mkdir(dirname(file), { recursive: true });
		const text = trailLog(records);
		await writeFile(file, name.endsWith('.gz') ? gzipSync(text) : text);
	}

	it('reads all that is there, then what comes, in new folders too', async () => {
		const [one, two, three] = [mixedRecords(6), mixedRecords(4), mixedRecords(2)];
		await put('2026/11/21/a.json.gz', one);
		await put('.hidden/x.json', mixedRecords(2));
		await put('notes.txt', mixedRecords(2));
		const watching = watch();
		await eventually(() => watching.files).toBe(1);
		await put('2026/11/22/b.json', two);
		await eventually(() => watching.files).toBe(2);
		await put('2026/11/22/c.json.gz', three);
		await put('.hidden/y.json', mixedRecords(2));
		await put('2026/11/22/CloudTrail-Digest/d.json.gz', mixedRecords(2));
		await eventually(() => watching.files).toBe(3);
		expect(watching.ids.toSorted()).toEqual(ours([...one, ...two, ...three]).toSorted());
		expect(watching.troubles).toEqual([]);
		expect(watching.log).toEqual([]);
	});

	it('reads a file again that was still being written', async () => {
		const records = mixedRecords(8);
		const text = trailLog(records);
		const watching = watch();
		await eventually(() => watching.files).toBe(0);
		await writeFile(join(folder, 'growing.json'), text.slice(0, text.length / 2));
		await eventually(() => watching.files).toBe(1);
		expect(watching.log[0]).toMatch(/cut off/);
		await writeFile(join(folder, 'growing.json'), text);
		await eventually(() => watching.files).toBe(2);
		expect(new Set(watching.ids)).toEqual(new Set(ours(records)));
	});

	it('reads nothing twice after a restart, but what has changed', async () => {
		await put('a.json', mixedRecords(4));
		await put('b.json', mixedRecords(4));
		const first = watch();
		await eventually(() => first.files).toBe(2);
		await first.stop();
		const record = buildRecord();
		await put('b.json', [record]);
		await utimes(join(folder, 'b.json'), 1, 1);
		const second = watch();
		await eventually(() => second.files).toBe(1);
		expect(second.ids).toEqual([record.eventID]);
	});

	it('waits for a folder that is gone, and reads what is new in it', async () => {
		await put('a.json', [buildRecord()]);
		const watching = watch();
		await eventually(() => watching.files).toBe(1);
		await rename(folder, `${folder}-away`);
		await eventually(() => watching.troubles.at(-1)).toMatch(
			/logs is not watched: it is not there/,
		);
		await rename(`${folder}-away`, folder);
		const record = buildRecord();
		await put('new/b.json', [record]);
		await eventually(() => watching.troubles.at(-1)).toBe(undefined);
		await eventually(() => watching.ids.at(-1)).toBe(record.eventID);
		const late = buildRecord();
		await put('new/c.json', [late]);
		await eventually(() => watching.ids.at(-1)).toBe(late.eventID);
		await eventually(() => watching.files).toBe(3);
		expect(watching.ids).toHaveLength(3);
	});

	it('follows a folder that another one took the place of', async () => {
		await put('day/a.json', [buildRecord()]);
		const watching = watch();
		await eventually(() => watching.files).toBe(1);
		await rm(join(folder, 'day'), { recursive: true });
		await put('day/b.json', [buildRecord()]);
		await eventually(() => watching.files).toBe(2);
		await put('day/c.json', [buildRecord()]);
		await eventually(() => watching.files).toBe(3);
	});

	it('looks from time to time at what the system tells nothing of', async () => {
		// what lies behind a link is not watched through it
		const elsewhere = join(temporary.path, 'elsewhere');
		await mkdir(elsewhere);
		await put('a.json', [buildRecord()]);
		const hasty: Clock = {
			now: () => Date.now() * 1000,
			sleep: (ms, signal) => systemClock.sleep(ms / 1000, signal),
		};
		const watching = watch({ clock: hasty });
		await eventually(() => watching.files).toBe(1);
		const record = buildRecord();
		await writeFile(join(elsewhere, 'b.json'), trailLog([record]));
		await symlink(join(elsewhere, 'b.json'), join(folder, 'b.json'));
		await eventually(() => watching.ids.at(-1)).toBe(record.eventID);
		const other = buildRecord();
		await writeFile(join(elsewhere, 'b.json'), trailLog([other, record]));
		await eventually(() => watching.ids.includes(other.eventID)).toBe(true);
	});

	it('says that a path is a file, or none', async () => {
		await put('a.json', [buildRecord()]);
		const file = watch({ path: join(folder, 'a.json') });
		await eventually(() => file.troubles.at(-1)).toMatch(/it is no folder/);
		const relative = watch({ path: 'logs' });
		expect(await relative.stop()).toMatchObject({ code: 'not-found' });
	});

	it('ends at once when it is stopped', async () => {
		const watching = watch();
		await eventually(() => watching.files).toBe(0);
		expect(await watching.stop()).toMatchObject({ name: 'AbortError' });
	});
});

describe('watchedFolder', () => {
	it('knows the home folder and takes no relative path', () => {
		expect(watchedFolder('~/logs/')).toBe(join(homedir(), 'logs'));
		expect(watchedFolder('~')).toBe(homedir());
		expect(watchedFolder(join(homedir(), 'a', '..', 'logs'))).toBe(join(homedir(), 'logs'));
		expect(() => watchedFolder('logs')).toThrow(/absolute/);
		expect(() => watchedFolder('~other/logs')).toThrow(/absolute/);
	});
});
