import type { Call, Caller } from '../model/call.ts';
import { fullTime } from './times.ts';

/** Something the record says of who made a call. Untrusted text. */
export interface IdentityFact {
	readonly name: string;
	readonly value: string;
}

/** Who stands behind a call, from whoever signed in to whoever made the request. */
export function identityChain(caller: Caller): readonly IdentityFact[] {
	const { federatedProvider, onBehalfOf, sourceIdentity, role, name, invokedBy } = caller;
	return facts([
		['federated by', federatedProvider],
		['on behalf of', onBehalfOf],
		['source identity', sourceIdentity === name ? undefined : sourceIdentity],
		['role', role === name ? undefined : role],
		[nameLabel(caller.type), name],
		['through', invokedBy === name ? undefined : invokedBy],
	]);
}

/** What else the record says of the identity. */
export function identityFacts(caller: Caller): readonly IdentityFact[] {
	return facts([
		['Identity type', caller.type],
		['ARN', caller.arn],
		['Account', caller.accountId],
		['Signed in', caller.sessionStart === undefined ? undefined : fullTime(caller.sessionStart)],
		['MFA', mfaText(caller)],
	]);
}

export type CallerBadge = 'root' | 'no MFA' | 'console';

/** What one should know of a caller at a glance. */
export function callerBadges(call: Call): readonly CallerBadge[] {
	const { type, mfa } = call.caller;
	return [
		...(type === 'Root' ? (['root'] as const) : []),
		...(mfa === false && tellsMfa(type) ? (['no MFA'] as const) : []),
		...(call.origin.kind === 'console' ? (['console'] as const) : []),
	];
}

/** Role sessions say "false" whatever the person behind them signed in with. */
function tellsMfa(type: string): boolean {
	return type === 'Root' || type === 'IAMUser';
}

function mfaText({ type, mfa }: Caller): string | undefined {
	if (mfa === true) {
		return 'yes';
	}
	if (tellsMfa(type)) {
		return mfa === false ? 'no' : 'the record does not say';
	}
	return type.startsWith('AWS') ? undefined : 'not recorded for role sessions';
}

function nameLabel(type: string): string {
	switch (type) {
		case 'AssumedRole':
			return 'session';
		case 'AWSService':
			return 'service';
		case 'AWSAccount':
			return 'account';
		case 'Role':
			return 'role';
		default:
			return 'user';
	}
}

function facts(pairs: readonly (readonly [string, string | undefined])[]): readonly IdentityFact[] {
	return pairs.flatMap(([name, value]) =>
		value === undefined || value === '' ? [] : [{ name, value }],
	);
}
