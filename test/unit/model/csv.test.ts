import { describe, expect, it } from 'vitest';
import { csvCell, csvHeader, csvLine } from '../../../src/model/csv.ts';
import { buildCall } from '../../builders/call.ts';

describe('csvCell', () => {
	it.each([
		'=1+1',
		'+1',
		'-1',
		'@SUM(A1)',
		'\t=1',
		'\r=1',
		'\n=1',
		' =1',
		'\u00a0=1',
		'＝1+1',
		'|cmd',
		'%x',
	])('makes no formula of %j', (text) => {
		const cell = csvCell(text);
		expect(cell).toBe(`"'${text}"`);
	});

	it('quotes by RFC 4180', () => {
		expect(csvCell('a,b')).toBe('"a,b"');
		expect(csvCell('say "hi"')).toBe('"say ""hi"""');
		expect(csvCell('two\nlines')).toBe('"two\nlines"');
		expect(csvCell('plain 2026-11-20T09:30:00Z')).toBe('plain 2026-11-20T09:30:00Z');
	});
});

describe('csvLine', () => {
	it('has a cell for each column and ends its line', () => {
		const line = csvLine(buildCall({ errorMessage: '=cmd|x, "y"' }));
		expect(line.endsWith('\r\n')).toBe(true);
		expect(line).toContain(`"'=cmd|x, ""y"""`);
		const plain = csvLine(buildCall());
		expect(plain.split(',')).toHaveLength(csvHeader.split(',').length);
	});

	it('begins without a byte order mark', () => {
		expect(csvHeader.startsWith('eventTime,')).toBe(true);
	});
});
