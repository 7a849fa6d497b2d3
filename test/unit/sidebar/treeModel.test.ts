import { describe, expect, it } from 'vitest';
import { together } from '../../../src/engine/awsConnection.ts';
import { HistoryError } from '../../../src/model/errors.ts';
import type { ResourceNode, TreeNode } from '../../../src/sidebar/rows.ts';
import { pageSize, TreeModel } from '../../../src/sidebar/treeModel.ts';
import { initialState, type ViewState } from '../../../src/sidebar/viewState.ts';
import { buildCall, buildPipelineArn } from '../../builders/call.ts';
import { FakeHistory } from '../../builders/fakeHistory.ts';

const recipe = 'arn:aws:imagebuilder:us-east-1:111122223333:image-recipe/golden-ami/1.0.0';
const container = 'arn:aws:imagebuilder:us-east-1:111122223333:container-recipe/box/1.0.0';

function modelOf(history: FakeHistory, change: Partial<ViewState> = {}) {
	return new TreeModel(history, () => ({ ...initialState, ...change }));
}

async function find<T extends TreeNode['type']>(
	model: TreeModel,
	type: T,
	parent?: TreeNode,
): Promise<Extract<TreeNode, { type: T }>> {
	const rows = await model.children(parent);
	const row = rows.find((each): each is Extract<TreeNode, { type: T }> => each.type === type);
	if (!row) {
		throw new Error(`no ${type} among ${rows.map((each) => each.id)}`);
	}
	return row;
}

const ids = (rows: readonly TreeNode[]) => rows.map((row) => row.id);

describe('the last change of a resource that was run since', () => {
	const run = { eventName: 'StartImagePipelineExecution' };
	const created = buildCall({
		eventName: 'CreateImagePipeline',
		eventTime: '2026-11-01T09:00:00Z',
	});
	const updated = buildCall({
		eventTime: '2026-11-02T09:00:00Z',
		caller: { type: 'IAMUser', name: 'dave' },
	});
	const ran = buildCall({ ...run, eventTime: '2026-11-03T09:00:00Z' });

	async function lastEdit(history: FakeHistory, change: Partial<ViewState> = {}) {
		const model = modelOf(history, change);
		const row = await find(model, 'resource', await find(model, 'group'));
		history.asked.length = 0;
		return model.lastEdit(row);
	}

	it('is found below the runs, among the calls of the filter', async () => {
		const history = new FakeHistory([created, updated, ran]);
		expect(await lastEdit(history)).toBe(updated);
		const but = { except: { who: ['dave'] } };
		expect(await lastEdit(history, { filter: but })).toBe(created);
		expect(await lastEdit(history, { filter: { eventNames: ['Start*'] } })).toBeUndefined();
	});

	it('is not asked for where the last change is known', async () => {
		const history = new FakeHistory([created, updated]);
		expect(await lastEdit(history)).toBeUndefined();
		expect(history.asked).toEqual([]);
	});
});

describe('a filter whose time moves with the clock', () => {
	it('shows with each reading what it means then', async () => {
		const history = new FakeHistory([buildCall({ eventTime: '2026-11-02T09:00:00Z' })]);
		const state: ViewState = { ...initialState, filter: { times: 'since:2d' } };
		let now = Date.parse('2026-11-03T09:00:00Z');
		const model = new TreeModel(
			history,
			() => state,
			() => now,
		);
		expect((await find(model, 'group')).filter).toMatchObject({ from: '2026-11-01T09:00:00.000Z' });
		now = Date.parse('2026-11-05T09:00:00Z');
		const [row] = await model.children();
		expect(row).toMatchObject({ type: 'message', message: { kind: 'no-match' } });
	});
});

