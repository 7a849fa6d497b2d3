import { describe, expect, it } from 'vitest';
import { PlaceLedger } from '../../../../src/sources/s3/placeLedger.ts';
import type { Span } from '../../../../src/sources/span.ts';

const day = 24;
const hour = 3_600_000;
/** Hours since 1970. */
const span = (from: number, to: number): Span => ({ from: from * hour, to: to * hour });
const object = (at: number) => ({ delivered: span(at, at + 0.01) });
const hours = (spans: readonly Span[]) => spans.map(({ from, to }) => [from / hour, to / hour]);

function open(events: Span, holes: readonly Span[] = []): PlaceLedger {
	return new PlaceLedger({ span: events, margin: 2 * hour, holes: () => holes });
}

describe('what is known of a place', () => {
	it('is a day once all its objects and those of the margin were read', () => {
		const ledger = open(span(0, 3 * day));
		const [one, other, late] = [object(5), object(20), object(day + 1)];
		expect(ledger.list([one, other, late], [one, other, late], Infinity)).toEqual([]);
		expect(ledger.done(other)).toEqual([]);
		expect(ledger.done(one)).toEqual([]);
		expect(hours(ledger.done(late))).toEqual([[0, 2 * day]]);
	});

	it('is nothing before the listing went on beyond the day and its margin', () => {
		const ledger = open(span(0, 3 * day));
		const one = object(5);
		ledger.list([one], [one], (day + 1) * hour);
		expect(ledger.done(one)).toEqual([]);
		expect(hours(ledger.list([object(day + 3)], [], (day + 3) * hour))).toEqual([[0, day]]);
		expect(hours(ledger.list([], [], Infinity))).toEqual([[day, 2 * day]]);
	});

	it('is no day without objects, and nothing outside of the window', () => {
		const ledger = open(span(3, 3 * day - 5));
		const known = ledger.list([object(4), object(2 * day + 4)], [], Infinity);
		expect(hours(known)).toEqual([
			[2 * day, 3 * day - 5],
			[3, day],
		]);
	});

	it('leaves out holes, until they are filled', () => {
		const holes = [span(4, 5)];
		const ledger = open(span(0, day), holes);
		expect(hours(ledger.list([object(5)], [], Infinity))).toEqual([
			[5, day],
			[0, 4],
		]);
		holes.pop();
		expect(hours(ledger.again())).toEqual([[0, day]]);
	});

	it('is nothing where the window is younger than what may be claimed', () => {
		expect(open(span(10, 9)).list([object(10)], [], Infinity)).toEqual([]);
	});
});
