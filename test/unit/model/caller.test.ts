import { describe, expect, it } from 'vitest';
import { readCaller } from '../../../src/model/caller.ts';
import type { UserIdentity } from '../../../src/model/record.ts';
import * as identities from '../../builders/identities.ts';
import { buildRecord } from '../../builders/record.ts';

function callerOf(userIdentity: UserIdentity | undefined) {
	return readCaller(buildRecord({ userIdentity }));
}

describe('readCaller', () => {
	it.each<[string, UserIdentity, string, string]>([
		['root', identities.rootIdentity(), 'Root', 'root'],
		['an IAM user', identities.iamUserIdentity('dave'), 'IAMUser', 'dave'],
		['a role', identities.assumedRoleIdentity('Deployer', 'alice'), 'AssumedRole', 'alice'],
		['a role without session', identities.roleIdentity('Batch'), 'Role', 'Batch'],
		['a federated user', identities.federatedUserIdentity('frank'), 'FederatedUser', 'frank'],
		['SAML', identities.samlUserIdentity('grace@example.com'), 'SAMLUser', 'grace@example.com'],
		['web identity', identities.webIdentityUserIdentity('ci'), 'WebIdentityUser', 'ci'],
		['Identity Center', identities.identityCenterUserIdentity('u-1'), 'IdentityCenterUser', 'u-1'],
		['a directory', identities.directoryIdentity('heidi'), 'Directory', 'heidi'],
		[
			'another account',
			identities.awsAccountIdentity('444455556666'),
			'AWSAccount',
			'444455556666',
		],
		['a service', identities.awsServiceIdentity(), 'AWSService', 'imagebuilder.amazonaws.com'],
		[
			'a service event',
			identities.serviceEventIdentity(),
			'AWSService',
			'imagebuilder.amazonaws.com',
		],
		['nobody known', identities.unknownIdentity(), 'Unknown', 'Unknown'],
		['a type of the future', { type: 'Robot', principalId: 'R2' }, 'Robot', 'R2'],
	])('names %s', (_title, identity, type, name) => {
		expect(callerOf(identity)).toMatchObject({ type, name });
	});

	it('names the caller of a record without identity', () => {
		expect(callerOf(undefined)).toEqual({ type: 'Unknown', name: 'Unknown' });
		expect(
			readCaller(buildRecord({ userIdentity: undefined, eventType: 'AwsServiceEvent' })).type,
		).toBe('AWSService');
	});

	it('tells role, session and MFA of an assumed role', () => {
		const caller = callerOf(
			identities.identityCenterRoleIdentity('alice@example.com', 'PlatformAdmin', {
				sessionStart: '2026-10-01T08:00:00Z',
				sourceIdentity: 'alice',
				mfa: true,
			}),
		);
		expect(caller).toMatchObject({
			name: 'alice@example.com',
			role: 'AWSReservedSSO_PlatformAdmin_0123456789abcdef',
			sourceIdentity: 'alice',
			mfa: true,
			sessionStart: '2026-10-01T08:00:00Z',
			accountId: '111122223333',
		});
	});

	it('reads mfaAuthenticated "false" as false, and absence as unknown', () => {
		expect(callerOf(identities.assumedRoleIdentity()).mfa).toBe(false);
		expect(callerOf(identities.iamUserIdentity())).not.toHaveProperty('mfa');
	});

	it('knows a provider by its host', () => {
		expect(callerOf(identities.githubActionsIdentity()).federatedProvider).toBe(
			'token.actions.githubusercontent.com',
		);
		expect(callerOf(identities.webIdentityUserIdentity()).federatedProvider).toBe(
			'token.actions.githubusercontent.com',
		);
	});

	it('takes one sign-in for one session, whatever its access keys', () => {
		const identity = identities.identityCenterRoleIdentity();
		const first = callerOf({ ...identity, accessKeyId: 'ASIAEXAMPLEONE' });
		const second = callerOf({ ...identity, accessKeyId: 'ASIAEXAMPLETWO' });
		expect(first.session).toBeDefined();
		expect(first.session).toBe(second.session);
	});

	it('tells sessions apart by principal and by start', () => {
		const sessionStart = '2026-10-02T08:00:00Z';
		const sessions = [
			callerOf(identities.assumedRoleIdentity('Deployer', 'alice')),
			callerOf(identities.assumedRoleIdentity('Deployer', 'bob')),
			callerOf(identities.assumedRoleIdentity('Deployer', 'alice', { sessionStart })),
		].map((caller) => caller.session);
		expect(new Set(sessions).size).toBe(3);
	});

	it('knows no session without a start', () => {
		expect(callerOf(identities.iamUserIdentity())).not.toHaveProperty('session');
	});

	it('keeps a service and the person it acts for', () => {
		const identity = {
			...identities.assumedRoleIdentity(),
			invokedBy: 'cloudformation.amazonaws.com',
		};
		expect(callerOf(identity)).toMatchObject({
			name: 'alice',
			invokedBy: 'cloudformation.amazonaws.com',
		});
		expect(callerOf(identities.identityCenterUserIdentity('u-1')).onBehalfOf).toBe('u-1');
	});

	it('lets a session name be anything, at most 256 characters long', () => {
		const hostile = `<a href="x">/${'x'.repeat(1000)}`;
		const caller = callerOf(identities.assumedRoleIdentity('Intern', hostile));
		expect(caller.name).toBe(hostile.slice(0, 256));
		expect(caller.role).toBe('Intern');
	});

	it('finds the role in the ARN where the issuer is missing', () => {
		const { sessionContext, ...identity } = identities.assumedRoleIdentity('Deployer', 'alice');
		expect(callerOf(identity)).toMatchObject({ name: 'alice', role: 'Deployer' });
	});

	it('does not take a federated user\u2019s issuer for a role', () => {
		expect(callerOf(identities.federatedUserIdentity())).not.toHaveProperty('role');
	});

	it('never leaves the name empty', () => {
		for (const type of ['IAMUser', 'AssumedRole', 'AWSService', 'AWSAccount', 'Directory', ' ']) {
			const caller = readCaller({ userIdentity: { type, userName: ' ', arn: '' } });
			expect(caller.name.trim()).not.toBe('');
		}
	});
});
