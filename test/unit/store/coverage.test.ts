import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../../src/model/coverage.ts';
import { buildCall, openStore, otherAccount, scope } from './testStore.ts';

function read(
	fromDay: number,
	toDay: number,
	complete: Coverage['complete'] = 'all',
	more: Partial<Coverage> = {},
): Coverage {
	const day = (number: number) => new Date(Date.UTC(2026, 0, number)).toISOString();
	return {
		accountId: '111122223333',
		region: 'us-east-1',
		source: 'event-history',
		from: day(fromDay),
		to: day(toDay),
		complete,
		...more,
	};
}

function merged(...saved: readonly Coverage[]): Coverage[] {
	const store = openStore();
	for (const coverage of saved) {
		store.save({ calls: [], source: 'event-history', coverage: [coverage] });
	}
	return store.coverage();
}

describe('coverage', () => {
	it('becomes one where stretches overlap or meet', () => {
		expect(merged(read(1, 3), read(5, 7), read(3, 5))).toEqual([read(1, 7)]);
		expect(merged(read(2, 6), read(1, 9), read(3, 4))).toEqual([read(1, 9)]);
		expect(merged(read(1, 3), read(1, 3))).toEqual([read(1, 3)]);
	});

	it('keeps the holes', () => {
		expect(merged(read(5, 7), read(1, 3))).toEqual([read(1, 3), read(5, 7)]);
	});

	it('keeps places and sources apart', () => {
		const elsewhere = read(2, 4, 'all', { region: 'eu-west-1' });
		const logs = read(2, 4, 'all', { source: 'logs' });
		expect(merged(read(1, 3), elsewhere, logs)).toEqual([elsewhere, read(1, 3), logs]);
	});

	it('counts a full reading as one of changes', () => {
		expect(merged(read(1, 5, 'changes'), read(5, 9))).toEqual([read(5, 9), read(1, 9, 'changes')]);
		expect(merged(read(3, 4, 'changes'), read(1, 9))).toEqual([read(1, 9)]);
	});

	it('keeps what could not be read apart, until something else read it', () => {
		const except = ['TagResource', 'CreateImage'];
		expect(merged(read(1, 5, 'changes', { except }))).toEqual([
			read(1, 5, 'changes', { except: ['CreateImage', 'TagResource'] }),
		]);
		expect(
			merged(read(1, 5, 'changes', { except }), read(3, 9, 'changes', { except: ['TagResource'] })),
		).toEqual([
			read(1, 3, 'changes', { except: ['CreateImage', 'TagResource'] }),
			read(3, 9, 'changes', { except: ['TagResource'] }),
		]);
		expect(merged(read(1, 9, 'changes', { except }), read(3, 5))).toEqual([
			read(3, 5),
			read(1, 3, 'changes', { except: ['CreateImage', 'TagResource'] }),
			read(5, 9, 'changes', { except: ['CreateImage', 'TagResource'] }),
		]);
	});

	it('leaves out an empty stretch', () => {
		expect(merged(read(3, 3), read(4, 2))).toEqual([]);
	});

	it('is seen in the scope it belongs to', () => {
		const store = openStore();
		const foreign = read(1, 2, 'all', { accountId: otherAccount });
		store.save({ calls: [], source: 'event-history', coverage: [read(1, 2), foreign] });
		expect(store.coverage(scope)).toEqual([read(1, 2)]);
		store.save({
			calls: [buildCall({ recipientAccountId: otherAccount })],
			source: 'logs',
			imported: true,
		});
		expect(store.coverage(scope)).toEqual([read(1, 2), foreign]);
	});
});
