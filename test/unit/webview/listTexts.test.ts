import { describe, expect, it } from 'vitest';
import type { CallTotal } from '../../../src/model/query.ts';
import { plainLayout } from '../../../src/protocol/layout.ts';
import type { ListFacts } from '../../../src/protocol/messages.ts';
import { newestFirst } from '../../../src/webview/gridRows.ts';
import { changesTotalText, footerText, statusText } from '../../../src/webview/listTexts.ts';

const exactly = (calls: number): CallTotal => ({ calls, more: false });
const over = (calls: number): CallTotal => ({ calls, more: true });
const many = (1000).toLocaleString();

function facts(matching: CallTotal, calls: CallTotal): ListFacts {
	const counts = { calls, changes: calls, failures: calls };
	return { generation: 1, matching, target: { counts, coverage: [] } };
}

describe('what was counted', () => {
	it('is said exactly where it is exact, and as too little where it is', () => {
		expect(statusText(facts(exactly(7), exactly(7)))).toBe('7 calls');
		expect(statusText(facts(exactly(7), exactly(9)))).toBe('7 of 9 calls');
		expect(statusText(facts(over(1000), exactly(9000)))).toContain(`more than ${many} of`);
		expect(statusText(facts(exactly(7), over(1000)))).toBe(`7 of more than ${many} calls`);
		expect(statusText(facts(over(1000), over(1000)))).toBe(`more than ${many} calls`);
		// as many as were counted, of just as many that are there
		expect(statusText(facts(over(1000), exactly(1000)))).not.toBe(`${many} calls`);
		expect(changesTotalText(over(1000))).toBe(`more than ${many} changes`);
		expect(changesTotalText(exactly(1))).toBe('1 change');
	});

	it('is said below the list as long as not all is loaded', () => {
		const footer = (loaded: number, total: CallTotal | undefined) =>
			footerText(loaded, total, newestFirst, plainLayout);
		expect(footer(60, undefined)).toBe('');
		expect(footer(60, exactly(60))).toBe('');
		expect(footer(60, exactly(61))).toBe('60 of 61 loaded');
		expect(footer(1000, over(1000))).toContain(`of more than ${many} loaded`);
	});
});
