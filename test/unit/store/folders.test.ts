import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CallStore } from '../../../src/store/callStore.ts';
import { Database } from '../../../src/store/database.ts';
import { toStoreError } from '../../../src/store/storeErrors.ts';
import { buildCalls } from './buildCalls.ts';
import { buildCall, openStore, scope, temporaryFolder } from './testStore.ts';

const isRoot = process.getuid?.() === 0;

/** What another user, who may not write there, meets: root may write anywhere. */
function asOther(folder: string, readOnly: boolean): unknown {
	const script = fileURLToPath(new URL('openProcess.ts', import.meta.url));
	const result = spawnSync(process.execPath, ['--no-warnings', script, folder, String(readOnly)], {
		encoding: 'utf8',
		...(isRoot && { uid: 65_534, gid: 65_534 }),
	});
	return JSON.parse(result.stdout || JSON.stringify(result.stderr));
}

describe('a folder', () => {
	it('is made where it is missing', () => {
		const folder = join(temporaryFolder(), 'a', 'b');
		openStore({ folder }).setMeta('a', 'b');
		expect(readdirSync(folder)).toContain('history.db');
	});

	it('that is no folder is told', () => {
		const file = join(temporaryFolder(), 'file');
		writeFileSync(file, '');
		expect(() => CallStore.open({ folder: join(file, 'below') })).toThrow();
	});

	it.skipIf(process.platform === 'win32')(
		'that cannot be written is told, and can still be read',
		() => {
			const folder = join(temporaryFolder(), 'history');
			chmodSync(join(folder, '..'), 0o755);
			mkdirSync(folder);
			const store = openStore({ folder });
			store.save({ calls: buildCalls({ count: 20 }), source: 'logs', imported: true });
			store.close();
			chmodSync(folder, 0o555);
			expect(asOther(folder, false)).toEqual({ code: 'store-read-only' });
			expect(asOther(folder, true)).toEqual({ calls: 20 });
			expect(asOther(join(folder, 'new'), false)).toEqual({ code: 'store-read-only' });
			chmodSync(folder, 0o755);
		},
	);
});

describe('a store opened to read', () => {
	it('makes the file where it is missing, and sees what others save', () => {
		const folder = temporaryFolder();
		const reader = openStore({ folder, readOnly: true });
		expect(reader.count({}, scope).calls).toBe(0);
		const before = reader.dataVersion();
		openStore({ folder }).save({ calls: [buildCall()], source: 'logs' });
		expect(reader.dataVersion()).not.toBe(before);
		expect(reader.count({}, scope).calls).toBe(1);
	});

	it('refuses to save', () => {
		const reader = openStore({ readOnly: true });
		expect(() => reader.save({ calls: [buildCall()], source: 'logs' })).toThrow(
			expect.objectContaining({ code: 'store-read-only' }),
		);
	});
});

describe('a full disk', () => {
	it('is told, and leaves what was saved before', () => {
		const folder = temporaryFolder();
		const database = Database.open(join(folder, 'history.db'));
		const calls = buildCalls({ count: 2000 });
		const save = (from: number, to: number) =>
			database.write(() => database.writer.save(calls.slice(from, to), () => ['logs']));
		save(0, 100);
		const pages = database.connection.get<{ page_count: number }>('PRAGMA page_count');
		database.connection.exec(`PRAGMA max_page_count = ${(pages?.page_count ?? 0) + 5}`);
		let error: unknown;
		try {
			save(100, 2000);
		} catch (thrown) {
			error = toStoreError(thrown, 'history.db');
		}
		expect(error).toMatchObject({ code: 'store-full' });
		database.connection.exec('PRAGMA max_page_count = 1000000');
		expect(save(0, 2000)).toEqual({ newCalls: 1900, changedCalls: 0 });
		database.close();
		expect(openStore({ folder }).count({}, scope).calls).toBe(2000);
	});
});

describe('a locked database', () => {
	it('is told after a long wait', () => {
		const locked = Object.assign(new Error('database is locked'), { errcode: 5 });
		expect(toStoreError(locked, 'history.db')).toMatchObject({ code: 'store-busy', cause: locked });
	});
});
