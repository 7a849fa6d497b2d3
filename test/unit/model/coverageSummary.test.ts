import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../../src/model/coverage.ts';
import { summariseCoverage } from '../../../src/model/coverageSummary.ts';

function stretch(from: string, to: string, complete: Coverage['complete'], more = {}): Coverage {
	return {
		accountId: '111122223333',
		region: 'us-east-1',
		source: 'event-history',
		from: `2026-${from}T00:00:00Z`,
		to: `2026-${to}T00:00:00Z`,
		complete,
		...more,
	};
}

describe('summariseCoverage', () => {
	it('joins sources and overlapping stretches', () => {
		const [place, ...others] = summariseCoverage([
			stretch('11-10', '11-22', 'all'),
			stretch('08-24', '11-10', 'all', { source: 'logs' }),
		]);
		expect(others).toEqual([]);
		expect(place).toMatchObject({
			allFrom: '2026-08-24T00:00:00Z',
			changesFrom: '2026-08-24T00:00:00Z',
			to: '2026-11-22T00:00:00Z',
			olderStretches: false,
			except: [],
		});
	});

	it('tells how far back changes go and how far back everything', () => {
		const [place] = summariseCoverage([
			stretch('08-24', '11-22', 'changes', { except: ['TagResource'] }),
			stretch('11-01', '11-22', 'all'),
		]);
		expect(place).toMatchObject({
			allFrom: '2026-11-01T00:00:00Z',
			changesFrom: '2026-08-24T00:00:00Z',
			except: ['TagResource'],
		});
	});

	it('does not count what lies before a hole', () => {
		const [place] = summariseCoverage([
			stretch('01-01', '02-01', 'all'),
			stretch('11-01', '11-22', 'changes'),
		]);
		expect(place?.allFrom).toBeUndefined();
		expect(place).toMatchObject({
			changesFrom: '2026-11-01T00:00:00Z',
			olderStretches: true,
		});
	});

	it('keeps accounts and Regions apart', () => {
		const places = summariseCoverage([
			stretch('11-01', '11-22', 'all', { region: 'us-west-2' }),
			stretch('11-01', '11-22', 'all', { accountId: '444455556666' }),
			stretch('11-01', '11-22', 'all'),
		]);
		expect(places.map(({ accountId, region }) => `${accountId} ${region}`)).toEqual([
			'111122223333 us-east-1',
			'111122223333 us-west-2',
			'444455556666 us-east-1',
		]);
	});

	it('is empty for nothing, and for stretches without length', () => {
		expect(summariseCoverage([])).toEqual([]);
		expect(summariseCoverage([stretch('11-01', '11-01', 'all')])).toEqual([]);
	});
});
