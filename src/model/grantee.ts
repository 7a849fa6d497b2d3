import type { Caller } from './call.ts';
import { plainText } from './plainText.ts';
import type { Translate } from './translate.ts';

/** Where a permission that a caller lacks can be given. */
export interface Grantee {
	/** One sentence for people. */
	readonly advice: string;
	/** A statement can be added to policies of theirs. */
	readonly canGrant: boolean;
}

/**
 * Whose policies would have to allow what a caller was refused. That AWS keeps the policies of
 * service-linked roles and of the roles of IAM Identity Center, and that the root user needs none,
 * is in the IAM user guide.
 */
export function granteeOf(caller: Caller, t: Translate): Grantee {
	const role = plainText(caller.role ?? '', 128);
	const name = plainText(caller.name, 80);
	const permissionSet = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(role)?.[1];
	if (caller.type === 'Root') {
		return {
			advice: t(
				'The root user needs no statement: only a policy of the organization, the resource or a VPC endpoint can refuse it.',
			),
			canGrant: false,
		};
	}
	if (role.startsWith('AWSServiceRoleFor')) {
		return {
			advice: t(
				'{0} is a service-linked role: AWS keeps its policies. See whether what the call uses refuses it, such as the policy of a KMS key or a bucket.',
				role,
			),
			canGrant: false,
		};
	}
	return { advice: addTo(caller, { role, name, permissionSet }, t), canGrant: true };
}

function addTo(
	{ type, invokedBy }: Caller,
	{ role, name, permissionSet }: { role: string; name: string; permissionSet: string | undefined },
	t: Translate,
): string {
	if (permissionSet !== undefined) {
		return t('Add the statement to the permission set {0} in IAM Identity Center.', permissionSet);
	}
	if (role !== '') {
		return invokedBy === undefined
			? t('Add the statement to the role {0}.', role)
			: t(
					'{0} called with the role {1}: add the statement to that role.',
					plainText(invokedBy, 80),
					role,
				);
	}
	switch (type) {
		case 'AWSService':
			return t(
				'The caller is {0}, an AWS service: the statement belongs to the role that the service was given for this, such as an execution role. To a service-linked role nothing can be added.',
				name,
			);
		case 'AWSAccount':
			return t(
				'The caller is of the account {0}: it must be allowed there, and here by the policy of the resource.',
				name,
			);
		case 'IAMUser':
			return t('Add the statement to the user {0} or to one of their groups.', name);
		default:
			return t('Add the statement to the role or user.');
	}
}
