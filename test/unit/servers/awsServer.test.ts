import { LookupEventsCommand, type LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it } from 'vitest';
import { type AwsServer, startAwsServer } from '../../servers/awsServer.ts';
import type { AwsServerOptions } from '../../servers/awsWorld.ts';
import { cloudTrail, later, numbered, secondKey, sts } from './clients.ts';

let server: AwsServer;
afterEach(() => server.close());

async function start(options: AwsServerOptions = {}): Promise<AwsServer> {
	server = await startAwsServer({ now: later, requestsPerSecond: 1000, ...options });
	return server;
}

function look(
	input: LookupEventsCommandInput = {},
	options: Parameters<typeof cloudTrail>[1] = {},
) {
	return cloudTrail(server.url, options).send(new LookupEventsCommand(input));
}

async function failure(answer: Promise<unknown>) {
	const error = await answer.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
	return { name, status: $metadata?.httpStatusCode };
}

describe('LookupEvents', () => {
	it('pages newest first until every record was seen once', async () => {
		await start({ records: numbered(120) });
		const ids: (string | undefined)[] = [];
		const sizes: number[] = [];
		let token: string | undefined;
		do {
			const page = await look(token === undefined ? {} : { NextToken: token });
			sizes.push(page.Events?.length ?? 0);
			ids.push(...(page.Events ?? []).map((event) => event.EventId));
			token = page.NextToken;
		} while (token !== undefined);
		expect(sizes).toEqual([50, 50, 20]);
		expect(ids).toEqual(
			numbered(120)
				.reverse()
				.map((record) => (record as { eventID: string }).eventID),
		);
	});

	it('answers with strings where AWS does, and times as dates', async () => {
		await start({ records: numbered(1) });
		const { Events = [] } = await look();
		expect(Events[0]).toMatchObject({
			ReadOnly: 'false',
			EventTime: new Date('2026-10-01T00:00:00Z'),
			Username: 'alice@example.com',
			EventSource: 'imagebuilder.amazonaws.com',
			AccessKeyId: 'ASIAEXAMPLEKEY000001',
		});
		expect(JSON.parse(Events[0]?.CloudTrailEvent ?? '')).toEqual(numbered(1)[0]);
		expect(Events[0]).not.toHaveProperty('Resources');
	});

	it('leaves the user name out where nobody made the call', async () => {
		const identity = { accountId: '111122223333', invokedBy: 'imagebuilder.amazonaws.com' };
		await start({ records: numbered(1, { userIdentity: identity }) });
		const { Events = [] } = await look();
		expect(Events).toHaveLength(1);
		expect(Events[0]).not.toHaveProperty('Username');
	});

	it.each([
		['EventName', 'UpdateImagePipeline', 10],
		['ReadOnly', 'true', 30],
		['Username', 'alice@example.com', 40],
		['EventId', '00000000-0000-4000-8000-000000000003', 1],
		['EventSource', 'ec2.amazonaws.com', 0],
		['AccessKeyId', 'ASIAEXAMPLEKEY000001', 40],
	] as const)('filters by %s', async (AttributeKey, AttributeValue, count) => {
		await start({ records: numbered(40) });
		const { Events = [] } = await look({ LookupAttributes: [{ AttributeKey, AttributeValue }] });
		expect(Events).toHaveLength(count);
	});

	it('takes both ends of the time range in', async () => {
		await start({ records: numbered(40) });
		const { Events = [] } = await look({
			StartTime: new Date('2026-10-01T00:05:00Z'),
			EndTime: new Date('2026-10-01T00:10:00Z'),
		});
		expect(Events).toHaveLength(6);
	});

	it('knows only the called Region and account, and only management events', async () => {
		await start({
			records: [
				...numbered(3),
				...numbered(4, { awsRegion: 'eu-west-1' }),
				...numbered(5, { recipientAccountId: '444455556666' }),
				...numbered(6, { managementEvent: false, eventCategory: 'Data' }),
			],
		});
		expect((await look()).Events).toHaveLength(3);
		expect((await look({}, { region: 'eu-west-1' })).Events).toHaveLength(4);
		expect((await look({}, { credentials: secondKey })).Events).toHaveLength(5);
		expect((await look({ EventCategory: 'insight' })).Events).toHaveLength(0);
	});

	it('forgets what is older than 90 days and hides what is not delivered yet', async () => {
		const delay = (record: object) =>
			(record as { eventID: string }).eventID.endsWith('5') ? 20 * 86_400_000 : 0;
		await start({ records: numbered(10), deliveryDelay: delay });
		expect((await look()).Events).toHaveLength(9);
		const now = () => Date.parse('2026-10-01T00:04:30Z') + 90 * 86_400_000;
		await server.close();
		await start({ records: numbered(10), now });
		expect((await look()).Events).toHaveLength(5);
	});

	it.each<[string, LookupEventsCommandInput]>([
		[
			'InvalidLookupAttributesException',
			{
				LookupAttributes: [
					{ AttributeKey: 'EventName', AttributeValue: 'a' },
					{ AttributeKey: 'ReadOnly', AttributeValue: 'false' },
				],
			},
		],
		['InvalidMaxResultsException', { MaxResults: 51 }],
		['InvalidMaxResultsException', { MaxResults: 0 }],
		[
			'InvalidTimeRangeException',
			{ StartTime: new Date('2026-10-02'), EndTime: new Date('2026-10-01') },
		],
		['InvalidTimeRangeException', { StartTime: new Date('2026-01-01') }],
		['InvalidNextTokenException', { NextToken: 'made up' }],
		['InvalidEventCategoryException', { EventCategory: 'other' as 'insight' }],
	])('refuses with %s', async (name, input) => {
		await start({ records: numbered(3) });
		expect(await failure(look(input))).toEqual({ name, status: 400 });
	});

	it('binds a token to parameters, Region and account', async () => {
		await start({ records: numbered(60), accounts: { AKIAIOSFODNN7EXAMPLE: '111122223333' } });
		const EndTime = new Date('2026-10-10');
		const { NextToken } = await look({ EndTime });
		expect(NextToken).toBeDefined();
		const token = { NextToken: NextToken ?? '' };
		expect((await look({ EndTime, ...token })).Events).toHaveLength(10);
		const name = 'InvalidNextTokenException';
		expect(await failure(look(token))).toMatchObject({ name });
		expect(await failure(look({ EndTime: new Date('2026-10-11'), ...token }))).toMatchObject({
			name,
		});
		expect(await failure(look({ EndTime, MaxResults: 10, ...token }))).toMatchObject({ name });
		const elsewhere = { region: 'eu-west-1' };
		expect(await failure(look({ EndTime, ...token }, elsewhere))).toMatchObject({ name });
	});

	it('finds events that arrive while somebody pages', async () => {
		await start({ records: numbered(60) });
		const EndTime = new Date('2026-10-10');
		const { NextToken = '' } = await look({ EndTime });
		server.addRecords(numbered(1, { eventTime: '2026-10-01T00:02:30Z', eventID: 'late' }));
		const { Events = [] } = await look({ EndTime, NextToken });
		expect(Events.map((event) => event.EventId)).toContain('late');
	});
});

