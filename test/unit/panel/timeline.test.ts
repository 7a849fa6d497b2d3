import { describe, expect, it } from 'vitest';
import { english } from '../../../src/model/translate.ts';
import { FactsCache } from '../../../src/panel/targetFacts.ts';
import { takeTimeline } from '../../../src/panel/timeline.ts';
import type { HistoryTarget, PanelFilter, PanelState } from '../../../src/protocol/target.ts';
import { buildCall } from '../../builders/call.ts';
import { FakeHistory } from '../../builders/fakeHistory.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const recipe = 'arn:aws:imagebuilder:us-east-1:111122223333:image-recipe/golden/1.0.1';

function timeline(
	history: FakeHistory,
	filter: PanelFilter = { changesOnly: true, text: '' },
	target: HistoryTarget = { kind: 'all' },
) {
	const facts = new FactsCache(history);
	const state: PanelState = { target, filter };
	return takeTimeline({ history, facts, state, now, t: english });
}

describe('takeTimeline', () => {
	it('is nothing where no call is known', async () => {
		expect(await timeline(new FakeHistory())).toBeNull();
	});

	it('counts what the filter lets through, up to now', async () => {
		const history = new FakeHistory([
			buildCall({ eventTime: '2026-11-20T10:00:00Z' }),
			buildCall({ eventTime: '2026-11-22T11:59:00Z', errorCode: 'AccessDeniedException' }),
			buildCall({ eventTime: '2026-11-21T10:00:00Z', readOnly: true }),
		]);
		const taken = await timeline(history);
		expect(taken?.bins.length).toBeLessThanOrEqual(200);
		const sum = (kind: 'changes' | 'reads' | 'failures') =>
			taken?.bins.reduce((total, bin) => total + bin[kind], 0);
		expect([sum('changes'), sum('reads'), sum('failures')]).toEqual([1, 0, 1]);
		expect(taken?.bins.at(-1)?.failures).toBe(1);
		expect(taken?.to).toBeGreaterThanOrEqual(now);
		expect(await timeline(history, { changesOnly: false, text: '' })).toMatchObject({
			from: taken?.from,
		});
	});

	it('shows the part of time that was zoomed into', async () => {
		const history = new FakeHistory([buildCall({ eventTime: '2026-11-20T10:00:00Z' })]);
		const range = { from: '2026-11-20T09:00:00.000Z', to: '2026-11-20T11:00:00.000Z' };
		const taken = await timeline(history, { changesOnly: true, text: '', range });
		expect(taken).toMatchObject({ from: Date.parse(range.from), to: Date.parse(range.to) });
		expect(taken?.bins[60]?.changes).toBe(1);
	});

	it('shows the time that the query asks for', async () => {
		const history = new FakeHistory([
			buildCall({ eventTime: '2026-11-20T10:00:00Z' }),
			buildCall({ eventTime: '2026-09-20T10:00:00Z' }),
		]);
		const taken = await timeline(history, { changesOnly: true, text: 'since:7d' });
		expect(taken?.from).toBe(now - 7 * 86_400_000);
		expect(taken?.bins.reduce((sum, bin) => sum + bin.changes, 0)).toBe(1);
		expect(await timeline(history, { changesOnly: true, text: 'since:2027-01-01' })).toBeNull();
	});

	it('begins shortly before the first call of what the panel is about', async () => {
		const day = 86_400_000;
		const arn = 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/bastion';
		const filter = { changesOnly: true, text: '' };
		const history = new FakeHistory([
			buildCall({ eventTime: '2026-01-10T10:00:00Z' }),
			buildCall({
				eventTime: '2026-03-01T10:05:00Z',
				caller: { type: 'AssumedRole', name: 'carol', session: 's' },
			}),
			buildCall({ eventTime: '2026-11-01T10:00:00Z', touches: [{ arn, role: 'subject' }] }),
		]);
		const read = (region: string, from: string) => ({
			...{ accountId: '111122223333', region, source: 'event-history', complete: 'all' as const },
			...{ from, to: '2026-11-22T12:00:00Z' },
		});
		history.covered = [
			read('us-east-1', '2026-05-01T00:00:00Z'),
			read('eu-central-1', '2025-12-09T00:00:00Z'),
		];
		expect((await timeline(history))?.from).toBe(Date.parse('2025-12-09T00:00:00Z'));
		const ofArn = async () =>
			(await timeline(history, filter, { kind: 'resource', arn }))?.from ?? 0;
		const first = new Date('2026-11-01T10:00:00Z').setHours(0, 0, 0, 0);
		expect(await ofArn()).toBeLessThan(first);
		expect(await ofArn()).toBeGreaterThan(first - 3 * day);
		// nothing was read before, and nothing is to be hatched
		history.covered = [read('us-east-1', '2026-11-01T00:00:00Z')];
		expect(await ofArn()).toBeGreaterThanOrEqual(first - day / 2);
		expect((await timeline(history, filter, { kind: 'resource', arn }))?.gapText).toBeUndefined();
		const target = { kind: 'session', session: 's', caller: 'carol' } as const;
		const taken = await timeline(history, filter, target);
		expect(taken).toMatchObject({ from: Date.parse('2026-03-01T09:05:00Z') });
		expect(taken?.to).toBeLessThanOrEqual(Date.parse('2026-03-01T11:10:00Z'));
	});

	it('says what was not read, and how to read it', async () => {
		const history = new FakeHistory([buildCall({ eventTime: '2026-11-20T10:00:00Z' })]);
		const taken = await timeline(history);
		expect(taken?.gapText).toContain('not read between');
		expect(taken?.ways.map(({ run }) => run)).toEqual(['refresh', 'showCoverage']);
		history.covered = [
			{
				accountId: '111122223333',
				region: 'us-east-1',
				source: 'event-history',
				from: '2026-08-24T00:00:00Z',
				to: '2026-11-22T12:00:00Z',
				complete: 'all',
			},
		];
		expect((await timeline(history))?.gapText).toBeUndefined();
		history.stored = [...history.stored, buildCall({ eventTime: '2026-01-20T10:00:00Z' })];
		const old = await timeline(history);
		expect(old?.gapText).toContain('90 days');
		expect(old?.ways.map(({ run }) => run)).toEqual(['importLogs', 'showCoverage']);
	});

	it('marks new versions, and deploys once each', async () => {
		const terraform = { kind: 'terraform', rule: 'r', evidence: 'e' } as const;
		const history = new FakeHistory([
			buildCall({
				eventName: 'CreateImageRecipe',
				eventTime: '2026-11-20T10:00:00Z',
				touches: [{ arn: recipe, role: 'subject' }],
			}),
			...[0, 5, 10, 300].map((minutes) =>
				buildCall({
					eventTime: new Date(Date.parse('2026-11-21T10:00:00Z') + minutes * 60_000).toISOString(),
					origin: terraform,
				}),
			),
		]);
		const taken = await timeline(history);
		expect(taken?.marks.map(({ kind }) => kind)).toEqual(['version', 'deploy', 'deploy']);
		expect(taken?.marks[0]?.title).toBe('New version: golden 1.0.1');
		history.covered = ['us-east-1', 'eu-central-1'].map((region) => ({
			...{ accountId: '111122223333', region, source: 'event-history', complete: 'all' },
			...{ from: '2026-11-01T00:00:00Z', to: '2026-11-22T12:00:00Z' },
		}));
		expect((await timeline(history))?.marks.map(({ title }) => title)).toEqual([
			'New version: golden 1.0.1 · us-east-1',
			...['Deployed with Terraform', 'Deployed with Terraform'],
		]);
	});

	it('marks versions over all of the time, by number where they are many', async () => {
		const day = 86_400_000;
		const history = new FakeHistory(
			Array.from({ length: 90 }, (_, index) =>
				buildCall({
					eventName: 'CreateComponent',
					eventTime: new Date(now - day * (index + 0.5)).toISOString(),
				}),
			),
		);
		const taken = await timeline(history);
		const marks = taken?.marks ?? [];
		expect(marks.length).toBeLessThanOrEqual(40);
		expect(marks.every((mark) => 'range' in mark)).toBe(true);
		expect(marks[0]?.time).toBeLessThan(now - 85 * day);
		const numbers = marks.map(({ title }) => Number(/^New versions: (\d+)$/.exec(title)?.[1]));
		expect(numbers.reduce((sum, each) => sum + each, 0)).toBe(90);
		// the ranges lie side by side, so that each leads to its own versions
		const ranges = marks.map((mark) => ('range' in mark ? mark.range : undefined));
		expect(ranges.slice(1).every((range, index) => range?.from === ranges[index]?.to)).toBe(true);
	});

	it('takes marks apart that cover each other, once there is nothing left to zoom into', async () => {
		const history = new FakeHistory(
			['10:00:10', '10:00:40', '10:01:20'].map((time) =>
				buildCall({ eventName: 'CreateWorkflow', eventTime: `2026-11-20T${time}Z` }),
			),
		);
		const [group, ...others] = (await timeline(history))?.marks ?? [];
		expect(others).toEqual([]);
		expect(group?.title).toBe('New versions: 3');
		const range = { from: '2026-11-20T10:00:00.000Z', to: '2026-11-20T10:03:00.000Z' };
		const near = await timeline(history, { changesOnly: true, text: '', range });
		expect(near?.marks.map((mark) => 'eventId' in mark)).toEqual([true, true, true]);
	});
});
