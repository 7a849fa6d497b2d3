import type { Call } from './call.ts';
import type { Denial } from './denial.ts';
import type { FailureExplanation } from './explainFailure.ts';
import { type Grantee, granteeOf } from './grantee.ts';
import { plainText } from './plainText.ts';
import type { Translate } from './translate.ts';

/** Why a call was refused. What AWS did not name is taken from the call and marked as `inferred`. */
export function explainDenial(
	call: Pick<Call, 'eventName' | 'touches' | 'caller'>,
	denial: Denial,
	t: Translate,
): FailureExplanation {
	const isName = /^[A-Za-z0-9]{1,128}$/.test(call.eventName);
	const missingAction = denial.action ?? (isName ? `imagebuilder:${call.eventName}` : undefined);
	const subject = call.touches.find(({ role }) => role === 'subject')?.arn;
	const resource = denial.resource ?? subject;
	const { policy, explicitDeny } = denial;
	const inferred = [
		...(denial.action === undefined && missingAction !== undefined ? (['action'] as const) : []),
		...(denial.resource === undefined && subject !== undefined ? (['resource'] as const) : []),
	];
	const doubt = doubtOf(denial, resource, t);
	const grantee = granteeOf(call.caller, t);
	return {
		kind: 'access-denied',
		summary: denialSummary(call, denial, t),
		...(missingAction !== undefined && { missingAction }),
		...(resource !== undefined && { resource }),
		...(policy && { policy }),
		...(explicitDeny && { explicitDeny }),
		...(inferred.length > 0 && { inferred }),
		...(missingAction !== undefined && doubt !== undefined && { doubt }),
		...(missingAction !== undefined &&
			!explicitDeny &&
			grantee.canGrant && { statement: draftPolicy(missingAction, resource ?? '*') }),
		advice: denialAdvice(denial, grantee, t),
	};
}

/** Says no more than AWS did. */
function denialSummary(
	call: Pick<Call, 'eventName' | 'caller'>,
	{ action, resource, explicitDeny }: Denial,
	t: Translate,
): string {
	const who = plainText(call.caller.name, 80);
	const name = plainText(call.eventName, 80);
	if (action === undefined) {
		return explicitDeny
			? t('A policy denies {0} explicitly to {1}.', name, who)
			: t('{0} was refused {1}. AWS does not say which permission is missing.', who, name);
	}
	if (resource === undefined) {
		return explicitDeny
			? t('A policy denies {0} explicitly to {1}.', action, who)
			: t('{0} may not call {1}.', who, action);
	}
	const on = plainText(resource, 300);
	return explicitDeny
		? t('A policy denies {0} explicitly to {1} on {2}.', action, who, on)
		: t('{0} may not call {1} on {2}.', who, action, on);
}

function doubtOf(denial: Denial, resource: string | undefined, t: Translate): string | undefined {
	if (denial.action === undefined) {
		return denial.resource === undefined && resource !== undefined
			? t(
					'AWS named neither action nor resource: these are the operation and what it is about. It can also be a permission that the operation needs besides, such as iam:PassRole.',
				)
			: t(
					'AWS named no action: this is the operation. It can also be a permission that the operation needs besides, such as iam:PassRole.',
				);
	}
	return denial.resource === undefined && resource !== undefined
		? t('AWS named no resource: this is what the call is about.')
		: undefined;
}

function denialAdvice(
	{ policy, explicitDeny, encoded }: Denial,
	grantee: Grantee,
	t: Translate,
): string[] {
	const advice: string[] = [];
	if (explicitDeny) {
		advice.push(
			t('Allowing it elsewhere does not help: find the Deny statement and its conditions.'),
		);
	}
	switch (policy) {
		case 'identity':
			advice.push(explicitDeny ? t('It stands in a policy of the role or user.') : grantee.advice);
			break;
		case 'resource':
			advice.push(t('It is about the policy of the resource: its owner must allow the caller.'));
			break;
		case 'service-control':
			advice.push(
				t('It is about a service control policy: the administrators of the organization decide.'),
			);
			break;
		case 'resource-control':
			advice.push(
				t('It is about a resource control policy: the administrators of the organization decide.'),
			);
			break;
		case 'boundary':
			advice.push(
				t('It is about the permissions boundary: what it does not allow, no other policy can.'),
			);
			break;
		case 'session':
			advice.push(
				t('It is about the session policy: whoever assumed the role passed a narrower one.'),
			);
			break;
		case 'endpoint':
			advice.push(t('It is about the policy of the VPC endpoint that the call went through.'));
			break;
		default:
			if (!explicitDeny) {
				advice.push(grantee.advice);
				if (grantee.canGrant) {
					advice.push(t('A boundary, session or organization policy may still stand against it.'));
				}
			}
	}
	if (encoded) {
		advice.push(t('Decode the rest of the message: aws sts decode-authorization-message'));
	}
	return advice;
}

/** A policy of one statement, to be narrowed by whoever uses it. */
function draftPolicy(action: string, resource: string): string {
	return JSON.stringify(
		{
			Version: '2012-10-17',
			Statement: [{ Effect: 'Allow', Action: action, Resource: resource }],
		},
		undefined,
		'\t',
	);
}