describe('the rate', () => {
	it('is two a second for each account and Region, and a throttle is HTTP 400', async () => {
		await start({ requestsPerSecond: 2 });
		const both = await Promise.all([look(), look()]);
		expect(both).toHaveLength(2);
		expect(await failure(look())).toEqual({ name: 'ThrottlingException', status: 400 });
		await look({}, { region: 'eu-west-1' });
		await look({}, { credentials: secondKey });
		expect(server.maxRequestsPerSecond()).toBe(3);
		expect(server.requests().map((request) => request.outcome)).toEqual([
			'ok',
			'ok',
			'ThrottlingException',
			'ok',
			'ok',
		]);
	});
});

describe('who may call', () => {
	it('refuses what is not signed', async () => {
		await start();
		const target = { 'x-amz-target': 'CloudTrail_20131101.LookupEvents' };
		const unsigned = await fetch(server.url, { method: 'POST', headers: target, body: '{}' });
		expect(unsigned.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
		const garbage = await fetch(server.url, {
			method: 'POST',
			headers: { ...target, authorization: 'AWS4-HMAC-SHA256 Credential=me' },
			body: '{}',
		});
		expect(await garbage.json()).toMatchObject({ __type: 'IncompleteSignatureException' });
	});

	it('refuses unknown and expired keys, denied and disabled Regions', async () => {
		await start({
			expiredKeys: ['AKIAI44QH8DHBEXAMPLE'],
			deniedRegions: ['eu-west-1'],
			disabledRegions: ['ap-east-1'],
		});
		const stranger = { accessKeyId: 'AKIAEXAMPLEUNKNOWN00', secretAccessKey: 'secret' };
		const unrecognized = { name: 'UnrecognizedClientException', status: 400 };
		expect(await failure(look({}, { credentials: stranger }))).toEqual(unrecognized);
		expect(await failure(look({}, { region: 'ap-east-1' }))).toEqual(unrecognized);
		expect(await failure(look({}, { credentials: secondKey }))).toEqual({
			name: 'ExpiredTokenException',
			status: 400,
		});
		expect(await failure(look({}, { region: 'eu-west-1' }))).toEqual({
			name: 'AccessDeniedException',
			status: 400,
		});
		server.setExpired('AKIAI44QH8DHBEXAMPLE', false);
		expect((await look({}, { credentials: secondKey })).Events).toEqual([]);
	});

	it('has a clock that the client can be set by', async () => {
		await start({ records: numbered(2), clockSkew: 3_600_000 });
		expect(await failure(look())).toMatchObject({ name: 'InvalidSignatureException' });
		expect((await look({}, { maxAttempts: 3 })).Events).toHaveLength(2);
	});

	it('answers GetCallerIdentity and AssumeRole, with MFA', async () => {
		await start({ records: numbered(2, { recipientAccountId: '444455556666' }) });
		const identity = await sts(server.url).send(new GetCallerIdentityCommand());
		expect(identity.Account).toBe('111122223333');
		const role = {
			RoleArn: 'arn:aws:iam::444455556666:role/Audit',
			RoleSessionName: 'alice',
			SerialNumber: 'arn:aws:iam::111122223333:mfa/alice',
		};
		const refused = sts(server.url).send(new AssumeRoleCommand({ ...role, TokenCode: 'abcdef' }));
		expect(await failure(refused)).toEqual({ name: 'AccessDenied', status: 403 });
		const { Credentials: given } = await sts(server.url).send(
			new AssumeRoleCommand({ ...role, TokenCode: '123456' }),
		);
		const credentials = {
			accessKeyId: given?.AccessKeyId ?? '',
			secretAccessKey: given?.SecretAccessKey ?? '',
			sessionToken: given?.SessionToken ?? '',
		};
		expect((await look({}, { credentials })).Events).toHaveLength(2);
		const stolen = { ...credentials, sessionToken: 'another' };
		expect(await failure(look({}, { credentials: stolen }))).toMatchObject({
			name: 'UnrecognizedClientException',
		});
	});

	it('spells the refusals of STS in its own way', async () => {
		await start({ expiredKeys: ['AKIAIOSFODNN7EXAMPLE'] });
		const answer = sts(server.url).send(new GetCallerIdentityCommand());
		expect(await failure(answer)).toEqual({ name: 'ExpiredToken', status: 403 });
	});
});

describe('faults', () => {
	it('meet the requests they are meant for, so many times', async () => {
		await start({ records: numbered(1) });
		server.inject({ kind: 'throttle' }, { times: 2, region: 'eu-west-1' });
		expect((await look()).Events).toHaveLength(1);
		const there = { region: 'eu-west-1' };
		expect(await failure(look({}, there))).toMatchObject({ name: 'ThrottlingException' });
		expect(await failure(look({}, there))).toMatchObject({ name: 'ThrottlingException' });
		expect((await look({}, there)).Events).toHaveLength(0);
	});

	it('are errors, cut connections, broken documents, late answers and none at all', async () => {
		await start({ records: numbered(1) });
		server.inject({ kind: 'error' });
		expect(await failure(look())).toEqual({ name: 'InternalFailure', status: 500 });
		server.inject({ kind: 'cut' });
		await expect(look()).rejects.toThrow();
		server.inject({ kind: 'malformed' });
		await expect(look()).rejects.toThrow(/JSON/);
		server.inject({ kind: 'slow', ms: 20 });
		expect((await look()).Events).toHaveLength(1);
		server.inject({ kind: 'hang' });
		const aborting = new AbortController();
		const hanging = cloudTrail(server.url).send(new LookupEventsCommand({}), {
			abortSignal: aborting.signal,
		});
		setTimeout(() => aborting.abort(), 50);
		await expect(hanging).rejects.toMatchObject({ name: 'AbortError' });
	});
});

describe('the control endpoint', () => {
	it('steers the server from another process', async () => {
		await start();
		const order = async (body: object) =>
			(await fetch(`${server.url}/__control`, { method: 'POST', body: JSON.stringify(body) }))
				.status;
		expect(await order({ addRecords: numbered(3) })).toBe(200);
		expect((await look()).Events).toHaveLength(3);
		expect(await order({ inject: { kind: 'throttle' }, target: { times: 1 } })).toBe(200);
		expect(await failure(look())).toMatchObject({ name: 'ThrottlingException' });
		const state = await (await fetch(`${server.url}/__control`)).json();
		expect(state).toMatchObject({
			requests: [
				{ action: 'LookupEvents', accountId: '111122223333', outcome: 'ok', events: 3 },
				{ outcome: 'ThrottlingException' },
			],
			maxRequestsPerSecond: 2,
		});
		expect(await order({ nonsense: true })).toBe(400);
	});
});
