import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../../src/model/coverage.ts';
import { HistoryError } from '../../../src/model/errors.ts';
import { english } from '../../../src/model/translate.ts';
import { type ListOptions, takeFacts } from '../../../src/panel/listFacts.ts';
import { failureNotice, takeSnapshot } from '../../../src/panel/snapshot.ts';
import { FactsCache } from '../../../src/panel/targetFacts.ts';
import { firstPageSize } from '../../../src/protocol/messages.ts';
import type { HistoryTarget, PanelFilter } from '../../../src/protocol/target.ts';
import { buildCall } from '../../builders/call.ts';
import { FakeHistory } from '../../builders/fakeHistory.ts';

const arn = 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/golden-ami';
const now = Date.parse('2026-11-22T12:00:00Z');
const touches = [{ arn, role: 'subject' as const }];
const resource: HistoryTarget = { kind: 'resource', arn };

function snapshot(
	history: FakeHistory,
	target: HistoryTarget = resource,
	filter: PanelFilter = { changesOnly: true, text: '' },
) {
	const facts = new FactsCache(history);
	return takeSnapshot({
		...{ history, facts, generation: 3, now, t: english },
		state: { target, filter },
	});
}

/** The same with all that is counted for it. */
async function whole(
	history: FakeHistory,
	target: HistoryTarget = resource,
	filter: PanelFilter = { changesOnly: true, text: '' },
) {
	const options: ListOptions = {
		...{ history, facts: new FactsCache(history), generation: 3, now, t: english },
		state: { target, filter },
	};
	return { ...(await takeSnapshot(options)), facts: await takeFacts(options) };
}

