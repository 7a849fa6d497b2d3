import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { arnMatcher } from '../../../src/model/arn.ts';
import type { Call } from '../../../src/model/call.ts';
import type { CallFilter, GroupKey } from '../../../src/model/query.ts';
import { CallStore } from '../../../src/store/callStore.ts';
import { buildCalls } from './buildCalls.ts';
import { account, otherAccount } from './testStore.ts';

const both = { accounts: [account, otherAccount] };
const [one, two] = [{ accountId: account }, { accountId: otherAccount, seed: 2 }].map((place) =>
	buildCalls({
		...place,
		count: 1200,
		regions: ['us-east-1', 'eu-west-1'],
		failureShare: 0.1,
		days: 40,
	}),
);
const all = [...(one ?? []), ...(two ?? [])].map(({ call }) => call);

/** The same by looking at every call. */
function matches(call: Call, filter: CallFilter): boolean {
	const isArn = filter.arn === undefined ? undefined : arnMatcher(filter.arn);
	return (
		(!isArn ||
			call.touches.some(
				({ arn, role }) => isArn(arn) && (filter.role === undefined || role === filter.role),
			)) &&
		(filter.eventNames?.includes(call.eventName) ?? true) &&
		(filter.caller === undefined ||
			call.caller.name === filter.caller ||
			call.caller.arn === filter.caller) &&
		(filter.session ?? call.caller.session) === call.caller.session &&
		(filter.origins?.includes(call.origin.kind) ?? true) &&
		(filter.readOnly ?? call.readOnly) === call.readOnly &&
		(filter.failed === undefined || filter.failed === (call.errorCode !== undefined)) &&
		(filter.accountId ?? call.accountId) === call.accountId &&
		(filter.region ?? call.region) === call.region &&
		(filter.from === undefined || call.eventTime >= filter.from) &&
		(filter.to === undefined || call.eventTime < filter.to) &&
		(!filter.unnamed || call.touches.length === 0)
	);
}

function isChange(call: Call, filter: CallFilter): boolean {
	const isArn = filter.arn === undefined ? undefined : arnMatcher(filter.arn);
	return (
		!call.readOnly &&
		call.errorCode === undefined &&
		(!isArn || call.touches.some(({ arn, role }) => isArn(arn) && role === 'subject'))
	);
}

function countOf(calls: readonly Call[], filter: CallFilter) {
	return {
		calls: calls.length,
		changes: calls.filter(
			(call) => isChange(call, filter) && (filter.arn === undefined || filter.role !== 'reference'),
		).length,
		failures: calls.filter((call) => call.errorCode !== undefined).length,
	};
}

