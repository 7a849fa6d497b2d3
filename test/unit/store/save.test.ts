import { describe, expect, it } from 'vitest';
import { buildCalls } from './buildCalls.ts';
import { buildCall, eventId, openStore, otherAccount, scope } from './testStore.ts';

const pipeline = 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/golden-ami';

describe('save', () => {
	it('gives back the calls and their records as they came', () => {
		const store = openStore();
		const calls = buildCalls({ count: 300, hostile: true });
		expect(store.save({ calls, source: 'logs' })).toEqual({ newCalls: 300, changedCalls: 0 });
		for (const { call, json } of calls) {
			expect(store.call(call.eventId)).toEqual({ ...call, sources: ['logs'] });
			expect(store.record(call.eventId)).toBe(json);
		}
	});

	it('changes nothing when a page comes again', () => {
		const store = openStore();
		const calls = buildCalls({ count: 100 });
		store.save({ calls, source: 'logs' });
		const before = [store.count({}, scope), store.resources({}, scope)];
		expect(store.save({ calls: [...calls, ...calls], source: 'logs' })).toEqual({
			newCalls: 0,
			changedCalls: 0,
		});
		expect([store.count({}, scope), store.resources({}, scope)]).toEqual(before);
	});

	it('adds a second source to a call', () => {
		const store = openStore();
		const call = buildCall();
		store.save({ calls: [call], source: 'logs' });
		expect(store.save({ calls: [call], source: 'event-history' })).toEqual({
			newCalls: 0,
			changedCalls: 1,
		});
		expect(store.call(call.call.eventId)?.sources).toEqual(['event-history', 'logs']);
		expect(store.count({}, scope).calls).toBe(1);
	});

	it('lets a corrected record replace the first, with all that was derived from it', () => {
		const store = openStore();
		const id = eventId(1);
		const first = buildCall({
			eventID: id,
			userAgent: 'first-agent-with-a-name-that-is-much-longer-than-the-addendum/1.0',
			requestParameters: { imagePipelineArn: pipeline },
			responseElements: null,
		});
		const corrected = buildCall({
			eventID: id,
			userAgent: 'b/1',
			requestParameters: { imagePipelineArn: `${pipeline}-2` },
			responseElements: null,
			errorCode: 'AccessDenied',
			userIdentity: { type: 'IAMUser', userName: 'dave' },
			addendum: { reason: 'UPDATED_DATA' },
		});
		store.save({ calls: [first, buildCall()], source: 'logs' });
		expect(store.save({ calls: [corrected], source: 'event-history' }).changedCalls).toBe(1);
		expect(store.call(id)).toEqual({ ...corrected.call, sources: ['event-history', 'logs'] });
		expect(store.record(id)).toBe(corrected.json);
		expect(store.count({ arn: `${pipeline}-2` }, scope)).toEqual({
			calls: 1,
			changes: 0,
			failures: 1,
		});
		expect(store.count({ arn: pipeline }, scope).calls).toBe(1);
		expect(store.count({ text: 'first-agent' }, scope).calls).toBe(0);
		expect(store.count({ text: 'b/1' }, scope).calls).toBe(1);
		expect(
			store
				.groups('caller', {}, scope)
				.map(({ key, calls }) => [key, calls])
				.sort(),
		).toEqual([
			['alice@example.com', 1],
			['dave', 1],
		]);
		// the first record comes again, from another source: the correction stays
		expect(store.save({ calls: [first], source: 'logs' }).changedCalls).toBe(0);
		expect(store.record(id)).toBe(corrected.json);
	});

	it('keeps the longer of two records of an event', () => {
		const store = openStore();
		const short = buildCall({ eventID: eventId(2), errorMessage: undefined });
		const long = buildCall({ eventID: eventId(2), additionalEventData: { more: 'detail' } });
		store.save({ calls: [long, short], source: 'logs' });
		store.save({ calls: [short], source: 'event-history' });
		expect(store.record(eventId(2))).toBe(long.json);
	});

	it('takes a call away from a resource that the corrected record no longer names', () => {
		const store = openStore();
		const id = eventId(3);
		store.save({ calls: [buildCall({ eventID: id })], source: 'logs' });
		const corrected = buildCall({
			eventID: id,
			requestParameters: null,
			responseElements: null,
			addendum: { reason: 'UPDATED_DATA', updatedFields: 'requestParameters' },
		});
		store.save({ calls: [corrected], source: 'logs' });
		expect(store.resources({}, scope)).toEqual([]);
		expect(store.count({ unnamed: true }, scope).calls).toBe(1);
	});

	it('keeps calls that share a second, and calls with odd times and ids', () => {
		const store = openStore();
		const calls = Array.from({ length: 5000 }, (_, number) =>
			buildCall({ eventID: eventId(number) }),
		);
		calls.push(
			buildCall({ eventTime: '1969-12-31T23:59:59Z', eventID: 'before-1970' }),
			buildCall({ eventTime: '9999-12-31T23:59:59Z', eventID: '\ud800 lone' }),
			buildCall({ eventID: undefined }),
		);
		expect(store.save({ calls, source: 'logs' }).newCalls).toBe(5003);
		expect(store.save({ calls: calls.toReversed(), source: 'logs' })).toEqual({
			newCalls: 0,
			changedCalls: 0,
		});
		expect(store.count({}, scope).calls).toBe(5003);
		expect(store.calls({ limit: 1 }, scope).calls[0]?.eventTime).toBe('9999-12-31T23:59:59Z');
	});

	it('keeps a record of the greatest size', () => {
		const store = openStore();
		const big = buildCall({ errorMessage: 'é'.repeat(1_900_000) });
		store.save({ calls: [big, buildCall()], source: 'logs' });
		expect(store.record(big.call.eventId)).toBe(big.json);
	});

	it('saves nothing of a page that fails', () => {
		const store = openStore();
		const bad = { ...buildCall(), json: undefined as unknown as string };
		const coverage = {
			accountId: '111122223333',
			region: 'us-east-1',
			source: 'event-history',
			from: '2026-01-01T00:00:00Z',
			to: '2026-01-02T00:00:00Z',
			complete: 'all' as const,
		};
		const good = buildCall({ eventName: 'CreateComponent', awsRegion: 'eu-west-1' });
		expect(() =>
			store.save({ calls: [good, bad], source: 'logs', coverage: [coverage] }),
		).toThrow();
		expect(store.coverage()).toEqual([]);
		expect(store.count({}, scope).calls).toBe(0);
		// names that the failed page gave out are void
		store.save({ calls: [good], source: 'logs' });
		expect(store.call(good.call.eventId)?.region).toBe('eu-west-1');
	});

	it('shows calls of the scope and of imported accounts only', () => {
		const store = openStore();
		const mine = buildCall();
		const foreign = buildCall({ recipientAccountId: otherAccount });
		store.save({ calls: [mine, foreign], source: 'event-history' });
		expect(store.count({}, scope).calls).toBe(1);
		expect(store.count({}, { accounts: [] }).calls).toBe(0);
		expect(store.calls({ text: 'alice' }, scope).calls.map((call) => call.eventId)).toEqual([
			mine.call.eventId,
		]);
		const resources = store.resources({}, { accounts: [otherAccount] });
		expect(resources.map(({ accountId }) => accountId)).toEqual(
			foreign.call.touches.map(() => otherAccount),
		);
		store.save({ calls: [foreign], source: 'logs', imported: true });
		expect(store.count({}, scope).calls).toBe(2);
		expect(store.count({ text: 'alice' }, { accounts: [] }).calls).toBe(1);
	});
});
