import { describe, expect, it } from 'vitest';
import type { Gap } from '../../../src/model/coverage.ts';
import { joinGaps, reasonKind } from '../../../src/model/joinGaps.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 5, 12, 9, minute)).toISOString();

function gap(from: number, to: number, more: Partial<Gap> = {}): Gap {
	return {
		accountId: '111122223333',
		region: 'us-east-1',
		source: 's3://trail-logs',
		from: at(from),
		to: at(to),
		what: `${from}`,
		reason: 'Denied by KMS.',
		...more,
	};
}

const spans = (gaps: readonly Gap[]) => gaps.map(({ from, to, parts }) => [from, to, parts]);

describe('joinGaps', () => {
	it('joins what meets, and counts it', () => {
		expect(spans(joinGaps([gap(0, 30), gap(5, 35), gap(35, 40), gap(50, 59)]))).toEqual([
			[at(0), at(40), 3],
			[at(50), at(59), undefined],
		]);
		expect(spans(joinGaps([gap(0, 30), gap(5, 10), gap(32, 40)], 120_000))).toEqual([
			[at(0), at(40), 3],
		]);
		const again = joinGaps(joinGaps([gap(0, 30), gap(5, 35)]));
		expect(spans(again)).toEqual([[at(0), at(35), 2]]);
	});

	it('asks for no order', () => {
		const backwards = [gap(50, 59), gap(20, 35), gap(0, 30)];
		expect(spans(joinGaps(backwards))).toEqual([
			[at(0), at(35), 2],
			[at(50), at(59), undefined],
		]);
	});

	it('keeps other places, sources and reasons apart', () => {
		const others = [
			gap(0, 30),
			gap(0, 30, { accountId: '444455556666' }),
			gap(0, 30, { region: 'eu-west-1' }),
			gap(0, 30, { source: 'athena:logs.trail' }),
			gap(0, 30, { reason: 'It is gone.' }),
			gap(0, 30, { kind: 'quiet' }),
		];
		expect(joinGaps(others)).toEqual(others);
	});

	it('takes messages that differ by the object only for one reason', () => {
		const denied = (key: string) =>
			`User is not allowed s3:GetObject on "arn:aws:s3:::trail-logs/${key}" by a policy`;
		const [joined] = joinGaps([
			gap(0, 30, { reason: denied('AWSLogs/a.json.gz') }),
			gap(5, 35, { reason: denied('AWSLogs/b.json.gz') }),
		]);
		expect(joined).toMatchObject({ parts: 2, what: '0', reason: denied('…') });
		expect(reasonKind('Denied by KMS.')).toBe('Denied by KMS.');
	});
});