describe('takeSnapshot', () => {
	it('says of which account a call is, where there are several places', async () => {
		const history = new FakeHistory([buildCall({ touches })]);
		expect((await snapshot(history, { kind: 'all' })).heading).not.toHaveProperty('places');
		const { connection } = history;
		if (connection.kind === 'aws') {
			const accountNames = { '111122223333': 'Production' };
			history.connection = { ...connection, regions: ['us-east-1', 'x'], accountNames };
			expect((await snapshot(history, { kind: 'all' })).heading.places).toEqual({
				accounts: accountNames,
				oneAccount: true,
			});
		}
		const { heading } = await snapshot(history);
		expect(heading).not.toHaveProperty('places');
		expect(heading.place).toBe('Production (111122223333) · us-east-1');
	});

	it('tells accounts apart that no connection is of: of archives, and of imports', async () => {
		const places = async (history: FakeHistory) =>
			(await snapshot(history, { kind: 'all' })).heading.places;
		const several = { accounts: {}, oneAccount: false };
		const history = new FakeHistory([buildCall()]);
		expect(await places(history)).toBeUndefined();
		const read = {
			...{ accountId: '444455556666', region: 'us-east-1', source: 's3://x' },
			...{ from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' },
		};
		history.covered = [{ ...read, complete: 'all' }];
		expect(await places(history)).toEqual(several);
		history.covered = [{ ...read, accountId: '111122223333', complete: 'all' }];
		expect(await places(history)).toBeUndefined();
		history.covered = [{ ...read, accountId: '111122223333', region: 'x', complete: 'all' }];
		expect(await places(history)).toEqual({ accounts: {}, oneAccount: true });
		history.covered = [];
		history.stored = [buildCall(), buildCall({ accountId: '444455556666' })];
		expect(await places(history)).toEqual(several);
	});

	it('counts all calls and lists those the filter lets through', async () => {
		const history = new FakeHistory([
			buildCall({ touches, eventTime: '2026-11-20T09:30:00Z' }),
			buildCall({
				touches,
				eventTime: '2026-11-21T09:30:00Z',
				readOnly: true,
				eventName: 'GetImagePipeline',
			}),
			buildCall({ touches, eventTime: '2026-10-01T12:00:00Z', errorCode: 'AccessDeniedException' }),
			buildCall({ touches: [] }),
		]);
		const taken = await whole(history);
		expect(taken.generation).toBe(3);
		expect(taken.heading).toMatchObject({
			title: 'golden-ami',
			kind: 'Image pipeline',
			arn,
			sample: false,
		});
		const exactly = (calls: number) => ({ calls, more: false });
		expect(taken.facts).toMatchObject({
			generation: 3,
			matching: exactly(2),
			target: {
				counts: { calls: exactly(3), changes: exactly(1), failures: exactly(1) },
				lastCall: '2026-11-20T09:30:00Z',
				firstDay: '2026-10-01',
			},
		});
		expect(taken.calls.map((call) => call.readOnly)).toEqual([false, false]);
		expect(taken.notice).toBeUndefined();
	});

	it('says of failures and times what the list shows: those of reads with the reads', async () => {
		const read = { readOnly: true, eventName: 'GetImagePipeline', touches };
		const history = new FakeHistory([
			buildCall({ ...read, eventTime: '2026-11-21T09:30:00Z', errorCode: 'AccessDeniedException' }),
			buildCall({ touches, eventTime: '2026-11-20T09:30:00Z', errorCode: 'Throttling' }),
			buildCall({ ...read, eventTime: '2026-09-01T12:00:00Z' }),
		]);
		const told = async (changesOnly: boolean) => {
			const { counts, ...rest } = (await whole(history, resource, { changesOnly, text: '' })).facts
				.target;
			return [counts.calls.calls, counts.failures.calls, rest.firstDay, rest.lastCall];
		};
		expect(await told(true)).toEqual([3, 1, '2026-11-20', '2026-11-20T09:30:00Z']);
		expect(await told(false)).toEqual([3, 2, '2026-09-01', '2026-11-21T09:30:00Z']);
	});

	it('brings the first page and the way to the next', async () => {
		const history = new FakeHistory(Array.from({ length: 201 }, () => buildCall({ touches })));
		const taken = await whole(history);
		expect(taken.calls).toHaveLength(firstPageSize);
		expect(taken.next).toBeDefined();
		expect(taken.facts.matching).toEqual({ calls: 201, more: false });
	});

	it('waits for nothing but rows, where there are some', async () => {
		const history = new FakeHistory(Array.from({ length: 201 }, () => buildCall({ touches })));
		const taken = await snapshot(history);
		expect(taken.facts).toBeUndefined();
		expect(history.asked).toEqual(['calls']);
	});

	it('brings what is known along where the rows are all there is', async () => {
		const history = new FakeHistory([buildCall({ touches })]);
		const facts = new FactsCache(history);
		await facts.of(resource);
		const state = { target: resource, filter: { changesOnly: true, text: '' } };
		history.asked.length = 0;
		const taken = await takeSnapshot({ history, facts, state, generation: 1, now, t: english });
		expect(taken.facts?.matching).toEqual({ calls: 1, more: false });
		expect(history.asked).toEqual(['calls']);
	});

	it('says that only reads are known, and offers to show them', async () => {
		const taken = await snapshot(new FakeHistory([buildCall({ touches, readOnly: true })]));
		expect(taken.notice?.title).toBe('No changes known');
		expect(taken.notice?.ways.map(({ run }) => run)).toEqual(['showReads']);
	});

	it('says that the filter hides what there is, and offers to clear it', async () => {
		const taken = await snapshot(new FakeHistory([buildCall({ touches })]), resource, {
			changesOnly: true,
			text: 'nobody-has-this-name',
		});
		expect(taken.notice?.title).toBe('No call matches the filter');
		expect(taken.notice?.ways.map(({ run }) => run)).toContain('clearFilter');
	});

	it('never says that nothing happened where nothing was read', async () => {
		const taken = await snapshot(new FakeHistory());
		expect(taken.notice?.title).toBe('No calls known');
		expect(taken.notice?.lines.join(' ')).toContain('No history of us-east-1 has been read yet');
		expect(taken.facts?.target.coverage.join(' ')).toContain('Not read yet: us-east-1');
	});

	it('tells what has been read, of the place of the resource only', async () => {
		const history = new FakeHistory();
		const stretch = {
			accountId: '111122223333',
			source: 'event-history',
			from: '2026-08-24T00:00:00Z',
			to: '2026-11-22T11:55:00Z',
		};
		history.covered = [
			{ ...stretch, region: 'us-east-1', complete: 'changes' },
			{ ...stretch, region: 'eu-west-1', complete: 'all' },
		];
		const { facts, notice } = await snapshot(history);
		expect(facts?.target.coverage).toHaveLength(1);
		expect(facts?.target.coverage[0]).toMatch(/us-east-1: changes read from .* reads not read/);
		expect(notice?.lines.join(' ')).toContain('No call of it in what has been read');
	});

	it('says first what is true of all places together', async () => {
		const history = new FakeHistory([buildCall()]);
		const read = (region: string, day: string, more: Partial<Coverage> = {}): Coverage => ({
			...{ accountId: '111122223333', source: 'event-history', region, complete: 'all' },
			...{ from: `2026-${day}T00:00:00Z`, to: '2026-11-22T11:59:40Z', ...more },
		});
		const lines = async () => (await whole(history, { kind: 'all' })).facts.target.coverage;
		history.covered = [read('us-east-1', '08-24'), read('eu-west-1', '03-01')];
		expect(await lines()).toEqual([
			expect.stringMatching(/^Places: 2 · every call read from .*24.* until now in all of them$/),
			expect.stringMatching(/eu-west-1: every call read from /),
			expect.stringMatching(/us-east-1: every call read from /),
		]);
		history.covered = [
			...history.covered,
			read('x-1', '10-01', { complete: 'changes' }),
			// fetched of long ago
			read('x-2', '01-01', { to: '2026-02-01T00:00:00Z' }),
		];
		const { connection } = history;
		if (connection.kind === 'aws') {
			history.connection = { ...connection, regions: ['us-east-1', 'x-3'] };
		}
		const [first = '', ...others] = await lines();
		expect(first.split(' · ')).toEqual([
			'Places: 5',
			expect.stringMatching(/^every call read from .*24.* until now in 2 of them$/),
			expect.stringMatching(/^changes read from .*1.* until now in 1 of them$/),
			'read to an earlier time: 1',
			'not read yet: 1',
		]);
		expect(others).toHaveLength(5);
		expect(others.at(-1)).toBe('Not read yet: x-3.');
	});

	it('marks the sample', async () => {
		const history = new FakeHistory([buildCall({ touches })]);
		await history.openSample();
		expect((await snapshot(history)).heading.sample).toBe(true);
	});

	it('lists the calls of a caller, and of a search', async () => {
		const bob = buildCall({ caller: { type: 'IAMUser', name: 'bob' } });
		const history = new FakeHistory([buildCall(), bob]);
		const ofBob = await snapshot(history, { kind: 'caller', caller: 'bob' });
		expect(ofBob.calls.map(({ eventId }) => eventId)).toEqual([bob.eventId]);
		const found = await snapshot(history, { kind: 'search', text: 'bob' });
		expect(found.calls.map(({ eventId }) => eventId)).toEqual([bob.eventId]);
		expect(found.heading.title).toBe('bob');
	});

	it('keeps hostile names out of the title', async () => {
		const taken = await snapshot(new FakeHistory(), { kind: 'caller', caller: 'al\u202eice\n' });
		expect(taken.heading.title).toBe('alice');
	});

	it('passes on what the store could not do', async () => {
		const history = new FakeHistory();
		history.failure = new HistoryError('store-busy', 'The history is in use.');
		await expect(snapshot(history)).rejects.toBe(history.failure);
		expect(failureNotice(history.failure, english)).toMatchObject({
			severity: 'error',
			lines: ['The history is in use.'],
		});
		expect(failureNotice(new TypeError('x is undefined'), english).lines).toEqual([
			'Internal error.',
		]);
	});
});
