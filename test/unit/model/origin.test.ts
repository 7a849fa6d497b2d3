import { describe, expect, it } from 'vitest';
import type { OriginKind } from '../../../src/model/call.ts';
import { readOrigin } from '../../../src/model/origin.ts';
import * as identities from '../../builders/identities.ts';
import { userAgents, via } from '../../builders/origins.ts';
import { buildRecord, type RecordOverrides } from '../../builders/record.ts';

/** A record that says nothing of its origin but what is given. */
function originOf(overrides: RecordOverrides) {
	const nothing = { sessionCredentialFromConsole: undefined, userAgent: undefined };
	return readOrigin(buildRecord({ ...nothing, ...overrides }));
}

const kinds: readonly OriginKind[] = [
	'console',
	'cloudshell',
	'cloudformation',
	'terraform',
	'pulumi',
	'ansible',
	'packer',
	'cdk',
	'cli',
	'sdk',
	'service',
	'unknown',
];

describe('readOrigin', () => {
	it.each(kinds)('tells %s as the tools really come', (kind) => {
		expect(originOf(via(kind)).kind).toBe(kind);
	});

	// Agents as they were seen in published records, issues and sources of the tools.
	it.each<[OriginKind, string | undefined, string]>([
		[
			'terraform',
			'Terraform/0.12.2',
			'aws-sdk-go/1.20.4 (go1.12.5; darwin; amd64) APN/1.0 HashiCorp/1.0 Terraform/0.12.2',
		],
		[
			'terraform',
			'Terraform/1.0.8',
			'APN/1.0 HashiCorp/1.0 Terraform/1.0.8 (+https://www.terraform.io) terraform-provider-awscc/dev (+https://registry.terraform.io/providers/hashicorp/awscc) aws-sdk-go-v2/1.9.1',
		],
		[
			'terraform',
			'Terraform/1.0.5',
			'APN/1.0 HashiCorp/1.0 Terraform/1.0.5 (+https://www.terraform.io) terraform-provider-aws/3.56.0 aws-sdk-go/1.40.29 (go1.16; linux; amd64) crossplane-provider-jet-aws/v0.4.0',
		],
		[
			'terraform',
			'terraform/0.7.9-dev',
			'terraform/0.7.9-dev aws-sdk-go/1.4.17 (go1.7.3; darwin; amd64)',
		],
		[
			'terraform',
			'OpenTofu/1.10.1',
			'aws-sdk-go-v2/1.36 APN/1.0 OpenTofu-S3-Backend/1.0 OpenTofu/1.10.1',
		],
		['terraform', 'OpenTofu/1.6.0', 'APN/1.0 HashiCorp/1.0 OpenTofu/1.6.0'],
		['terraform', 'Terraform/1.10.6', userAgents.opentofu],
		[
			'pulumi',
			'Pulumi-Aws/4.17.0-alpha.1629393364+0b9d696e.dirty',
			'APN/1.0 Pulumi/1.0 Pulumi-Aws/4.17.0-alpha.1629393364+0b9d696e.dirty (+https://www.pulumi.com) aws-sdk-go/1.40.20',
		],
		['pulumi', 'PulumiAwsNative/1.12', 'APN/1.0 Pulumi/1.0 PulumiAwsNative/1.12'],
		[
			'pulumi',
			'PulumiAWS/7.8.0',
			'APN/1.0 Pulumi/1.0 PulumiAWS/7.8.0 HashiCorp/1.0 Terraform/1.0.5',
		],
		['pulumi', 'Pulumi/3.90.0', 'Pulumi/3.90.0 aws-sdk-go/1.44.0'],
		[
			'ansible',
			'Ansible/2.15.0',
			'Boto3/1.34 Botocore/1.34 APN/1.0 Ansible/2.15.0 community.aws/12.0.0-dev0',
		],
		['packer', 'packer-plugin-amazon/1.3.9', userAgents.packer],
		[
			'packer',
			'Packer/1.9.4',
			'APN/1.0 HashiCorp/1.0 Packer/1.9.4 (+https://www.packer.io) aws-sdk-go/1.44',
		],
		['cdk', 'aws-cdk/2.100.0', 'aws-cdk/2.100.0 aws-sdk-js/2.1450.0'],
		['console', 'Coral/Jakarta', 'Coral/Jakarta'],
		['console', 'console.amazonaws.com', 'console.amazonaws.com'],
		['console', 'signin.amazonaws.com', 'signin.amazonaws.com'],
		['console', 'AWS Internal', 'AWS Internal'],
		['console', 'aws-internal/3', 'aws-internal/3 aws-sdk-java/1.11.898 Linux/4.9 OpenJDK/25.275'],
		['console', 'aws-internal/3', '[S3Console/0.4, aws-internal/3 aws-sdk-java/1.11.1030]'],
		['console', 'Mozilla/5.0', userAgents.console],
		['cli', 'aws-cli/1.16.96', '[aws-cli/1.16.96 Python/2.7.10 Darwin/18.2.0 botocore/1.12.86]'],
		['cli', 'aws-cli/2.31.6', userAgents.cloudshell],
		['sdk', 'Boto3/1.4.7', '[Boto3/1.4.7 Python/3.6.2 Linux/4.9 Botocore/1.7.1]'],
		['sdk', 'aws-sdk-go/1.1.0', '[aws-sdk-go/1.1.0 (go1.5.2; darwin; amd64)]'],
		['sdk', 'aws-sdk-rust/1.3.3', 'aws-sdk-rust/1.3.3 os/linux lang/rust/1.81'],
		['unknown', undefined, 'my-terraform-like tool'],
		['unknown', undefined, 'NotTerraform/1.0'],
		['unknown', undefined, 'curl/8.5.0'],
	])('%s: %s in %s', (kind, name, userAgent) => {
		expect(originOf({ userAgent })).toMatchObject({ kind, ...(name !== undefined && { name }) });
	});

	it('keeps the rule and what it saw', () => {
		expect(originOf({ userAgent: 'aws-cli/2.0' })).toEqual({
			kind: 'cli',
			name: 'aws-cli/2.0',
			rule: 'user-agent-cli',
			evidence: 'userAgent: aws-cli/2.0',
		});
		expect(originOf({})).toEqual({ kind: 'unknown', rule: 'none', evidence: 'no userAgent' });
	});

	it('keeps the command that the CLI names at the end of a long agent', () => {
		const userAgent = `aws-cli/2.31.6 ${'md/x#y '.repeat(60)}md/command#imagebuilder.start-image`;
		expect(originOf({ userAgent }).evidence).toBe(
			'userAgent: aws-cli/2.31.6 \u2026 md/command#imagebuilder.start-image',
		);
	});

	describe('a service', () => {
		it('is told by its identity', () => {
			expect(
				originOf({ userIdentity: identities.awsServiceIdentity('events.amazonaws.com') }),
			).toMatchObject({
				kind: 'service',
				name: 'events.amazonaws.com',
				rule: 'service-identity',
			});
		});

		it('is told by the type of event, though nothing else is there', () => {
			expect(originOf({ userIdentity: undefined, eventType: 'AwsServiceEvent' })).toMatchObject({
				kind: 'service',
				name: 'imagebuilder.amazonaws.com',
				rule: 'service-event',
			});
		});

		it('is told by invokedBy, before the agent', () => {
			const userIdentity = {
				...identities.assumedRoleIdentity(),
				invokedBy: 'cloudcontrolapi.amazonaws.com',
			};
			expect(originOf({ userIdentity, ...via('terraform') })).toMatchObject({
				kind: 'service',
				name: 'cloudcontrolapi.amazonaws.com',
				rule: 'service-invoked-by',
			});
		});

		it('is told by the address where a name stands in place of an IP', () => {
			expect(originOf({ sourceIPAddress: 'cloudformation.amazonaws.com' })).toMatchObject({
				kind: 'cloudformation',
				rule: 'service-source-address',
			});
			expect(originOf({ sourceIPAddress: 'lambda.amazonaws.com.cn' }).kind).toBe('service');
		});

		it('is not the console, whose principals call for a person', () => {
			const userIdentity = { ...identities.iamUserIdentity(), invokedBy: 'signin.amazonaws.com' };
			expect(originOf({ userIdentity, userAgent: 'signin.amazonaws.com' }).kind).toBe('console');
		});

		it.each([
			'AWS Internal',
			'198.51.100.7',
			'2001:db8::1',
			'evil.example.com',
			'x.amazonaws.com.example.com',
		])('is not %s', (sourceIPAddress) => {
			expect(originOf({ sourceIPAddress }).kind).toBe('unknown');
		});
	});

	describe('the console flag', () => {
		it('counts at the top level', () => {
			expect(originOf({ userAgent: 'x', sessionCredentialFromConsole: 'true' }).rule).toBe(
				'console-flag',
			);
		});

		it('says nothing when it is "false"', () => {
			expect(originOf({ userAgent: 'x', sessionCredentialFromConsole: 'false' }).kind).toBe(
				'unknown',
			);
		});

		it('is no matter under sessionContext', () => {
			const { sessionContext, ...identity } = identities.assumedRoleIdentity();
			const misplaced = { ...sessionContext, sessionCredentialFromConsole: 'true' };
			const userIdentity = { ...identity, sessionContext: misplaced };
			expect(originOf({ userIdentity, userAgent: 'x' }).kind).toBe('unknown');
		});

		it('yields to an IaC tool that says its name, not to the CLI', () => {
			const flagged = { sessionCredentialFromConsole: 'true' };
			expect(originOf({ ...via('terraform'), ...flagged }).kind).toBe('terraform');
			expect(originOf({ ...via('cli'), ...flagged }).kind).toBe('console');
		});
	});

	it('takes hostile agents of any length', () => {
		const agents = [`${'Pulumi'.repeat(100_000)}`, ' aws-sdk-'.repeat(50_000), '\u0000\u202e'];
		for (const userAgent of agents) {
			expect(originOf({ userAgent }).evidence.length).toBeLessThanOrEqual(300);
		}
	});
});
