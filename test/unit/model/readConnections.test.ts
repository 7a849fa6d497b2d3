import { describe, expect, it } from 'vitest';
import { isArchive, sourceId } from '../../../src/model/connectionSettings.ts';
import { readConnections, simpleConnection } from '../../../src/model/readConnections.ts';

const simple = { profile: '', regions: ['eu-central-1'] };

function sourcesOf(...sources: unknown[]) {
	const { connections, problems } = readConnections([{ profile: 'p', sources }], simple);
	return { sources: connections[0]?.sources, problems };
}

describe('the connections in force', () => {
	it.each([undefined, null, []])(
		'are those of profile and regions where %j is all there is',
		(value) => {
			expect(readConnections(value, simple)).toEqual({
				connections: [{ name: 'default', ...simple, sources: [{ type: 'event-history' }] }],
				problems: [],
			});
		},
	);

	it('are those of the list alone where no profile is named beside it', () => {
		const { connections } = readConnections([{ profile: 'prod' }, { profile: 'dev' }], simple);
		expect(connections.map(({ name, regions }) => [name, regions])).toEqual([
			['prod', []],
			['dev', []],
		]);
	});

	it('have the named profile first, unless the list has it', () => {
		const named = { profile: 'dev', regions: [] };
		const names = (value: unknown) =>
			readConnections(value, named).connections.map(({ name }) => name);
		expect(names([{ profile: 'prod' }])).toEqual(['dev', 'prod']);
		expect(names([{ name: 'Development', profile: 'dev' }])).toEqual(['Development']);
	});

	it('tell that of profile and regions from those of the list, also by its name', () => {
		const named = { profile: 'dev', regions: ['eu-west-1'] };
		const of = (value: unknown) =>
			simpleConnection(readConnections(value, named).connections, value);
		expect(of([{ name: 'dev', profile: 'prod' }])).toMatchObject({ name: 'dev (2)', ...named });
		expect(of([{ name: 'Development', profile: 'dev' }])).toBeUndefined();
	});

	it('have names of their own', () => {
		const { connections } = readConnections([{ profile: 'a' }, { profile: 'a' }, {}], simple);
		expect(connections.map(({ name }) => name)).toEqual(['a', 'a (2)', 'default']);
	});
});

describe('the sources of a connection', () => {
	it('are read in every form that people write', () => {
		const { sources, problems } = sourcesOf(
			'event-history',
			{
				type: 's3',
				bucket: 's3://trail-bucket/audit/AWSLogs/',
				days: 400.5,
				complete: 'all',
				multiRegion: true,
			},
			{
				type: 's3',
				bucket: 'b',
				prefix: '/p/',
				accounts: ['111122223333', 5],
				requesterPays: true,
				multiRegion: 'yes',
			},
			{ type: 'cloudwatch-logs', logGroup: ' trail ', region: 'us-east-1' },
			{ type: 'athena', database: 'd', table: 't', workgroup: 'w' },
			{
				type: 'lake',
				eventDataStore: 'arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/id',
			},
			{ type: 'sqs', queueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/trail' },
			{ type: 'folder', path: '~/logs' },
		);
		expect(problems).toEqual([]);
		expect(sources).toEqual([
			{ type: 'event-history' },
			{
				type: 's3',
				bucket: 'trail-bucket',
				prefix: 'audit',
				days: 400,
				complete: 'all',
				multiRegion: true,
			},
			{ type: 's3', bucket: 'b', prefix: 'p', accounts: ['111122223333'], requesterPays: true },
			{ type: 'cloudwatch-logs', logGroup: 'trail', region: 'us-east-1' },
			{ type: 'athena', database: 'd', table: 't', workgroup: 'w' },
			{
				type: 'lake',
				eventDataStore: 'arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/id',
			},
			{ type: 'sqs', queueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/trail' },
			{ type: 'folder', path: '~/logs' },
		]);
		expect(sources?.map(sourceId)).toEqual([
			...['event-history', 's3://trail-bucket/audit', 's3://b/p', 'cloudwatch-logs:trail'],
			...['athena:d.t', 'lake:id', 'sqs:trail', 'logs'],
		]);
		expect(sources?.filter(isArchive)).toHaveLength(5);
	});

	it('that are no good are told, and leave the others alone', () => {
		const { sources, problems } = sourcesOf(
			{ type: 's3' },
			{ type: 'athena', database: 'd' },
			{ type: 'ftp' },
			7,
			{ type: 'folder', path: '/logs' },
		);
		expect(sources).toEqual([{ type: 'folder', path: '/logs' }]);
		expect(problems).toEqual([
			'connections[0].sources[0] needs "bucket".',
			'connections[0].sources[1] needs "table".',
			'connections[0].sources[2] has no known "type".',
			'connections[0].sources[3] has no known "type".',
		]);
	});

	it('leave the connection out where all of them are bad: nobody asked for Event history', () => {
		const { connections, problems } = readConnections(
			['x', { profile: 'p', sources: [{ type: 's3' }] }, { profile: 'q' }],
			simple,
		);
		expect(connections.map(({ name }) => name)).toEqual(['q']);
		expect(problems).toEqual([
			'connections[0] is no object.',
			'connections[1].sources[0] needs "bucket".',
			'connections[1] has no source that can be read.',
		]);
	});
});