const busiest = 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/golden-ami';
const session = all.find((call) => call.caller.session !== undefined)?.caller.session ?? '';
const callerArn = all.find((call) => call.caller.name === 'alice@example.com')?.caller.arn ?? '';
const filters: readonly CallFilter[] = [
	{},
	{ readOnly: false },
	{ readOnly: true, failed: true },
	{ failed: false },
	{ arn: busiest },
	{ arn: busiest, readOnly: false, failed: false, role: 'subject' },
	{ arn: busiest, role: 'reference' },
	{ arn: 'arn:aws:imagebuilder:*:*:image-pipeline/*' },
	{ arn: 'arn:aws:imagebuilder:us-east-1:111122223333:image-recipe/*', role: 'reference' },
	{ arn: 'arn:aws:imagebuilder:*:111122223333:image-recipe/golden-ami/1.x.x' },
	{ arn: 'arn:aws:imagebuilder:us-east-1:111122223333:image-recipe/golden-ami' },
	{ arn: 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/unknown' },
	{ arn: 'no arn at all' },
	{ arn: busiest, unnamed: true },
	{ unnamed: true },
	{ unnamed: true, region: 'eu-west-1', failed: true },
	{ accountId: otherAccount },
	{ region: 'eu-west-1', readOnly: false },
	{ region: 'nowhere' },
	{ from: '2026-11-01T00:00:00Z' },
	{ from: '2026-10-20T00:00:00Z', to: '2026-11-01T12:00:00Z', readOnly: false },
	{ from: '2026-11-02T00:00:00Z', to: '2026-11-01T00:00:00Z' },
	{ arn: busiest, from: '2026-11-01T00:00:00Z' },
	{ eventNames: ['UpdateImagePipeline', 'StartImagePipelineExecution', 'Unheard'] },
	{ eventNames: ['Unheard'] },
	{ caller: 'alice@example.com' },
	{ caller: callerArn, readOnly: false },
	{ caller: 'nobody' },
	{ session },
	{ origins: ['terraform', 'console'], readOnly: false, region: 'us-east-1' },
	{ origins: ['packer'], arn: 'arn:aws:imagebuilder:*:*:image-pipeline/*' },
	{ caller: 'alice@example.com', arn: busiest, role: 'subject' },
	{ caller: 'alice@example.com', unnamed: true, from: '2026-11-01T00:00:00Z' },
	{ eventNames: ['GetImagePipeline'], failed: true, accountId: otherAccount },
];

describe.each([
	['with FTS5', true],
	['without FTS5', false],
])('queries %s', (_, fullText) => {
	let store: CallStore;

	beforeAll(() => {
		const folder = mkdtempSync(join(tmpdir(), 'image-builder-history-store-'));
		store = CallStore.open({ folder, fullText });
		store.save({ calls: one ?? [], source: 'event-history' });
		store.save({ calls: two ?? [], source: 'event-history' });
		return () => {
			store.close();
			rmSync(folder, { recursive: true, force: true });
		};
	});

	it.each(filters.map((filter) => [JSON.stringify(filter), filter] as const))(
		'find what looking at every call finds: %s',
		(_, filter) => {
			const expected = all.filter((call) => matches(call, filter));
			const { calls } = store.calls({ ...filter, limit: 5000 }, both);
			expect(calls.map((call) => call.eventId).sort()).toEqual(
				expected.map((call) => call.eventId).sort(),
			);
			const times = calls.map((call) => call.eventTime);
			expect(times).toEqual(times.toSorted().reverse());
			expect(store.calls({ ...filter, order: 'oldest', limit: 5000 }, both).calls).toEqual(
				calls.toReversed(),
			);
			expect(store.count(filter, both)).toEqual(countOf(expected, filter));
			for (const by of ['caller', 'day', 'place'] as const) {
				expect(groupsOf(store, by, filter)).toEqual(expectedGroups(by, expected, filter));
			}
		},
	);

	it.each(filters.map((filter) => [JSON.stringify(filter), filter] as const))(
		'count the resources of what they find: %s',
		(_, filter) => {
			const expected = new Map<string, { calls: number; changes: number; failures: number }>();
			for (const call of all.filter((each) => matches(each, filter))) {
				for (const { arn, role } of call.touches) {
					const key = `${arn} ${call.accountId} ${call.region}`;
					const counts = expected.get(key) ?? { calls: 0, changes: 0, failures: 0 };
					counts.calls++;
					counts.changes += role === 'subject' && isChange(call, {}) ? 1 : 0;
					counts.failures += call.errorCode === undefined ? 0 : 1;
					expected.set(key, counts);
				}
			}
			const found = store
				.resources({ calls: filter }, both)
				.map(({ arn, accountId, region, calls, changes, failures }) => [
					`${arn} ${accountId} ${region}`,
					{ calls, changes, failures },
				]);
			expect(found.length).toBe(expected.size);
			expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
		},
	);

	it('say who changed a resource last', () => {
		const changes = all.filter(
			(call) => isChange(call, { arn: busiest }) && call.touches.some(({ arn }) => arn === busiest),
		);
		const newest = changes
			.map((call) => call.eventTime)
			.sort()
			.at(-1);
		const resource = store.resources({}, both).find(({ arn }) => arn === busiest);
		const last = all.find((call) => call.eventId === resource?.lastChange?.eventId);
		expect(last?.eventTime).toBe(newest);
		expect(resource).toMatchObject({
			kind: 'image-pipeline',
			name: 'golden-ami',
			accountId: account,
			region: 'us-east-1',
			lastChange: {
				eventName: last?.eventName,
				eventTime: last?.eventTime,
				caller: last?.caller.name,
				origin: last?.origin.kind,
			},
		});
	});

	it('give resources of some kinds only', () => {
		const kinds = store.resources({ kinds: ['image-recipe', 'image'] }, both);
		expect(new Set(kinds.map(({ kind }) => kind))).toEqual(new Set(['image-recipe', 'image']));
	});

	it.each([
		{},
		{ readOnly: false },
		{ arn: 'arn:aws:imagebuilder:*:*:image-pipeline/*' },
		{ origins: ['console' as const] },
		{ order: 'oldest' as const },
		{ order: 'oldest' as const, arn: 'arn:aws:imagebuilder:*:*:image-pipeline/*' },
		{ order: 'oldest' as const, origins: ['console' as const] },
		{ order: 'oldest' as const, from: '2026-10-20T00:00:00Z', to: '2026-11-01T12:00:00Z' },
	])('come page by page, each call once: %o', (filter) => {
		const ids: string[] = [];
		let after: string | undefined;
		do {
			const page = store.calls(
				{ ...filter, limit: 70, ...(after !== undefined && { after }) },
				both,
			);
			expect(page.calls.length).toBeLessThanOrEqual(70);
			ids.push(...page.calls.map((call) => call.eventId));
			after = page.next;
		} while (after !== undefined);
		const { calls } = store.calls({ ...filter, limit: 5000 }, both);
		expect(ids).toEqual(calls.map((call) => call.eventId));
	});

	it.each([
		{ limit: 0 },
		{ limit: 5001 },
		{ limit: 1.5 },
		{ order: 'first' as 'newest' },
		{ after: 'no cursor!' },
		{ from: 'yesterday' },
		{ to: '' },
	])('refuse what is no question: %o', (query) => {
		expect(() => store.calls(query, both)).toThrow(expect.objectContaining({ code: 'bad-query' }));
	});
});

function groupsOf(store: CallStore, by: GroupKey, filter: CallFilter) {
	return Object.fromEntries(
		store
			.groups(by, filter, both)
			.map(({ key, calls, changes, failures, lastCall }) => [
				key,
				{ calls, changes, failures, lastCall },
			]),
	);
}

function expectedGroups(by: GroupKey, calls: readonly Call[], filter: CallFilter) {
	const groups = Map.groupBy(calls, (call) => {
		switch (by) {
			case 'caller':
				return call.caller.name;
			case 'place':
				return `${call.accountId}/${call.region}`;
			case 'day':
				return localDay(new Date(call.eventTime));
		}
	});
	return Object.fromEntries(
		[...groups].map(([key, group]) => [
			key,
			{
				...countOf(group, filter),
				lastCall: group
					.map((call) => call.eventTime)
					.sort()
					.at(-1),
			},
		]),
	);
}

function localDay(date: Date): string {
	const two = (number: number) => String(number).padStart(2, '0');
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
