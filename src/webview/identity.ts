import type { Caller, OriginKind } from '../model/call.ts';
import { mfaText, tellsMfa } from '../model/describe.ts';
import { fullTime } from './times.ts';
import { t } from './translate.ts';

/** Something the record says of who made a call. Untrusted text. */
export interface IdentityFact {
	readonly name: string;
	readonly value: string;
}

/** Who stands behind a call, from whoever signed in to whoever made the request. */
export function identityChain(caller: Caller): readonly IdentityFact[] {
	const { federatedProvider, onBehalfOf, sourceIdentity, role, name, invokedBy } = caller;
	return facts([
		[t('federated by'), federatedProvider],
		[t('on behalf of'), onBehalfOf],
		[t('source identity'), sourceIdentity === name ? undefined : sourceIdentity],
		[t('role'), role === name ? undefined : role],
		[nameLabel(caller.type), name],
		[t('through'), invokedBy === name ? undefined : invokedBy],
	]);
}

/** What else the record says of the identity. */
export function identityFacts(caller: Caller): readonly IdentityFact[] {
	return facts([
		[t('Identity type'), caller.type],
		[t('ARN'), caller.arn],
		[t('Account'), caller.accountId],
		[t('Signed in'), caller.sessionStart === undefined ? undefined : fullTime(caller.sessionStart)],
		[t('MFA'), mfaText(caller, t)],
	]);
}

/** A badge in the user's language. */
export function badgeText(badge: CallerBadge): string {
	switch (badge) {
		case 'root':
			return t('root');
		case 'no MFA':
			return t('no MFA');
		case 'console':
			return t('console');
	}
}

export type CallerBadge = 'root' | 'no MFA' | 'console';

/** What one should know of a caller at a glance. */
export function callerBadges(call: {
	readonly caller: Pick<Caller, 'type' | 'mfa'>;
	readonly origin: { readonly kind: OriginKind };
}): readonly CallerBadge[] {
	const { type, mfa } = call.caller;
	return [
		...(type === 'Root' ? (['root'] as const) : []),
		...(mfa === false && tellsMfa(type) ? (['no MFA'] as const) : []),
		...(call.origin.kind === 'console' ? (['console'] as const) : []),
	];
}

function nameLabel(type: string): string {
	switch (type) {
		case 'AssumedRole':
			return t('session');
		case 'AWSService':
			return t('service');
		case 'AWSAccount':
			return t('account');
		case 'Role':
			return t('role');
		default:
			return t('user');
	}
}

function facts(pairs: readonly (readonly [string, string | undefined])[]): readonly IdentityFact[] {
	return pairs.flatMap(([name, value]) =>
		value === undefined || value === '' ? [] : [{ name, value }],
	);
}