describe('TreeModel by resource', () => {
	it('shows the groups that have something, in the order of the design', async () => {
		const history = new FakeHistory([
			buildCall({ touches: [{ arn: container, role: 'subject' }] }),
			buildCall({ touches: [{ arn: recipe, role: 'subject' }] }),
			buildCall({ touches: [] }),
			buildCall(),
		]);
		const rows = await modelOf(history).children();
		expect(ids(rows)).toEqual(['group:pipelines', 'group:recipes', 'group:other']);
		expect(rows[1]).toMatchObject({ size: 2 });
	});

	it('hides what only reads touched until reads are shown', async () => {
		const history = new FakeHistory([
			buildCall(),
			buildCall({ readOnly: true, touches: [{ arn: recipe, role: 'subject' }] }),
		]);
		expect(ids(await modelOf(history).children())).toEqual(['group:pipelines']);
		const all = await modelOf(history, { showReads: true }).children();
		expect(ids(all)).toEqual(['group:pipelines', 'group:recipes']);
	});

	it('asks for counters, not for a count of calls, where nothing narrows the question', async () => {
		const history = new FakeHistory([buildCall({ readOnly: true })]);
		const model = modelOf(history, { showReads: true });
		const group = await find(model, 'group');
		expect(group.resources[0]).toMatchObject({ calls: 1, changes: 0 });
	});

	it('lists the calls of a resource newest first, a page at a time', async () => {
		const calls = Array.from({ length: 2 * pageSize + 1 }, (_, index) =>
			buildCall({ eventTime: new Date(Date.UTC(2026, 10, 1, 0, index)).toISOString() }),
		);
		const model = modelOf(new FakeHistory(calls));
		const resource = await find(model, 'resource', await find(model, 'group'));
		const first = await model.children(resource);
		expect(first).toHaveLength(pageSize + 1);
		expect(first[0]).toMatchObject({ type: 'call', eventId: calls.at(-1)?.eventId });
		const more = first.at(-1);
		expect(more).toMatchObject({ type: 'loadMore', shown: pageSize });

		model.loadMore(more?.parent);
		model.loadMore(more?.parent);
		const all = await model.children(resource);
		expect(all).toHaveLength(calls.length);
		expect(new Set(ids(all)).size).toBe(calls.length);
		expect(ids(all).slice(0, pageSize)).toEqual(ids(first).slice(0, pageSize));

		model.forgetPages();
		expect(await model.children(resource)).toHaveLength(pageSize + 1);
	});

	it('gives a resource the same id after a refresh, whatever came in between', async () => {
		const history = new FakeHistory([buildCall()]);
		const model = modelOf(history);
		const before = await find(model, 'resource', await find(model, 'group'));
		history.stored = [
			...history.stored,
			buildCall({ touches: [{ arn: recipe, role: 'subject' }] }),
		];
		const after = await find(model, 'resource', await find(model, 'group'));
		expect(after.id).toBe(before.id);
		expect(after.parent?.id).toBe(before.parent?.id);
	});

	it('shows calls that name the resource with the calls about it', async () => {
		const history = new FakeHistory([
			buildCall({
				touches: [
					{ arn: buildPipelineArn(), role: 'subject' },
					{ arn: recipe, role: 'reference' },
				],
			}),
		]);
		const model = modelOf(history);
		const group = (await model.children())[1];
		const resource = (await model.children(group))[0] as ResourceNode;
		expect(resource.arn).toBe(recipe);
		expect(await model.children(resource)).toMatchObject([{ type: 'call', arn: recipe }]);
	});
});

describe('TreeModel with several places', () => {
	const history = new FakeHistory([
		buildCall(),
		buildCall({ region: 'eu-west-1' }),
		buildCall({ accountId: '444455556666', caller: { type: 'IAMUser', name: 'dave' } }),
	]);

	it('puts account and Region on top', async () => {
		const model = modelOf(history);
		const rows = await model.children();
		expect(ids(rows)).toEqual([
			'place:111122223333/eu-west-1',
			'place:111122223333/us-east-1',
			'place:444455556666/us-east-1',
		]);
		const group = await find(model, 'group', rows[0]);
		expect(group.resources.map(({ region }) => region)).toEqual(['eu-west-1']);
		expect(group.id).toBe('place:111122223333/eu-west-1/group:pipelines');
	});

	it('keeps the level when the filter leaves one of them', async () => {
		const model = modelOf(history, { filter: { caller: 'dave' } });
		const rows = await model.children();
		expect(ids(rows)).toEqual(['place:444455556666/us-east-1']);
		// all can be seen at once, where with several accounts one would bury the others
		expect(rows[0]).toMatchObject({ open: true });
		expect((await modelOf(history).children())[0]).toMatchObject({ open: false });
	});
});

describe('TreeModel by caller and by day', () => {
	const history = new FakeHistory([
		buildCall({ eventTime: new Date(2026, 10, 20, 0, 0).toISOString() }),
		buildCall({ eventTime: new Date(2026, 10, 20, 23, 59, 59).toISOString() }),
		buildCall({
			eventTime: new Date(2026, 10, 19, 23, 59, 59).toISOString(),
			caller: { type: 'IAMUser', name: 'dave' },
		}),
	]);

	it('groups by caller, the busiest first', async () => {
		const model = modelOf(history, { groupBy: 'caller' });
		const rows = await model.children();
		expect(ids(rows)).toEqual(['caller:alice@example.com', 'caller:dave']);
		expect(await model.children(rows[1])).toHaveLength(1);
	});

	it('groups by local day, the newest first, and splits at midnight', async () => {
		const model = modelOf(history, { groupBy: 'day' });
		const rows = await model.children();
		expect(ids(rows)).toEqual(['day:2026-11-20', 'day:2026-11-19']);
		expect(await model.children(rows[0])).toHaveLength(2);
		expect(await model.children(rows[1])).toHaveLength(1);
	});

	it('keeps the bounds that the user set within a day', async () => {
		const from = new Date(2026, 10, 20, 12, 0).toISOString();
		const model = modelOf(history, { groupBy: 'day', filter: { from } });
		expect(await model.children(await find(model, 'day'))).toHaveLength(1);
	});
});

