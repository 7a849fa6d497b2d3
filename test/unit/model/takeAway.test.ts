import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { eventCommand, eventUrl, shellQuoted } from '../../../src/model/eventCommand.ts';
import { incidentCard } from '../../../src/model/incidentCard.ts';
import { createRedactor } from '../../../src/model/redact.ts';
import { buildCall, buildPipelineArn } from '../../builders/call.ts';
import { iamUserIdentity, identityCenterRoleIdentity } from '../../builders/identities.ts';
import { buildRecord } from '../../builders/record.ts';

const eventId = '0a1b2c3d-4e5f-4a6b-8c7d-123456789012';

describe('the command that finds an event', () => {
	it('names event, Region and profile', () => {
		const command = eventCommand(buildCall({ eventId }), { profile: "it's dev; rm -rf $HOME" });
		expect(command).toBe(
			`aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventId,AttributeValue=${eventId} --region us-east-1 --profile 'it'\\''s dev; rm -rf $HOME' --query 'Events[0].CloudTrailEvent' --output text`,
		);
		expect(eventCommand(buildCall({ eventId }))).not.toContain('--profile');
	});

	it.each(["a'b", '$(id)', '`id`', 'a\nb', '-x', '', '"; ls', 'plain-1', '\\', '*'])(
		'keeps %j one word of a shell',
		(text) => {
			const { stdout } = spawnSync('sh', ['-c', `printf %s ${shellQuoted(text)}`], {
				encoding: 'utf8',
			});
			expect(stdout).toBe(text);
		},
	);

	it.each([
		{ eventId: 'derived-0011' },
		{ eventId: `${eventId};id` },
		{ eventId, region: 'us-east-1;id' },
		{ eventId, region: '' },
	])('is none for %j, and neither is a link', (overrides) => {
		expect(eventCommand(buildCall(overrides))).toBeUndefined();
		expect(eventUrl(buildCall(overrides))).toBeUndefined();
	});

	it.each([
		['us-east-1', 'us-east-1.console.aws.amazon.com'],
		['cn-north-1', 'cn-north-1.console.amazonaws.cn'],
		['us-gov-west-1', 'us-gov-west-1.console.amazonaws-us-gov.com'],
		['us-iso-east-1', undefined],
	])('has a link for %s', (region, host) => {
		const url = eventUrl(buildCall({ eventId, region }));
		expect(url && new URL(url).host).toBe(host);
		expect(url === undefined || url.endsWith(`#/events/${eventId}`)).toBe(true);
	});
});

describe('the incident card', () => {
	it('says who did what, when, from where and what changed', () => {
		const card = incidentCard(buildCall({ eventId, sourceIPAddress: '198.51.100.7' }), {
			changes: [{ path: 'status', kind: 'changed', before: 'ENABLED', after: 'DISABLED' }],
			profile: 'dev',
		});
		expect(card).toContain('## `UpdateImagePipeline` · `golden-ami`');
		expect(card).toContain('- **Who:** `alice@example.com (PlatformAdmin)` (`AssumedRole`)');
		expect(card).toContain('- **From:** `198.51.100.7`');
		expect(card).toContain('- `status`: `"ENABLED"` → `"DISABLED"`');
		expect(card).toContain('--profile dev');
	});

	it.each([
		['AssumedRole', false, 'not recorded for role sessions'],
		['AssumedRole', true, 'yes'],
		['IAMUser', false, 'no'],
		['Root', undefined, 'the record does not say'],
	] as const)('says of MFA no more than the record: %s, %s', (type, mfa, said) => {
		const caller = { type, name: 'x', ...(mfa !== undefined && { mfa }) };
		expect(incidentCard(buildCall({ caller }))).toContain(`- **MFA:** ${said}\n`);
	});

	it('says nothing of the MFA of services', () => {
		const caller = { type: 'AWSService', name: 'imagebuilder.amazonaws.com' };
		expect(incidentCard(buildCall({ caller }))).not.toContain('MFA');
	});

	it('explains a failure with the statement to add', () => {
		const card = incidentCard(buildCall({ errorCode: 'AccessDenied' }));
		expect(card).toContain('### Why it failed');
		expect(card).toContain('"Action": "imagebuilder:UpdateImagePipeline"');
	});

	it('lets no text of a record out of its code span', () => {
		const evil = '``` `x` </code><img src=x onerror=a> [l](command:x) @team \n# h\n| a | \u202e';
		const card = incidentCard(
			buildCall({
				eventName: evil,
				errorCode: evil,
				errorMessage: evil,
				sourceIPAddress: evil,
				userAgent: evil,
				caller: { type: evil, name: evil, arn: evil, sourceIdentity: evil, onBehalfOf: evil },
				origin: { kind: 'unknown', rule: evil, evidence: evil },
				touches: [{ arn: evil, role: 'subject' }],
			}),
			{ changes: [{ path: evil, kind: 'added', after: evil }] },
		);
		// what is left without the code spans, whose fence is the longest run of ticks and one more
		const outside = card.replaceAll(/(?<!`)(`{4,})(?!`)[^\n]*?(?<!`)\1(?!`)/g, '');
		expect(outside).not.toMatch(/img|command|@team|# h|\| a/);
		expect(card).not.toContain('\u202e');
	});
});

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
		'\\^$.*+?()[]{}|/-',
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
