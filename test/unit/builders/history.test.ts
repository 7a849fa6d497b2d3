import { describe, expect, it } from 'vitest';
import { isReadOnly } from '../../../src/model/operations.ts';
import { buildHistory } from '../../builders/history.ts';
import { buildSampleStory } from '../../builders/sampleStory.ts';

describe('buildHistory', () => {
	const history = buildHistory({ count: 3_000, regions: ['us-east-1', 'eu-west-1'], seed: 7 });

	it('gives the same history for the same seed, another for another', () => {
		expect(buildHistory({ count: 50, seed: 7 })).toEqual(buildHistory({ count: 50, seed: 7 }));
		expect(buildHistory({ count: 50, seed: 7 })).not.toEqual(buildHistory({ count: 50, seed: 8 }));
	});

	it('gives each record an id of its own, newest first, within the days', () => {
		expect(new Set(history.map((record) => record.eventID)).size).toBe(3_000);
		const times = history.map((record) => record.eventTime ?? '');
		expect(times.toSorted().toReversed()).toEqual(times);
		expect(times[0]).toMatch(/^2026-11-/);
		expect(times.at(-1)).toMatch(/^2026-09-0/);
	});

	it('says readOnly as the operations table does', () => {
		const wrong = history.filter(
			(record) => record.readOnly !== isReadOnly(record.eventName ?? '', undefined),
		);
		expect(wrong).toEqual([]);
	});

	it('has reads and failures in the asked-for share, and root once', () => {
		const reads = history.filter((record) => record.readOnly).length / history.length;
		expect(reads).toBeGreaterThan(0.55);
		expect(reads).toBeLessThan(0.65);
		expect(history.some((record) => record.errorCode !== undefined)).toBe(true);
		expect(history.filter((record) => record.userIdentity?.type === 'Root')).toHaveLength(1);
		expect(buildHistory({ count: 100, readShare: 0 }).some((record) => record.readOnly)).toBe(
			false,
		);
	});

	it('holds ids apart between accounts', () => {
		const ids = ['111122223333', '444455556666'].flatMap((accountId) =>
			buildHistory({ accountId, count: 500 }).map((record) => record.eventID),
		);
		expect(new Set(ids).size).toBe(1_000);
	});
});

describe('buildSampleStory', () => {
	const story = buildSampleStory();

	it('is small, newest first, each call once', () => {
		expect(story).toHaveLength(400);
		expect(new Set(story.map((record) => record.eventID)).size).toBe(400);
		const times = story.map((record) => record.eventTime ?? '');
		expect(times.toSorted().toReversed()).toEqual(times);
	});

	it('ends with a change in the console and a failure after it', () => {
		const newest = story.slice(0, 12);
		const failure = newest.findIndex((record) => record.errorCode !== undefined);
		const change = newest.findIndex(
			(record) =>
				record.eventName === 'UpdateImagePipeline' &&
				record.sessionCredentialFromConsole === 'true',
		);
		expect(failure).toBeGreaterThanOrEqual(0);
		expect(change).toBeGreaterThan(failure);
	});
});
