import type { Caller } from './call.ts';
import { isObject } from './record.ts';

/** Names that a call has for the people behind it, the longest first. */
export function namesOfCaller(caller: Caller): readonly string[] {
	const { type, name, role, sourceIdentity, onBehalfOf, arn } = caller;
	// without another name a caller is called by the role or the type, which is no person
	const isName = name !== role && name !== type;
	return peopleIn([isName ? name : undefined, sourceIdentity, onBehalfOf, sessionOf(arn)]);
}

/** The same for the `userIdentity` of a record. */
export function namesOfIdentity(identity: unknown): readonly string[] {
	if (!isObject(identity)) {
		return [];
	}
	const { userName, arn, principalId, credentialId, onBehalfOf, sessionContext } = identity;
	const context = isObject(sessionContext) ? sessionContext : {};
	const { sessionIssuer: issuer, webIdFederationData: federation } = context;
	return peopleIn([
		userName,
		sessionOf(arn),
		typeof principalId === 'string' ? principalId.split(':').slice(1).join(':') : undefined,
		credentialId,
		isObject(onBehalfOf) ? onBehalfOf.userId : undefined,
		context.sourceIdentity,
		// who let a federated user in
		isObject(issuer) && issuer.type !== 'Role' ? issuer.userName : undefined,
		...(isObject(federation) && isObject(federation.attributes)
			? Object.values(federation.attributes)
			: []),
	]);
}

const service =
	/^(?:[\w-]+\.)+(?:amazonaws\.(?:com|com\.cn|eu)|c2s\.ic\.gov|sc2s\.sgov\.gov)$|^AWS Internal$/i;

/** Those that may be people; services and accounts are none. The longest first. */
export function peopleIn(names: readonly unknown[]): readonly string[] {
	return [...new Set(names)]
		.filter((name): name is string => typeof name === 'string' && name.trim() !== '')
		.filter((name) => !service.test(name) && !/^(?:root|unknown|\d{12})$/i.test(name))
		.sort((one, other) => other.length - one.length);
}

/** The last part of a user's or session's ARN; a role is no person. */
function sessionOf(arn: unknown): string | undefined {
	return typeof arn === 'string'
		? /:(?:assumed-role\/[^/]+|user|federated-user)\/(.+)$/s.exec(arn)?.[1]?.replace(/^.*\//s, '')
		: undefined;
}
