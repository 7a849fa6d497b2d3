import { describe, expect, it } from 'vitest';
import { incidentCard } from '../../../src/model/incidentCard.ts';
import type { CloudTrailRecord } from '../../../src/model/record.ts';
import { createRedactor } from '../../../src/model/redact.ts';
import { buildCall, buildPipelineArn } from '../../builders/call.ts';
import {
	assumedRoleIdentity,
	iamUserIdentity,
	identityCenterRoleIdentity,
} from '../../builders/identities.ts';
import { buildRecord } from '../../builders/record.ts';

const eventId = '0a1b2c3d-4e5f-4a6b-8c7d-123456789012';

describe('redaction', () => {
	const record = buildRecord({
		eventID: eventId,
		userIdentity: identityCenterRoleIdentity('alice@example.com', 'PlatformAdmin', {
			accountId: '111122223333',
		}),
		sourceIPAddress: '203.0.113.77',
		userAgent: 'Mozilla/5.0 Chrome/119.0.0.0 at 2001:db8:1:2::77 09:30:00',
		eventName: 'CreateInfrastructureConfiguration',
		requestParameters: {
			name: 'golden_ami',
			userDataOverride: 'IyEvYmluL3No',
			resourceArn: buildPipelineArn('golden-ami'),
			peers: ['444455556666', '203.0.113.77', '10.0.0.1/16'],
		},
		errorMessage: 'User: alice@example.com of 111122223333 may not',
	});
	const all = { accounts: true, addresses: true, people: true, resources: true, userData: true };

	it('takes out everything that was chosen, the same by the same', () => {
		const text = createRedactor(all).record(JSON.stringify(record)) ?? '';
		expect(text).not.toMatch(/111122223333|444455556666|alice|golden|203\.0\.113\.77|IyEv|::77/);
		const redacted = JSON.parse(text) as typeof record;
		expect(redacted.eventID).toBe(eventId);
		expect(redacted.eventTime).toBe(record.eventTime);
		expect(redacted.userAgent).toContain('Chrome/119.0.0.0');
		expect(redacted.userAgent).toContain('09:30:00');
		expect(redacted.requestParameters).toMatchObject({
			userDataOverride: '[redacted]',
			resourceArn: `arn:aws:imagebuilder:us-east-1:${redacted.recipientAccountId}:image-pipeline/resource-1`,
		});
		expect(redacted.userIdentity?.accountId).toBe(redacted.recipientAccountId);
		const [, address] = (redacted.requestParameters?.peers ?? []) as readonly string[];
		expect(address).toBe(redacted.sourceIPAddress);
	});

	it('leaves what was not chosen', () => {
		const text = createRedactor({}).record(JSON.stringify(record));
		expect(JSON.parse(text ?? '')).toEqual(record);
		const some = createRedactor({ accounts: true }).record(JSON.stringify(record));
		expect(some).toContain('alice@example.com');
		expect(some).toContain('IyEvYmluL3No');
		expect(some).not.toContain('111122223333');
	});

	it('knows a name again in other records and calls', () => {
		const redactor = createRedactor({ people: true, accounts: true });
		const one = redactor.record(
			JSON.stringify(buildRecord({ userIdentity: iamUserIdentity('dave') })),
		);
		const call = redactor.call(buildCall({ caller: { type: 'IAMUser', name: 'dave' } }));
		expect(call.caller.name).toBe('person-1');
		expect(one).toContain('user/person-1');
		expect(one).toContain(call.accountId);
		expect(call.eventId).toMatch(/^00000000-/);
	});

	it('looks for whole names only, whatever their characters', () => {
		const redactor = createRedactor({ people: true });
		const call = redactor.call(
			buildCall({
				caller: { type: 'IAMUser', name: 'Image (a+b)*' },
				errorMessage: 'Image (a+b)* of Image',
			}),
		);
		expect(call.errorMessage).toBe('person-1 of Image');
		const other = redactor.call(
			buildCall({ caller: { type: 'IAMUser', name: 'Image' }, errorMessage: 'by Image' }),
		);
		expect(other.eventName).toBe('UpdateImagePipeline');
		expect(other.errorMessage).toBe('by person-2');
	});

	it.each([
		'aws-cdk-carol',
		'release-42',
		'a.b+c=d,e@f_g-h',
		'repo:example/images:ref:refs/heads/main',
		'x\\^$.*+?()[]{}|/-',
		'Jörg Äther',
		'山田-太郎',
	])('takes out %j', (name) => {
		const redactor = createRedactor({ people: true });
		const call = redactor.call(
			buildCall({ caller: { type: 'IAMUser', name }, errorMessage: `by ${name}, twice ${name}` }),
		);
		expect(call.caller.name).toBe('person-1');
		expect(call.errorMessage).toBe('by person-1, twice person-1');
	});

	it('leaves what AWS and we word, whatever somebody is called', () => {
		const redactor = createRedactor(all);
		const origin = {
			kind: 'pulumi',
			name: 'PulumiAWS/7.8.0',
			rule: 'user-agent-pulumi',
			evidence: 'userAgent: Pulumi/1.0 (+https://www.pulumi.com)',
		} as const;
		const caller = { type: 'AssumedRole', name: 'pulumi', role: 'pulumi-deploy' };
		const call = redactor.call(buildCall({ caller, origin }));
		expect(call.caller).toEqual({ ...caller, name: 'person-1', role: 'person-1-deploy' });
		expect(call.origin).toEqual(origin);
		expect(incidentCard(call)).toContain('- **With:** Pulumi (`user-agent-pulumi`: `');

		const arn = buildPipelineArn('secret-ami');
		const odd = redactor.record(
			JSON.stringify(
				buildRecord({
					userIdentity: assumedRoleIdentity('Builder', 'imagebuilder'),
					requestParameters: { imagePipelineArn: arn, name: 'name', platform: 'Linux', tags: {} },
					errorMessage: `imagebuilder and name on ${arn}.`,
				}),
			),
		);
		const read = JSON.parse(odd ?? '') as CloudTrailRecord;
		expect(read.eventSource).toBe('imagebuilder.amazonaws.com');
		expect(read.userIdentity?.arn).toMatch(/^arn:aws:sts::\d{12}:assumed-role\/Builder\/person-2$/);
		expect(read.requestParameters).toEqual({
			imagePipelineArn: expect.stringMatching(
				/^arn:aws:imagebuilder:us-east-1:\d{12}:image-pipeline\/resource-\d$/,
			),
			name: expect.stringMatching(/^resource-\d$/),
			platform: 'Linux',
			tags: {},
		});
		expect(read.errorMessage).toMatch(
			/^person-2 and resource-\d on arn:aws:imagebuilder:\S+:image-pipeline\/resource-\d\.$/,
		);
	});

	it('finds names in the texts of others, and of resources in other texts', () => {
		const redactor = createRedactor({ people: true, resources: true });
		redactor.know(['erin', 'root', 'lambda.amazonaws.com'], [buildPipelineArn('golden-ami')]);
		const requestParameters = {
			name: 'Nightly Dist',
			tags: { erin: 'Erin, erin_2 and erin2', 'build-of': 'golden-ami%2F1.0.0' },
			distributions: [{ amiDistributionConfiguration: { name: 'Golden_AMI {{ date }}' } }],
			description: 'nightly-dist of lambda.amazonaws.com, root; nightly distance',
		};
		const text = redactor.record(JSON.stringify({ requestParameters }));
		const read = JSON.parse(text ?? '') as CloudTrailRecord;
		expect(read.requestParameters).toEqual({
			name: 'resource-1',
			tags: { 'person-1': 'Erin, person-1_2 and erin2', 'build-of': 'resource-2%2F1.0.0' },
			distributions: [{ amiDistributionConfiguration: { name: 'resource-2 {{ date }}' } }],
			description: 'resource-1 of lambda.amazonaws.com, root; nightly distance',
		});
	});

	it('takes a request that is text for what it is', () => {
		const inner = JSON.stringify({ name: 'secret', data: 'x', status: 'ENABLED' });
		const text = createRedactor(all).record(JSON.stringify({ requestParameters: inner }));
		expect(JSON.parse(text ?? '')).toEqual({
			requestParameters: '{"name":"resource-1","data":"[redacted]","status":"ENABLED"}',
		});
	});

	it('looks for the shortest names where they are names', () => {
		const name = 'jo';
		const caller = { type: 'IAMUser', name, arn: 'arn:aws:iam::111122223333:user/team/jo' };
		const call = createRedactor({ people: true }).call(
			buildCall({ caller, errorMessage: 'jo jo' }),
		);
		expect(call.caller.name).toBe('person-1');
		expect(call.caller.arn).toBe('arn:aws:iam::111122223333:user/team/person-1');
		expect(call.errorMessage).toBe('jo jo');
	});

	it('goes through what a call changed', () => {
		const redactor = createRedactor(all);
		redactor.know(['erin', 'status'], [buildPipelineArn('golden-ami')]);
		expect(
			redactor.changes([
				{ path: 'status', kind: 'changed', before: 'ENABLED', after: 'DISABLED' },
				{ path: 'tags.erin', kind: 'added', after: { by: '111122223333' } },
				{ path: 'components[golden-ami].parameters', kind: 'removed', before: ['10.0.0.1'] },
				{ path: 'additionalInstanceConfiguration.userDataOverride', kind: 'added', after: 'IyE' },
			]),
		).toEqual([
			{ path: 'status', kind: 'changed', before: 'ENABLED', after: 'DISABLED' },
			{ path: 'tags.person-1', kind: 'added', after: { by: '000000000001' } },
			{ path: 'components[resource-1].parameters', kind: 'removed', before: ['192.0.2.1'] },
			{
				path: 'additionalInstanceConfiguration.userDataOverride',
				kind: 'added',
				after: '[redacted]',
			},
		]);
	});

	it.each([
		['ip:2001:db8:7::9, 2001:db8:7::9:', 'ip:2001:db8::1, 2001:db8::1:'],
		['::ffff:203.0.113.9 v/10.0.0.1', '::ffff:192.0.2.1 v/192.0.2.2'],
		['AWS::EC2::Image std::bad 09:30:00 1:2', 'AWS::EC2::Image std::bad 09:30:00 1:2'],
		['arn:aws:s3:::bad arn:aws:iam::aws:policy/x', 'arn:aws:s3:::bad arn:aws:iam::aws:policy/x'],
	])('finds addresses in %j', (text, expected) => {
		const redactor = createRedactor({ addresses: true });
		expect(redactor.call(buildCall({ errorMessage: text })).errorMessage).toBe(expected);
	});

	it.each([
		['1111-2222-3333 owner%20111122223333', '0000-0000-0001 owner%20000000000001'],
		['1234567890123 a-1111-2222-3333', '1234567890123 a-1111-2222-3333'],
	])('finds accounts in %j', (text, expected) => {
		const redactor = createRedactor({ accounts: true });
		expect(redactor.call(buildCall({ errorMessage: text })).errorMessage).toBe(expected);
	});

	it('reads a megabyte at once', () => {
		const redactor = createRedactor(all);
		redactor.know(['erin', 'x'.repeat(1_000_000)], []);
		for (const piece of ['x', 'a:', 'arn:aws:imagebuilder:', 'erin ', '1.', "a'", '%2f', '::']) {
			const errorMessage = piece.repeat(1_000_000 / piece.length);
			const call = redactor.call(buildCall({ errorMessage, userAgent: errorMessage }));
			expect(call.errorMessage).not.toContain('erin');
		}
	});

	it('gives nothing of a record that cannot be read', () => {
		expect(createRedactor(all).record('{"a": 1111222')).toBeUndefined();
	});

	it('gives every address one of its own', () => {
		const redactor = createRedactor({ addresses: true });
		const given = Array.from(
			{ length: 1000 },
			(_, index) =>
				redactor.call(buildCall({ sourceIPAddress: `10.1.${index >> 8}.${index & 255}` }))
					.sourceIPAddress,
		);
		expect(new Set(given).size).toBe(1000);
		expect(given[0]).toBe('192.0.2.1');
	});
});
