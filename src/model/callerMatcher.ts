import { globMatcher } from './glob.ts';

/** What callers are known by. */
export interface KnownCaller {
	readonly name: string;
	readonly arn?: string;
	readonly role?: string;
}

/** A test for callers that `CallFilter.who` stands for. */
export function callerMatcher(who: readonly string[]): (caller: KnownCaller) => boolean {
	const matches = globMatcher(who);
	return ({ name, arn, role = arn === undefined ? undefined : roleInArn(arn) }) =>
		matches(name) ||
		(arn !== undefined && matches(arn)) ||
		(role !== undefined && (matches(role) || matches(permissionSet(role))));
}

/** The role in `arn:aws:sts::<account>:assumed-role/<role>/<session>`. */
function roleInArn(arn: string): string | undefined {
	return /^arn:[^:]*:(?:sts|iam)::[^:]*:(?:assumed-role|role)\/([^/]+)/.exec(arn)?.[1];
}

/** The permission set of an IAM Identity Center role, else the role's own name. */
function permissionSet(role: string): string {
	return /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(role)?.[1] ?? role;
}

/** The glob that root users' ARNs match. */
export const rootCallers = 'arn:*:iam::*:root';
