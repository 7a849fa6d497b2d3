import { describe, expect, it } from 'vitest';
import type { RecordOverrides } from '../../builders/record.ts';
import { buildCalls } from './buildCalls.ts';
import { buildCall, eventId, openStore, scope } from './testStore.ts';

function searchWith(
	fullText: boolean,
	...records: readonly RecordOverrides[]
): (text: string) => number[] {
	const store = openStore({ fullText });
	const calls = records.map((record, number) => buildCall({ ...record, eventID: eventId(number) }));
	store.save({ calls, source: 'logs' });
	return (text) =>
		store
			.calls({ text }, scope)
			.calls.map((call) => Number.parseInt(call.eventId.slice(-12), 16))
			.sort();
}

describe.each([
	['with FTS5', true],
	['without FTS5', false],
])('free text %s', (_, fullText) => {
	const searchIn = (...records: readonly RecordOverrides[]) => searchWith(fullText, ...records);

	it('finds words by their beginning anywhere in a record', () => {
		const search = searchIn(
			{
				sourceIPAddress: '198.51.100.7',
				userAgent: 'aws-cli/2.15.30 Python/3.11',
				errorCode: 'AccessDenied',
				errorMessage: 'User is not authorized',
				requestParameters: { name: 'My_Golden AMI', nested: [{ description: 'Für Übung' }] },
			},
			{
				userIdentity: { type: 'IAMUser', userName: 'dave' },
				eventName: 'DeleteImage',
				sourceIPAddress: '192.0.2.1',
			},
		);
		expect(search('198.51.100.7')).toEqual([0]);
		expect(search('198.51.')).toEqual([0]);
		expect(search('51.100')).toEqual([]);
		expect(search('aws-cli/2.15')).toEqual([0]);
		expect(search('accessden')).toEqual([0]);
		expect(search('AUTHORIZED user')).toEqual([0]);
		expect(search('golden')).toEqual([0]);
		expect(search('ubung')).toEqual([0]);
		expect(search('ÜBUNG')).toEqual([0]);
		expect(search('dave DeleteIm')).toEqual([1]);
		expect(search('alice')).toEqual([0]);
		expect(search('dave golden')).toEqual([]);
		expect(search('olden')).toEqual([]);
	});

	it('finds pasted ARNs, accounts, Regions and event ids', () => {
		const arn = 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/web-node';
		const search = searchIn(
			{ requestParameters: { imagePipelineArn: arn }, responseElements: null },
			{ awsRegion: 'eu-west-1', requestParameters: null, responseElements: null },
		);
		expect(search(arn)).toEqual([0]);
		expect(search('arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/web')).toEqual([0]);
		expect(search('web-node')).toEqual([0]);
		expect(search('eu-west-1')).toEqual([1]);
		expect(search('1111222')).toEqual([0, 1]);
		expect(search(eventId(1))).toEqual([1]);
	});

	it('matches all calls where the text has no word', () => {
		const search = searchIn({}, {});
		for (const text of ['', '   ', '"', '* - ()', ':', '^', 'arn:', 'arn:aws']) {
			expect(search(text)).toEqual([0, 1]);
		}
	});

	it.each([
		'"',
		'a" OR "b',
		'golden AND',
		'NOT golden',
		'NEAR(golden ami, 2)',
		'text : golden',
		'{text}: golden',
		'-golden',
		'^golden',
		'golden*',
		"golden'; DROP TABLE call; --",
		'(((((((',
		'+ + +',
		'\u{0}',
		'golden\u{0}ami',
		'\u{E000}r1',
		'\u{D800}',
		'%_\\',
		'a '.repeat(5000),
		'ﬁ ß İ \u{1F4A9}',
	])('never reads a text as syntax: %j', (text) => {
		const search = searchIn({}, { eventName: 'GetImage', readOnly: true });
		expect(() => search(text)).not.toThrow();
	});

	it('takes operators for words', () => {
		const search = searchIn(
			{ errorMessage: 'this or that', errorCode: 'X' },
			{ errorMessage: 'this', errorCode: 'X' },
		);
		expect(search('this OR that')).toEqual([0]);
		expect(search('this AND that')).toEqual([]);
	});

	it('keeps its own words out of reach of records and questions', () => {
		const search = searchIn({ userAgent: '\u{E000}r1 \u{E000}f1', readOnly: false }, {});
		expect(search('\u{E000}r0')).toEqual([]);
		const store = openStore({ fullText });
		const calls = buildCalls({ count: 200, hostile: true });
		store.save({ calls, source: 'logs' });
		const reads = calls.filter(({ call }) => call.readOnly).length;
		expect(store.count({ readOnly: true, text: '' }, scope).calls).toBe(reads);
	});

	it('combines with every other filter', () => {
		const store = openStore({ fullText });
		const calls = buildCalls({ count: 800, regions: ['us-east-1', 'eu-west-1'] });
		store.save({ calls, source: 'logs' });
		const ofAlice = calls.filter(({ call }) => call.caller.name.startsWith('alice'));
		const arn =
			ofAlice.find(({ call }) => call.readOnly && call.touches.length > 0)?.call.touches[0]?.arn ??
			'';
		const found = store.calls(
			{ text: 'ali', arn, readOnly: true, from: '2026-09-05T00:00:00Z' },
			scope,
		);
		const expected = calls.filter(
			({ call, json }) =>
				/\bali/i.test(json) &&
				call.readOnly &&
				call.eventTime >= '2026-09-05' &&
				call.touches.some((touch) => touch.arn === arn),
		);
		expect(expected.length).toBeGreaterThan(0);
		expect(found.calls.map((call) => call.eventId).sort()).toEqual(
			expected.map(({ call }) => call.eventId).sort(),
		);
	});

	it('asks for many resources at once', () => {
		const store = openStore({ fullText });
		const calls = Array.from({ length: 3000 }, (_, number) =>
			buildCall({
				eventID: eventId(number),
				requestParameters: {
					imagePipelineArn: `arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/p-${number}`,
				},
				responseElements: null,
			}),
		);
		store.save({ calls, source: 'logs' });
		const arn = 'arn:aws:imagebuilder:us-east-1:*:image-pipeline/*';
		expect(store.count({ arn, caller: 'alice@example.com' }, scope).calls).toBe(3000);
	});
});
