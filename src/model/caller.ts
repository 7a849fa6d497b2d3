import type { Caller } from './call.ts';
import type { CloudTrailRecord, UserIdentity } from './record.ts';
import { flag } from './record.ts';
import { cut } from './text.ts';
import { normaliseTime } from './time.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const maxName = 256;
const maxArn = 2048;

/** Who made a call, for all types of `userIdentity` and for records without one. */
export function readCaller(record: CloudTrailRecord): Caller {
	const identity = record.userIdentity ?? {};
	const { principalId, sessionContext: context } = identity;
	const type = cut(identity.type ?? typeWithout(record), maxName);
	const caller: Writable<Caller> = {
		type,
		name: cut(firstText(nameCandidates(type, identity, record)), maxName),
	};
	const creationDate = context?.attributes?.creationDate;
	const sessionStart = normaliseTime(creationDate);
	const mfa = flag(context?.attributes?.mfaAuthenticated);
	const role = roleOf(identity);
	const provider = federatedProvider(identity);
	if (identity.arn !== undefined) caller.arn = cut(identity.arn, maxArn);
	if (role !== undefined) caller.role = cut(role, maxName);
	if (context?.sourceIdentity !== undefined) {
		caller.sourceIdentity = cut(context.sourceIdentity, maxName);
	}
	if (mfa !== undefined) caller.mfa = mfa;
	if (sessionStart !== undefined) caller.sessionStart = sessionStart;
	if (identity.accountId !== undefined) caller.accountId = cut(identity.accountId, maxName);
	if (provider !== undefined) caller.federatedProvider = cut(provider, maxName);
	if (identity.onBehalfOf?.userId !== undefined) {
		caller.onBehalfOf = cut(identity.onBehalfOf.userId, maxName);
	}
	if (identity.invokedBy !== undefined) caller.invokedBy = cut(identity.invokedBy, maxName);
	// The access key changes with every request of the console: it tells no session.
	if (principalId !== undefined && creationDate !== undefined) {
		caller.session = cut(`${principalId}/${sessionStart ?? creationDate}`, maxName * 2);
	}
	return caller;
}

/** Records of what a service did by itself can come without a type. */
function typeWithout({ userIdentity, eventType }: CloudTrailRecord): string {
	return userIdentity?.invokedBy !== undefined || eventType === 'AwsServiceEvent'
		? 'AWSService'
		: 'Unknown';
}

/** Names to know a caller by, the best first. */
function nameCandidates(
	type: string,
	identity: UserIdentity,
	record: CloudTrailRecord,
): readonly (string | undefined)[] {
	const { userName, arn, principalId, accountId, invokedBy } = identity;
	const session = sessionName(identity);
	const general = [userName, lastPart(arn), afterColon(principalId), principalId, accountId];
	switch (type) {
		case 'Root':
			return ['root'];
		case 'AssumedRole':
			return [session, afterColon(principalId), roleOf(identity), ...general];
		case 'IdentityCenterUser':
			return [userName, identity.onBehalfOf?.userId, identity.credentialId, ...general, type];
		case 'AWSAccount':
			return [accountId, ...general, type];
		case 'AWSService':
			return [invokedBy, record.sourceIPAddress, record.eventSource, ...general, type];
		default:
			return [...general, identity.onBehalfOf?.userId, invokedBy, type];
	}
}

function firstText(candidates: readonly (string | undefined)[]): string {
	return (
		candidates.find((candidate) => candidate !== undefined && candidate.trim() !== '') ?? 'Unknown'
	);
}

/** `arn:aws:sts::<account>:assumed-role/<role>/<session>`: a session name may hold anything. */
function assumedRole(arn: string | undefined): { role: string; session: string } | undefined {
	const start = arn?.indexOf(':assumed-role/') ?? -1;
	if (arn === undefined || start < 0) {
		return undefined;
	}
	const rest = arn.slice(start + ':assumed-role/'.length);
	const slash = rest.indexOf('/');
	return slash < 0
		? { role: rest, session: '' }
		: { role: rest.slice(0, slash), session: rest.slice(slash + 1) };
}

function sessionName(identity: UserIdentity): string | undefined {
	return assumedRole(identity.arn)?.session;
}

function roleOf(identity: UserIdentity): string | undefined {
	const issuer = identity.sessionContext?.sessionIssuer;
	if (issuer?.userName !== undefined && (issuer.type === undefined || issuer.type === 'Role')) {
		return issuer.userName;
	}
	const role = assumedRole(identity.arn)?.role;
	if (role !== undefined && role !== '') {
		return role;
	}
	return identity.type === 'Role' ? lastPart(identity.arn) : undefined;
}

/** `arn:aws:iam::<account>:oidc-provider/<host>` is known by the host. */
function federatedProvider(identity: UserIdentity): string | undefined {
	const provider =
		identity.sessionContext?.webIdFederationData?.federatedProvider ?? identity.identityProvider;
	const start = provider?.indexOf(':oidc-provider/') ?? -1;
	return start < 0 ? provider : provider?.slice(start + ':oidc-provider/'.length);
}

function lastPart(arn: string | undefined): string | undefined {
	return arn?.slice(arn.lastIndexOf('/') + 1);
}

function afterColon(principalId: string | undefined): string | undefined {
	const colon = principalId?.indexOf(':') ?? -1;
	return colon < 0 ? undefined : principalId?.slice(colon + 1);
}
