import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src/model/queryLanguage.ts';
import { FakeHistory } from '../../builders/fakeHistory.ts';
import { iamUserIdentity, rootIdentity } from '../../builders/identities.ts';
import { buildCalls } from './buildCalls.ts';
import { buildCall, openStore, scope } from './testStore.ts';

const now = Date.parse('2026-11-22T12:00:00Z');

describe('a query to the store', () => {
	const calls = [
		...buildCalls({ count: 800, failureShare: 0.1, days: 40 }),
		buildCall({ userIdentity: rootIdentity() }),
		buildCall({ userIdentity: iamUserIdentity('carol'), eventName: 'FutureOperation' }),
	];

	it.each([
		['who:alice*', 1],
		['who:ali', 1],
		['who:alice', 1],
		['who:"alice"', 0],
		['-who:alice', 1],
		['who:platform', 1],
		['who:ALICE@EXAMPLE.COM', 1],
		['who:PlatformAdmin', 1],
		['who:arn:aws:*:assumed-role/*', 1],
		['who:carol,nobody', 1],
		['who:nobody', 0],
		['is:root', 1],
		['-is:root -who:*@example.com', 1],
		['op:Update*,createimage', 1],
		['op:Future*', 1],
		['op:Nothing*', 0],
		['-op:Get*,List* is:read', 0],
		['-op:Get*,List*', 1],
		['-origin:console is:change op:*Pipeline', 1],
		['-op:Nothing*', 1],
		['resource:golden-ami is:change', 1],
		['resource:image-recipe/* -origin:terraform', 1],
	])('finds for %j what looking at every call finds', async (text, some) => {
		const store = openStore();
		store.save({ calls, source: 'logs' });
		const { filter, problems } = parseQuery(text, { now });
		expect(problems).toEqual([]);
		const slow = new FakeHistory(calls.map(({ call }) => call));
		const expected = (await slow.calls({ ...filter, limit: 5000 })).calls;
		const found = store.calls({ ...filter, limit: 5000 }, scope).calls;
		const ids = (list: typeof found) => list.map(({ eventId }) => eventId).sort();
		expect(ids(found)).toEqual(ids(expected));
		expect(found.length > 0 ? 1 : 0).toBe(some);
		expect(store.count(filter, scope).calls).toBe(found.length);
	});
});
