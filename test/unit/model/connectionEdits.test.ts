import { describe, expect, it } from 'vitest';
import {
	addConnection,
	addSource,
	changeConnection,
	keepSimple,
	listedSources,
	rememberSource,
	removeConnection,
	removeSource,
	setSourceDays,
} from '../../../src/model/connectionEdits.ts';
import { readConnections } from '../../../src/model/readConnections.ts';

const simple = { profile: 'dev', regions: ['us-east-1'] };
const s3 = { type: 's3', bucket: 'trail-logs' } as const;
/** As somebody may have written it by hand. */
const prod = {
	profile: 'prod',
	comment: 'ask Ops',
	sources: ['event-history', { type: 'odd' }, s3],
};
const byHand = [prod, 'nonsense'];

describe('edits of the setting of connections', () => {
	it('keep what somebody wrote by hand', () => {
		const before = structuredClone(byHand);
		const renamed = changeConnection(byHand, 0, { name: 'Production' });
		expect(renamed).toEqual([{ ...prod, name: 'Production' }, 'nonsense']);
		expect(changeConnection(renamed, 0, { name: '' })).toEqual(byHand);
		expect(addConnection(byHand, { profile: 'dev' })).toEqual([...byHand, { profile: 'dev' }]);
		expect(removeConnection(byHand, 1)).toEqual([byHand[0]]);
		expect(byHand).toEqual(before);
	});

	it('take away the source that was meant, though others cannot be read', () => {
		const sources = listedSources(byHand, 0);
		expect(sources.map(({ source }) => source?.type)).toEqual(['event-history', undefined, 's3']);
		const [left] = removeSource(byHand, 0, sources[2]?.at ?? -1);
		expect(left).toMatchObject({ sources: ['event-history', { type: 'odd' }], comment: 'ask Ops' });
	});

	it('set how much of an archive is kept read', () => {
		const [kept] = setSourceDays(byHand, 0, 2, 90);
		expect(kept).toEqual({
			...prod,
			sources: ['event-history', { type: 'odd' }, { ...s3, days: 90 }],
		});
		expect(setSourceDays([kept], 0, 2, undefined)).toEqual([prod]);
	});

	it('leave Event history where it was read without being named', () => {
		const [added] = addSource([{ profile: 'dev' }], 0, s3);
		expect(added).toEqual({ profile: 'dev', sources: [{ type: 'event-history' }, s3] });
		expect(removeSource([{ profile: 'dev', sources: [s3] }], 0, 0)).toEqual([{ profile: 'dev' }]);
	});

	it('remember a source with the connection in force, once', () => {
		const [own] = readConnections([], simple).connections;
		const written = own && rememberSource([], own, s3);
		const { connections } = readConnections(written, simple);
		expect(connections).toEqual([{ ...own, sources: [{ type: 'event-history' }, s3] }]);
		const [again] = connections;
		expect(again && rememberSource(written, again, s3)).toBeUndefined();
		const lake = { type: 'lake', eventDataStore: 'x' } as const;
		expect(again && rememberSource(written, again, lake)).toHaveLength(1);
	});

	it('keep the connection without a profile when the first of the setting comes', () => {
		const none = { profile: '', regions: ['eu-west-1'] };
		const both = addConnection(keepSimple([], none), { profile: 'prod' });
		expect(readConnections(both, none).connections.map(({ name }) => name)).toEqual([
			'default',
			'prod',
		]);
		// one with a profile stays by itself
		expect(keepSimple([], simple)).toEqual([]);
	});
});
