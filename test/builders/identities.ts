import type { UserIdentity } from '../../src/model/record.ts';

export const exampleAccount = '111122223333';

interface SessionOptions {
	readonly accountId?: string;
	/** When the session's credentials were issued. */
	readonly sessionStart?: string;
	readonly mfa?: boolean;
	readonly sourceIdentity?: string;
}

const defaultStart = '2026-10-01T08:00:00Z';

function idOf(text: string): string {
	let hash = 0;
	for (const letter of text) {
		hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
	}
	return hash.toString(36).toUpperCase().padStart(8, '0');
}

export function rootIdentity(options: SessionOptions = {}): UserIdentity {
	const { accountId = exampleAccount } = options;
	return {
		type: 'Root',
		principalId: accountId,
		arn: `arn:aws:iam::${accountId}:root`,
		accountId,
		accessKeyId: 'ASIAEXAMPLEROOT',
		sessionContext: {
			attributes: {
				creationDate: options.sessionStart ?? defaultStart,
				mfaAuthenticated: String(options.mfa ?? true),
			},
		},
	};
}

export function iamUserIdentity(userName = 'dave', options: SessionOptions = {}): UserIdentity {
	const { accountId = exampleAccount } = options;
	return {
		type: 'IAMUser',
		principalId: `AIDAEXAMPLE${idOf(userName)}`,
		arn: `arn:aws:iam::${accountId}:user/${userName}`,
		accountId,
		accessKeyId: 'AKIAEXAMPLEKEY',
		userName,
	};
}

export function assumedRoleIdentity(
	role = 'Deployer',
	session = 'alice',
	options: SessionOptions & { readonly path?: string; readonly federatedProvider?: string } = {},
): UserIdentity {
	const { accountId = exampleAccount, federatedProvider } = options;
	const principalId = `AROAEXAMPLE${idOf(role)}`;
	return {
		type: 'AssumedRole',
		principalId: `${principalId}:${session}`,
		arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${session}`,
		accountId,
		accessKeyId: 'ASIAEXAMPLEKEY',
		sessionContext: {
			sessionIssuer: {
				type: 'Role',
				principalId,
				arn: `arn:aws:iam::${accountId}:role${options.path ?? '/'}${role}`,
				accountId,
				userName: role,
			},
			...(federatedProvider !== undefined && { webIdFederationData: { federatedProvider } }),
			attributes: {
				creationDate: options.sessionStart ?? defaultStart,
				mfaAuthenticated: String(options.mfa ?? false),
			},
			...(options.sourceIdentity !== undefined && { sourceIdentity: options.sourceIdentity }),
		},
	};
}

/** A person who came through IAM Identity Center. */
export function identityCenterRoleIdentity(
	person = 'alice@example.com',
	permissionSet = 'PlatformAdmin',
	options: SessionOptions = {},
): UserIdentity {
	return assumedRoleIdentity(`AWSReservedSSO_${permissionSet}_0123456789abcdef`, person, {
		path: '/aws-reserved/sso.amazonaws.com/',
		...options,
	});
}

/** A GitHub Actions workflow that took a role through OIDC. */
export function githubActionsIdentity(
	role = 'image-ci',
	session = 'GitHubActions',
	options: SessionOptions = {},
): UserIdentity {
	const { accountId = exampleAccount } = options;
	return assumedRoleIdentity(role, session, {
		federatedProvider: `arn:aws:iam::${accountId}:oidc-provider/token.actions.githubusercontent.com`,
		...options,
	});
}

/** Credentials of a role that were used without a session name, as some services do. */
export function roleIdentity(role = 'Batch', accountId = exampleAccount): UserIdentity {
	return {
		type: 'Role',
		principalId: `AROAEXAMPLE${idOf(role)}`,
		arn: `arn:aws:iam::${accountId}:role/${role}`,
		accountId,
	};
}

export function federatedUserIdentity(name = 'frank', accountId = exampleAccount): UserIdentity {
	return {
		type: 'FederatedUser',
		principalId: `${accountId}:${name}`,
		arn: `arn:aws:sts::${accountId}:federated-user/${name}`,
		accountId,
		accessKeyId: 'ASIAEXAMPLEFED',
		sessionContext: {
			sessionIssuer: {
				type: 'IAMUser',
				principalId: 'AIDAEXAMPLEBROKER',
				arn: `arn:aws:iam::${accountId}:user/broker`,
				accountId,
				userName: 'broker',
			},
			attributes: { creationDate: defaultStart, mfaAuthenticated: 'false' },
		},
	};
}

export function samlUserIdentity(userName = 'grace@example.com'): UserIdentity {
	return {
		type: 'SAMLUser',
		principalId: `abcdEXAMPLE=:${userName}`,
		userName,
		identityProvider: 'abcdEXAMPLE=',
	};
}

export function webIdentityUserIdentity(
	userName = 'repo:example/images:ref:refs/heads/main',
): UserIdentity {
	return {
		type: 'WebIdentityUser',
		principalId: `token.actions.githubusercontent.com:sts.amazonaws.com:${userName}`,
		userName,
		identityProvider: 'token.actions.githubusercontent.com',
	};
}

export function identityCenterUserIdentity(
	userId = '90670000-aaaa-4bbb-8ccc-000000000001',
): UserIdentity {
	return {
		type: 'IdentityCenterUser',
		accountId: exampleAccount,
		onBehalfOf: {
			userId,
			identityStoreArn: `arn:aws:identitystore::${exampleAccount}:identitystore/d-0000000000`,
		},
		credentialId: '0000EXAMPLE',
	};
}

export function directoryIdentity(userName = 'heidi'): UserIdentity {
	return { type: 'Directory', accountId: exampleAccount, userName };
}

/** Somebody of another account. */
export function awsAccountIdentity(accountId = '444455556666'): UserIdentity {
	return { type: 'AWSAccount', principalId: `AIDAEXAMPLEOTHER:${accountId}`, accountId };
}

export function awsServiceIdentity(service = 'imagebuilder.amazonaws.com'): UserIdentity {
	return { type: 'AWSService', invokedBy: service };
}

/** What an AwsServiceEvent may hold: no type at all. */
export function serviceEventIdentity(
	service = 'imagebuilder.amazonaws.com',
	accountId = exampleAccount,
): UserIdentity {
	return { accountId, invokedBy: service };
}

export function unknownIdentity(): UserIdentity {
	return { type: 'Unknown' };
}