describe('TreeModel without rows', () => {
	it('says that the filter hides everything', async () => {
		const model = modelOf(new FakeHistory([buildCall()]), { filter: { caller: 'nobody' } });
		expect(await model.children()).toMatchObject([{ message: { kind: 'no-match' } }]);
	});

	it('says that there are only reads', async () => {
		const model = modelOf(new FakeHistory([buildCall({ readOnly: true })]));
		expect(await model.children()).toMatchObject([{ message: { kind: 'reads-hidden', reads: 1 } }]);
	});

	it('says what was read below the rows, never in place of the welcome view', async () => {
		const history = new FakeHistory([buildCall()]);
		const [from, to] = ['2026-09-01T00:00:00Z', '2026-11-20T00:00:00Z'];
		const place = { accountId: '111122223333', region: 'us-east-1', source: 'event-history' };
		history.covered = [{ ...place, from, to, complete: 'all' }];
		expect(ids(await modelOf(history).children())).toEqual(['group:pipelines', 'coverage']);
		history.stored = [];
		expect(await modelOf(history).children()).toEqual([]);
	});

	it('leaves the place to the welcome view where no call is known', async () => {
		expect(await modelOf(new FakeHistory()).children()).toEqual([]);
	});

	it('makes a row of an error', async () => {
		const history = new FakeHistory();
		history.failure = new HistoryError('store-busy', 'The store is busy.');
		expect(await modelOf(history).children()).toMatchObject([
			{ type: 'error', message: 'The store is busy.', wayOut: 'log' },
		]);
	});

	it('names the sources that failed beside Event history', async () => {
		const history = new FakeHistory([buildCall()]);
		if (history.connection.kind === 'aws') {
			const failed = {
				source: 's3://trail-bucket',
				code: 'access-denied',
				message: 'Not allowed.',
			};
			history.connection = { ...history.connection, sourceErrors: [failed] };
		}
		const [row] = await modelOf(history).children();
		expect(row).toMatchObject({ type: 'error', message: 'S3 bucket trail-bucket: Not allowed.' });
	});

	it('names each of several connections that failed, also where all did, with ids of their own', async () => {
		const history = new FakeHistory([buildCall()]);
		const expired = new HistoryError('expired-session', 'The session has expired.');
		const wrong = new HistoryError('wrong-profile', 'There is no such profile.');
		const failed = (name: string, error: HistoryError) => ({
			...{ name, profile: name, regions: ['us-east-1'], phase: 'failed' as const, error },
			progress: [region],
		});
		const region = {
			...{ accountId: '111122223333', region: 'us-east-1', phase: 'failed' as const },
			...{ requests: 1, newCalls: 0, error: { code: 'throttled', message: 'Too many.' } },
		};
		const partly = (name: string) => ({ ...failed(name, wrong), phase: 'ready' as const });
		history.connection = together([failed('a', expired), failed('b', wrong)]);
		const errors = async () =>
			(await modelOf(history).children()).filter((row) => row.type === 'error');
		expect((await errors()).map(({ message, wayOut }) => [message, wayOut])).toEqual([
			['a: The session has expired.', 'sign-in'],
			['b: There is no such profile.', 'connections'],
		]);
		// two profiles of one account
		history.connection = together([partly('a'), partly('b')]);
		const rows = await errors();
		expect(rows.map(({ message }) => message)).toEqual(Array(2).fill('us-east-1: Too many.'));
		expect(new Set(ids(rows)).size).toBe(2);
	});

	it('puts the connection’s trouble above the stored rows', async () => {
		const history = new FakeHistory([buildCall()]);
		history.connection = {
			kind: 'aws',
			profile: 'dev',
			regions: [],
			phase: 'failed',
			progress: [],
			connections: [],
			error: new HistoryError('expired-session', 'The session has expired.'),
		};
		const rows = await modelOf(history).children();
		expect(rows.map((row) => row.type)).toEqual(['error', 'group']);
		expect(rows[0]).toMatchObject({ wayOut: 'sign-in' });
		history.stored = [];
		expect(await modelOf(history).children()).toEqual([]);
	});
});
