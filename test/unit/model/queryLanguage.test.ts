import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CallFilter } from '../../../src/model/query.ts';
import { completeQuery } from '../../../src/model/queryCompletion.ts';
import { queryKeys } from '../../../src/model/queryKeys.ts';
import { maxQueryLength, parseQuery } from '../../../src/model/queryLanguage.ts';
import { printQuery } from '../../../src/model/queryText.ts';
import { createRandom } from '../../builders/random.ts';

const now = Date.parse('2026-11-22T12:00:30Z');
const arn = 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/golden-ami';

function parse(text: string): CallFilter {
	const { filter, problems } = parseQuery(text, { now });
	expect(problems).toEqual([]);
	return filter;
}

/** What each problem is marked on. */
function marked(text: string): readonly string[] {
	return parseQuery(text, { now }).problems.map(({ start, end }) => text.slice(start, end));
}

function localMidnight(year: number, month: number, day: number): string {
	return new Date(year, month - 1, day).toISOString();
}

describe('parseQuery', () => {
	it.each<[string, CallFilter]>([
		['', {}],
		['  golden   web ', { text: 'golden web' }],
		['"golden web"', { text: 'golden web' }],
		['who:deploy-role', { who: ['deploy-role*'] }],
		['caller:alice who:"bob"', { who: ['alice*', 'bob'] }],
		[
			'who:bob@example.com,Admin/x -who:al',
			{ who: ['bob@example.com', 'Admin/x'], except: { who: ['al*'] } },
		],
		['who:"Jane D', { who: ['Jane D*'] }],
		['who:"Jane "golden', { who: ['Jane '], text: 'golden' }],
		['who:"a \\"quoted\\" name"', { who: ['a "quoted" name'] }],
		['op:Update*,CreateImage', { eventNames: ['Update*', 'CreateImage'] }],
		['OP:Update* op:Update*', { eventNames: ['Update*'] }],
		['origin:console,CLI', { origins: ['console', 'cli'] }],
		['is:failed', { failed: true }],
		['-is:failed', { failed: false }],
		['is:ok', { failed: false }],
		['is:change', { readOnly: false }],
		['is:read', { readOnly: true }],
		['-is:read', { readOnly: false }],
		['is:root', { who: ['arn:*:iam::*:root'] }],
		['is:console', { origins: ['console'] }],
		['is:unnamed', { unnamed: true }],
		[
			'-op:Get*,List* -origin:terraform',
			{
				except: { eventNames: ['Get*', 'List*'], origins: ['terraform'] },
			},
		],
		['-who:ci-*', { except: { who: ['ci-*'] } }],
		['account:111122223333 region:US-EAST-1', { accountId: '111122223333', region: 'us-east-1' }],
		[arn, { arn }],
		[`resource:${arn}`, { arn }],
		[
			'resource:"Golden AMI" role:subject',
			{
				arn: 'arn:*:imagebuilder:*:*:*/golden-ami',
				role: 'subject',
			},
		],
		['resource:image-recipe/web*', { arn: 'arn:*:imagebuilder:*:*:image-recipe/web*' }],
		['since:7d', { from: '2026-11-15T12:00:00.000Z' }],
		['since:24h', { from: '2026-11-21T12:00:00.000Z' }],
		['since:30d since:24h', { from: '2026-11-21T12:00:00.000Z' }],
		['before:2026-11-01T08:30Z', { to: '2026-11-01T08:30:00.000Z' }],
		['since:2026-11-01T08:30:15+02:00', { from: '2026-11-01T06:30:15.000Z' }],
		['since:2026-11-01', { from: localMidnight(2026, 11, 1) }],
		[
			'on:2026-11-01',
			{
				from: localMidnight(2026, 11, 1),
				to: localMidnight(2026, 11, 2),
			},
		],
		['session:"AROA:alice/2026-11-01T00:00:00Z"', { session: 'AROA:alice/2026-11-01T00:00:00Z' }],
		['http://example.com a:b', { text: 'http://example.com a:b' }],
		['10.0.3.7 -', { text: '10.0.3.7 -' }],
	])('reads %j', (text, filter) => {
		expect(parse(text)).toEqual(filter);
	});

	it('reads the query of the documentation', () => {
		expect(parse('who:deploy-role op:Update* origin:console is:failed since:7d golden')).toEqual({
			who: ['deploy-role*'],
			eventNames: ['Update*'],
			origins: ['console'],
			failed: true,
			from: '2026-11-15T12:00:00.000Z',
			text: 'golden',
		});
	});

	it('does all that the documentation says', () => {
		const [, ...rows] = readFileSync('docs/queries.md', 'utf8').match(/^\|.*\|$/gm) ?? [];
		const examples = rows.flatMap((row) =>
			[...(row.split('|').at(-2) ?? '').matchAll(/`([^`]+)`/g)].map(([, example = '']) => example),
		);
		expect(examples.length).toBeGreaterThan(9);
		for (const example of examples) {
			const { filter, problems } = parseQuery(example, { now });
			expect(problems, example).toEqual([]);
			expect(filter.text, example).toBeUndefined();
		}
		const documented = rows.join('\n').match(/`[a-z]+:`/g) ?? [];
		expect(documented.map((key) => key.slice(1, -2)).toSorted()).toEqual(
			expect.arrayContaining(queryKeys.toSorted()),
		);
	});

	it.each([
		['who:', ['who:']],
		['op:Create*,', ['op:Create*,']],
		['origin:consol', ['consol']],
		['is:broken x', ['broken']],
		['since:yesteryear', ['yesteryear']],
		['since:2026-02-30', ['2026-02-30']],
		['since:1d before:2d', ['2d']],
		['is:read is:change', ['change']],
		['account:1 account:2', ['2']],
		['-region:us-east-1', ['us-east-1']],
		['-golden', ['-golden']],
		['orgin:console', ['orgin:console']],
		['role:both', ['both']],
	])('marks what cannot be done in %j', (text, marks) => {
		expect(marked(text)).toEqual(marks);
	});

	it('keeps the rest of a query with a problem', () => {
		const { filter } = parseQuery('is:broken op:Create* golden', { now });
		expect(filter).toEqual({ eventNames: ['Create*'], text: 'golden' });
	});

	it('never throws, and marks only what is there', () => {
		const random = createRandom(7);
		const pieces = [
			'who:',
			'is:',
			'-',
			'"',
			',',
			' ',
			'\\',
			'since:',
			'9999y',
			'x',
			':',
			'\ud800',
			'arn:',
		];
		for (let run = 0; run < 500; run++) {
			const text = Array.from({ length: 12 }, () => random.pick(pieces)).join('');
			for (const { start, end } of parseQuery(text, { now }).problems) {
				expect(start).toBeLessThan(end);
				expect(end).toBeLessThanOrEqual(text.length);
			}
			expect(completeQuery(text, 5, { callers: ['alice'] })).toBeInstanceOf(Array);
		}
		expect(marked('x'.repeat(maxQueryLength + 5))).toEqual(['xxxxx']);
	});
});

describe('printQuery', () => {
	it.each<CallFilter>([
		{},
		{ text: 'golden web' },
		{ text: 'who:alice -x "y" arn:aws is\\' },
		{ who: ['alice@example.com', 'a "b" c', 'x,y'], eventNames: ['Update*'] },
		{ who: ['alice', 'alice*', 'Jane D*', '*', '*alice', 'a@b*', 'x,*', 'a/b', ' '] },
		{ who: ['arn:*:iam::*:root'], except: { who: ['ci-*'], origins: ['cli', 'sdk'] } },
		{ failed: true, readOnly: false, unnamed: true },
		{ failed: false, readOnly: true, arn, role: 'reference' },
		{ arn: 'arn:*:imagebuilder:*:*:*/golden*' },
		{ arn: 'arn:*:imagebuilder:*:*:image/golden' },
		{ from: '2026-11-01T08:30:15.000Z', to: localMidnight(2026, 11, 20) },
		{ accountId: '111122223333', region: 'eu-west-1', session: 'AROA:a b/2026' },
	])('gives a query that means the same: %j', (filter) => {
		const text = printQuery(filter);
		expect(parse(text), text).toEqual(filter);
	});

	it('says an exact caller as who', () => {
		expect(printQuery({ caller: 'Jane Doe' })).toBe('who:"Jane Doe"');
		expect(parse(printQuery({ caller: 'release' }))).toEqual({ who: ['release'] });
	});

	it('says the beginning of a caller as it was typed', () => {
		expect(printQuery(parse('who:ali'))).toBe('who:ali');
	});
});

describe('completeQuery', () => {
	const known = {
		operations: ['CreateImage', 'CreateImagePipeline', 'GetImage', 'UpdateImagePipeline'],
		callers: ['alice@example.com', 'Jane Doe', 'build-alice'],
		regions: ['us-east-1'],
		accounts: ['111122223333', '444455556666'],
		accountNames: { '444455556666': 'Production' },
	};
	/** The query after each suggestion. */
	const completed = (text: string, cursor = text.length) =>
		completeQuery(text, cursor, known).map(
			({ start, end, insert }) => text.slice(0, start) + insert + text.slice(end),
		);

	it('offers accounts by id and by name', () => {
		expect(completed('account:')).toEqual(['account:111122223333', 'account:444455556666']);
		expect(completed('account:prod')).toEqual(['account:444455556666']);
		expect(completeQuery('account:44', 10, known)[0]?.detail).toBe('Production');
	});

	it('offers all keys on nothing and the fitting ones for a beginning', () => {
		expect(completed('')).toContain('who:');
		expect(completed('golden ')).toContain('golden since:');
		expect(completed('o')).toEqual(['op:', 'origin:', 'on:']);
		expect(completed('-')).toEqual(['-who:', '-op:', '-origin:', '-is:']);
		expect(completed('-o')).toEqual(['-op:', '-origin:']);
	});

	it('offers values, those that begin like it first', () => {
		expect(completed('who:ali')).toEqual(['who:alice@example.com', 'who:"build-alice"']);
		expect(completed('who:doe')).toEqual(['who:"Jane Doe"']);
		expect(completed('is:failed op:crea')).toEqual([
			'is:failed op:Create*',
			'is:failed op:CreateImage',
			'is:failed op:CreateImagePipeline',
		]);
		expect(completed('who:"Jane')).toEqual(['who:"Jane Doe"']);
		expect(completed('who:build')).toEqual(['who:"build-alice"']);
		expect(completed('build-')).toEqual(['who:"build-alice"']);
		expect(completed('region:')).toEqual(['region:us-east-1']);
	});

	it('offers no value twice, and looks at the one under the cursor', () => {
		expect(completed('origin:cli,c')).not.toContain('origin:cli,cli');
		expect(completed('origin:cons is:failed', 11)).toEqual(['origin:console is:failed']);
	});

	it('offers what a bare word could be', () => {
		expect(completed('pipeline')).toContain('op:UpdateImagePipeline');
		expect(completed('fail')).toContain('is:failed');
	});
});
