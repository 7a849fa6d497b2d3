import type { Call, Caller, OriginKind } from './call.ts';
import { plainText } from './plainText.ts';
import { resourceTitle } from './resourceNames.ts';
import { english, type Translate } from './translate.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago, short: `now`, `5 min ago`, `3 h ago`, `3 d ago`, `4 mo ago`; a time to come is `now`. */
export function relativeTime(time: string, now: number, t: Translate = english): string {
	const age = now - Date.parse(time);
	if (Number.isNaN(age)) {
		return plainText(time, 40);
	}
	if (age < minute) {
		return t('now');
	}
	if (age < hour) {
		return t('{0} min ago', Math.floor(age / minute));
	}
	if (age < day) {
		return t('{0} h ago', Math.floor(age / hour));
	}
	if (age < 92 * day) {
		return t('{0} d ago', Math.floor(age / day));
	}
	return age < 730 * day
		? t('{0} mo ago', Math.floor(age / (30.44 * day)))
		: t('{0} y ago', Math.floor(age / (365.25 * day)));
}

/** How long still, rough: `a few seconds`, `about 40 s`, `about 12 min`. */
export function timeLeft(seconds: number, t: Translate = english): string {
	if (seconds < 10) {
		return t('a few seconds');
	}
	return seconds < 90
		? t('about {0} s', Math.ceil(seconds / 10) * 10)
		: t('about {0} min', Math.round(seconds / 60));
}

/** Day and time as people write it where they are: `12 Oct 2026, 14:05:09`. */
export function localTime(time: string, locale?: string): string {
	return format(time, { dateStyle: 'medium', timeStyle: 'medium' }, locale);
}

/** The same with its zone, for those who read it elsewhere: `12 Oct 2026, 14:05:09 CEST`. */
export function zonedTime(time: string, locale?: string): string {
	return format(time, { dateStyle: 'medium', timeStyle: 'long' }, locale);
}

/** `12 Oct`, with the year where it is not this one. */
export function localDay(time: string, now: number, locale?: string): string {
	const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
	return format(
		time,
		{ day: 'numeric', month: 'short', ...(!sameYear && { year: 'numeric' }) },
		locale,
	);
}

/** `14:05` */
export function localClock(time: string, locale?: string): string {
	return format(time, { hour: '2-digit', minute: '2-digit' }, locale);
}

function format(time: string, options: Intl.DateTimeFormatOptions, locale?: string): string {
	const date = new Date(time);
	return Number.isNaN(date.getTime())
		? plainText(time, 40)
		: new Intl.DateTimeFormat(locale, options).format(date);
}

/** `1 change`, `3 changes`, `1,204 changes` */
export function changesText(changes: number, t: Translate = english, locale?: string): string {
	return changes === 1 ? t('1 change') : t('{0} changes', changes.toLocaleString(locale));
}

/** `1 call`, `3 calls` */
export function callsText(calls: number, t: Translate = english, locale?: string): string {
	return calls === 1 ? t('1 call') : t('{0} calls', calls.toLocaleString(locale));
}

/** What a call was made with, for people: `Console`, `Terraform`. */
export function originTitle(kind: OriginKind, t: Translate = english): string {
	switch (kind) {
		case 'console':
			return t('Console');
		case 'cloudshell':
			return t('CloudShell');
		case 'cloudformation':
			return t('CloudFormation');
		case 'terraform':
			return t('Terraform');
		case 'pulumi':
			return t('Pulumi');
		case 'ansible':
			return t('Ansible');
		case 'packer':
			return t('Packer');
		case 'cdk':
			return t('CDK');
		case 'cli':
			return t('CLI');
		case 'sdk':
			return t('SDK');
		case 'service':
			return t('AWS service');
		case 'unknown':
			return t('unknown tool');
	}
}

/** Who, with the role in brackets where that is another name: `alice (Deployer)`. */
export function callerText(caller: Pick<Caller, 'name' | 'role'>): string {
	const name = plainText(caller.name, 80);
	const role = caller.role === undefined ? '' : plainText(shortRole(caller.role), 80);
	return role === '' || role === name ? name : `${name} (${role})`;
}

/** The permission set of an IAM Identity Center role, else the role's own name. */
function shortRole(role: string): string {
	return /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(role)?.[1] ?? role;
}

/** Do records of this type of caller tell of MFA? Role sessions say "false" whatever the sign-in had. */
export function tellsMfa(type: string): boolean {
	return type === 'Root' || type === 'IAMUser';
}

/** Whether MFA was used, or why that is not known; undefined where it has no meaning. */
export function mfaText(
	{ type, mfa }: Pick<Caller, 'type' | 'mfa'>,
	t: Translate = english,
): string | undefined {
	if (mfa === true) {
		return t('yes');
	}
	if (tellsMfa(type)) {
		return mfa === false ? t('no') : t('the record does not say');
	}
	return type.startsWith('AWS') ? undefined : t('not recorded for role sessions');
}

/** `read`, `change` or `failed: <code>`. */
export function outcomeText(
	call: Pick<Call, 'errorCode' | 'readOnly'>,
	t: Translate = english,
): string {
	if (call.errorCode !== undefined) {
		return t('failed: {0}', plainText(call.errorCode, 80));
	}
	return call.readOnly ? t('read') : t('change');
}

/** Title of what a call is about: its first subject, else what it names. */
export function subjectTitle(call: Call): string | undefined {
	const touch = call.touches.find((each) => each.role === 'subject') ?? call.touches[0];
	return touch && plainText(resourceTitle(touch.arn), 120);
}
