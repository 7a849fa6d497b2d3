import { describe, expect, it } from 'vitest';
import { estimateLines, fetchSummary } from '../../../src/commands/fetchTexts.ts';
import { accountText } from '../../../src/model/accountText.ts';
import { readSourceSettings } from '../../../src/model/readConnections.ts';
import { below, type CoverageRow, coverageRows } from '../../../src/sidebar/coverageRows.ts';
import { coverageDetails, coverageWords } from '../../../src/sidebar/coverageWords.ts';
import { failedSources } from '../../../src/sidebar/errorRows.ts';
import { readHiveType } from '../../../src/sources/query/hiveType.ts';
import { readRebuilt } from '../../../src/sources/query/rebuildRecord.ts';
import { monthsOf } from '../../../src/sources/query/timeSlices.ts';
import { readQueueMessage } from '../../../src/sources/sqs/message.ts';
import { escapeMarkdown } from '../../../src/vscode/markdown.ts';
import { notificationText } from '../../../src/vscode/notificationText.ts';
import { quickPickText } from '../../../src/vscode/quickPickText.ts';
import { hostileTexts } from '../../builders/hostile.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const texts = [...hostileTexts, '__proto__', 'constructor', '../../../etc/passwd', '%2e%2e%2f'];
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
const unseen = /[\u0000-\u001f\u007f\u202e]/;
const all = (rows: readonly CoverageRow[]): CoverageRow[] =>
	rows.flatMap((row) => [row, ...all(below(row))]);

describe('names that others gave to accounts, Regions, buckets, groups, tables and keys', () => {
	it.each(texts)('are one line of plain text in the Coverage view: %j', (text) => {
		const place = { accountId: text, region: text };
		const time = { from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' };
		const sources = [`s3://${text}`, `cloudwatch-logs:${text}`, `athena:${text}`, text];
		const rows = coverageRows({
			coverage: sources.map((source) => ({ ...place, ...time, source, complete: 'changes' })),
			gaps: sources.map((source, day) => ({
				...{ ...place, source, what: text, reason: text },
				...{ from: `2026-10-0${day + 1}T00:00:00Z`, to: `2026-10-0${day + 2}T00:00:00Z` },
			})),
			connections: [
				{ settings: { name: text, profile: text, regions: [text], sources: [] }, regions: [] },
			],
			lookBackDays: 90,
			now,
		});
		const names = { [text]: text };
		const shown = all(rows);
		expect(shown.length).toBeGreaterThan(5);
		for (const row of shown) {
			const { label, description = '' } = coverageWords(row, { now, accountNames: names });
			expect(`${label}${description}`).not.toMatch(unseen);
			expect(`${label}${description}`.length).toBeLessThan(900);
			for (const line of coverageDetails(row, { now, accountNames: names }) ?? []) {
				expect(line).not.toMatch(unseen);
				expect(escapeMarkdown(line, 600)).not.toMatch(/[[\]()<>`$*|\\]/);
			}
		}
	});

	it.each(texts)('are no link and no icon elsewhere: %j', (text) => {
		const gap = { accountId: text, region: text, source: text, what: text, reason: text };
		const report = { source: `s3://${text}`, calls: 1, newCalls: 1, requests: 1, bytes: 1 };
		const gaps = [{ ...gap, from: '2026-10-01T00:00:00Z', to: '2026-10-02T00:00:00Z' }];
		const summary = notificationText(fetchSummary({ ...report, gaps }, { now }));
		const lines = estimateLines(
			{ notes: [text], places: [{ accountId: text, region: text }], query: text },
			{ [text]: text },
			{ now },
		);
		const rows = failedSources([{ source: text, code: 'aws', message: text }]);
		const shown = [summary, ...lines, ...rows.map(({ message }) => message), accountText(text)];
		expect(shown.filter((line) => unseen.test(line) || line.length > 1000)).toEqual([]);
		expect(summary).not.toMatch(/\]\(/);
		expect(quickPickText(`${text}$\u200b(alert)`)).not.toMatch(/\$\(/);
	});

	it.each(texts)('say nothing of a message that a queue brings: %j', (text) => {
		const event = {
			'detail-type': `${text} via CloudTrail`,
			source: text,
			detail: { [text]: text },
		};
		const bodies = [
			text,
			JSON.stringify({ Type: 'Notification', TopicArn: text, Message: text }),
			JSON.stringify({ s3Bucket: text, s3ObjectKey: [text] }),
			JSON.stringify(event),
			JSON.stringify({ Records: [{ eventSource: 'aws:s3', eventName: text, s3: text }] }),
		];
		for (const body of bodies) {
			const read = readQueueMessage(body);
			expect(read.kind).toMatch(/^(?:unknown|nothing)$/);
			expect(read.kind === 'unknown' && text.length > 4 && read.reason.includes(text)).toBe(false);
		}
	});
});

it('are no end of a queue or table, however deep a record is nested', () => {
	const deep = '['.repeat(50_000) + ']'.repeat(50_000);
	const detail = `{"eventSource":"imagebuilder.amazonaws.com","requestParameters":${deep}}`;
	expect(readQueueMessage(`{"detail-type":"x via CloudTrail","detail":${detail}}`)).toEqual({
		kind: 'unknown',
		reason: 'the event is nested too deeply',
	});
	expect(readRebuilt(JSON.stringify({ eventName: 'x', requestParameters: deep }))).toMatchObject({
		ok: false,
		kind: 'unreadable',
	});
});

it('hold no thread for long, nor lead elsewhere: types of columns, times, buckets', () => {
	// what takes the square of the length takes minutes for this
	for (const type of [`a${' '.repeat(1e6)}!`, `${' '.repeat(1e6)}<`, 'struct<a:'.repeat(1e5)]) {
		expect(readHiveType(type).kind).toMatch(/scalar|struct/);
	}
	const ages = monthsOf({
		from: Date.parse('0050-01-15T00:00:00Z'),
		to: Date.parse('0102-01-01T00:00:00Z'),
	});
	expect(ages).toHaveLength(52 * 12);
	expect(readSourceSettings({ type: 's3', bucket: '../other' })).toBeUndefined();
});
