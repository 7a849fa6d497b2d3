import { spawnSync } from 'node:child_process';
import { describe, expect, it, vi } from 'vitest';
import { eventCommand, eventUrl, shellQuoted } from '../../../src/model/eventCommand.ts';
import { incidentCard } from '../../../src/model/incidentCard.ts';
import { buildCall } from '../../builders/call.ts';

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

	it('names the zone of its time, as it is read elsewhere', () => {
		vi.stubEnv('TZ', 'America/Los_Angeles');
		const card = incidentCard(buildCall({ eventTime: '2026-07-22T12:00:00Z' }), {
			locale: 'en-US',
		});
		vi.unstubAllEnvs();
		expect(card).toMatch(/`2026-07-22T12:00:00Z` \(`Jul 22, 2026, 5:00:00\sAM PDT`\)/);
	});

	it('explains a failure with the statement to add', () => {
		const card = incidentCard(buildCall({ errorCode: 'AccessDenied' }));
		expect(card).toContain('### Why it failed');
		expect(card).toContain('"Action": "imagebuilder:UpdateImagePipeline"');
		expect(card).toContain('- Probably missing action: `imagebuilder:UpdateImagePipeline`');
		expect(card).toContain('- AWS named neither action nor resource');
		const said = incidentCard(
			buildCall({
				errorCode: 'AccessDenied',
				errorMessage: 'x is not authorized to perform: kms:Decrypt on resource: *',
			}),
		);
		expect(said).not.toContain('Probably');
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
