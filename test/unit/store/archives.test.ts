import { afterEach, describe, expect, it } from 'vitest';
import type { Gap } from '../../../src/model/coverage.ts';
import { CallStore } from '../../../src/store/callStore.ts';
import { temporaryFolder } from './testStore.ts';

const folder = 'trail-bucket/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/01/31/';
const source = 's3://trail-bucket';
const gap: Gap = {
	accountId: '111122223333',
	region: 'eu-central-1',
	source,
	from: '2026-01-31T10:00:00.000Z',
	to: '2026-01-31T10:30:00.000Z',
	what: `${folder}a.json.gz`,
	reason: 'denied by KMS',
};

let store: CallStore;
afterEach(() => store.close());
const opened = () => {
	store = CallStore.open({ folder: temporaryFolder() });
	return store;
};

describe('objects that were read', () => {
	it('are known by folder, name and ETag', () => {
		const { save, unseen } = bound(opened());
		const objects = [
			{ name: 'a.json.gz', etag: '1' },
			{ name: 'b.json.gz', etag: '2' },
		];
		expect(unseen(folder, objects)).toEqual(objects);
		save({ calls: [], source, seen: objects.map((object) => ({ folder, ...object })) });
		expect(unseen(folder, objects)).toEqual([]);
		expect(unseen('other/', objects)).toEqual(objects);
		const changed = { name: 'a.json.gz', etag: '3', size: 1 };
		expect(unseen(folder, [changed, { name: 'b.json.gz', etag: '2', size: 2 }])).toEqual([changed]);
	});

	it('are not known where the page that had them was not saved', () => {
		const { save, unseen } = bound(opened());
		const object = { name: 'a.json.gz', etag: '1' };
		const broken = { ...gap, from: 'never' };
		expect(() =>
			save({
				calls: [],
				source,
				seen: [{ folder, ...object }],
				coverage: [{ ...broken, complete: 'all' }],
			}),
		).toThrow();
		expect(unseen(folder, [object])).toEqual([object]);
	});
});

describe('gaps', () => {
	it('stay until they are closed, and are told once', () => {
		const { save } = bound(opened());
		save({ calls: [], source, gaps: [gap, { ...gap, what: 'other', kind: 'quiet' }] });
		save({ calls: [], source, gaps: [{ ...gap, reason: 'gone' }] });
		expect(store.gaps()).toEqual([
			{ ...gap, what: 'other', kind: 'quiet' },
			{ ...gap, reason: 'gone' },
		]);
		save({ calls: [], source: 'athena:a.b', closedGaps: [gap.what] });
		expect(store.gaps()).toHaveLength(2);
		save({ calls: [], source, closedGaps: [gap.what] });
		expect(store.gaps().map(({ what }) => what)).toEqual(['other']);
	});

	it('of other accounts are not shown, those of any account are', () => {
		const { save } = bound(opened());
		save({ calls: [], source, gaps: [gap, { ...gap, what: 'any', accountId: '', region: '' }] });
		expect(store.gaps({ accounts: ['444455556666'] }).map(({ what }) => what)).toEqual(['any']);
		expect(store.gaps({ accounts: ['111122223333'] })).toHaveLength(2);
	});
});

function bound(callStore: CallStore) {
	return {
		save: (page: Parameters<CallStore['save']>[0]) => callStore.save(page),
		unseen: <T extends { name: string; etag: string }>(path: string, objects: readonly T[]) =>
			callStore.unseen(path, objects),
	};
}
