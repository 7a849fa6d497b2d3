import { describe, expect, it } from 'vitest';
import type { Coverage, Gap } from '../../../src/model/coverage.ts';
import { cutGaps } from '../../../src/model/cutGaps.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 5, 12, hour)).toISOString();
const place = { accountId: '111122223333', region: 'us-east-1', source: 's3://trail-logs' };
const read: Coverage = { ...place, from: at(0), to: at(20), complete: 'all' };

function gap(from: number, to: number, more: Partial<Gap> = {}): Gap {
	return { ...place, from: at(from), to: at(to), what: `${from}`, reason: 'Denied.', ...more };
}

const hours = (gaps: readonly Gap[]) =>
	cutGaps([read], gaps).map(({ from, to }) => [
		new Date(from).getUTCHours(),
		new Date(to).getUTCHours(),
	]);

describe('cutGaps', () => {
	it('leaves out what the same source could not give', () => {
		expect(hours([gap(12, 13), gap(3, 5), gap(4, 6)])).toEqual([
			[0, 3],
			[6, 12],
			[13, 20],
		]);
		expect(hours([gap(0, 2), gap(19, 23)])).toEqual([[2, 19]]);
		expect(hours([gap(0, 23)])).toEqual([]);
		expect(hours([gap(3, 5, { accountId: '', region: '' })])).toHaveLength(2);
	});

	it('keeps what another source, place or time lacks, or what was quiet', () => {
		const others = [
			gap(3, 5, { source: 'event-history' }),
			gap(3, 5, { region: 'eu-west-1' }),
			gap(3, 5, { accountId: '444455556666' }),
			gap(20, 23),
			gap(3, 5, { kind: 'quiet' }),
		];
		expect(cutGaps([read], others)).toEqual([read]);
	});
});
