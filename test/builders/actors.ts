import type { OriginKind } from '../../src/model/call.ts';
import type { CloudTrailRecord } from '../../src/model/record.ts';
import type { Deed } from './deeds.ts';
import {
	assumedRoleIdentity,
	awsServiceIdentity,
	githubActionsIdentity,
	iamUserIdentity,
	identityCenterRoleIdentity,
	rootIdentity,
} from './identities.ts';
import { via } from './origins.ts';

/** Somebody of a team that uses Image Builder, and how a record shows them. */
export interface Actor {
	readonly origin: OriginKind;
	/** How often, in relation to the others, the actor changes and reads. */
	readonly changes: number;
	readonly reads: number;
	readonly deeds: readonly Deed[];
	/** The part of a record that the actor decides. */
	sign(accountId: string, sessionStart: string): Partial<CloudTrailRecord>;
}

function actor(
	origin: OriginKind,
	changes: number,
	reads: number,
	deeds: readonly Deed[],
	identity: (
		accountId: string,
		sessionStart: string,
	) => NonNullable<CloudTrailRecord['userIdentity']>,
	sourceIPAddress?: string,
): Actor {
	return {
		origin,
		changes,
		reads,
		deeds,
		sign: (accountId, sessionStart) => ({
			userIdentity: identity(accountId, sessionStart),
			...via(origin, sourceIPAddress),
		}),
	};
}

function roleActor(
	origin: OriginKind,
	changes: number,
	reads: number,
	role: string,
	session: string,
	deeds: readonly Deed[] = ['deploy', 'edit'],
): Actor {
	return actor(origin, changes, reads, deeds, (accountId, sessionStart) =>
		assumedRoleIdentity(role, session, { accountId, sessionStart }),
	);
}

/** Terraform in a CI role through OIDC. */
export const terraformCi = actor(
	'terraform',
	30,
	25,
	['deploy', 'edit'],
	(accountId, sessionStart) =>
		githubActionsIdentity('image-ci', 'GitHubActions', { accountId, sessionStart }),
	'203.0.113.20',
);

/** A person who came to the console through IAM Identity Center. */
export function consolePerson(person: string, changes: number, reads: number, ip: string): Actor {
	return actor(
		'console',
		changes,
		reads,
		['edit', 'build', 'clean'],
		(accountId, sessionStart) =>
			identityCenterRoleIdentity(person, 'PlatformAdmin', { accountId, sessionStart }),
		ip,
	);
}

/** CloudFormation, called with a deployment's role. */
export const cloudFormationDeploy: Actor = {
	...roleActor('cloudformation', 12, 4, 'Deployer', 'release-42'),
	sign: (accountId, sessionStart) => ({
		userIdentity: {
			...assumedRoleIdentity('Deployer', 'release-42', { accountId, sessionStart }),
			invokedBy: 'cloudformation.amazonaws.com',
		},
		...via('cloudformation'),
	}),
};

/** Image Builder itself, running a pipeline by its schedule. */
export const scheduledRun = actor('service', 12, 0, ['build'], () => awsServiceIdentity());

export const cliUser = actor(
	'cli',
	8,
	6,
	['build', 'edit', 'clean'],
	(accountId) => iamUserIdentity('dave', { accountId }),
	'192.0.2.44',
);

/** A security scanner that only reads. */
export const scanner = roleActor('sdk', 0, 45, 'SecurityAudit', 'posture-scan', ['look']);

export const rootPerson = actor(
	'console',
	0,
	0,
	['edit'],
	(accountId, sessionStart) => rootIdentity({ accountId, sessionStart }),
	'192.0.2.99',
);

/** Everybody but root, who comes only once. */
export const team: readonly Actor[] = [
	terraformCi,
	cloudFormationDeploy,
	consolePerson('alice@example.com', 14, 14, '198.51.100.7'),
	consolePerson('bob@example.com', 6, 10, '198.51.100.31'),
	cliUser,
	scheduledRun,
	scanner,
	roleActor('pulumi', 3, 2, 'pulumi-deploy', 'pulumi'),
	roleActor('ansible', 3, 2, 'automation', 'awx-job-7'),
	roleActor('packer', 1, 1, 'packer', 'packer-build', ['build']),
	roleActor('cdk', 2, 2, 'cdk-hnb659fds-deploy-role', 'aws-cdk-carol'),
	roleActor(
		'cloudshell',
		3,
		3,
		'AWSReservedSSO_PlatformAdmin_0123456789abcdef',
		'bob@example.com',
		['build'],
	),
	roleActor('unknown', 2, 1, 'image-bot', 'bot', ['build']),
];
