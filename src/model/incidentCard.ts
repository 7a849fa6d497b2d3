import type { Call } from './call.ts';
import { callerText, mfaText, originTitle, outcomeText, zonedTime } from './describe.ts';
import { eventCommand, eventUrl } from './eventCommand.ts';
import { explainFailure, type FailureExplanation } from './explainFailure.ts';
import { plainText } from './plainText.ts';
import { jsonText } from './properties.ts';
import type { PropertyChange } from './propertyDiff.ts';
import type { JsonValue } from './record.ts';
import { resourceTitle } from './resourceNames.ts';
import { english, type Translate } from './translate.ts';

const maxChanges = 50;
const maxResources = 20;

/**
 * A call as a Markdown section for an incident's notes. Every text of the record stands in a code
 * span, where no link, mention, HTML or table can begin.
 * @param options.changes what it changed, where the call before is known.
 */
export function incidentCard(
	call: Call,
	options: {
		readonly changes?: readonly PropertyChange[];
		readonly profile?: string;
		readonly locale?: string;
		readonly t?: Translate;
	} = {},
): string {
	const { changes, profile, locale, t = english } = options;
	const subject = call.touches.find(({ role }) => role === 'subject') ?? call.touches[0];
	const about = subject ? ` · ${code(resourceTitle(subject.arn), 200)}` : '';
	return [
		`## ${code(call.eventName, 100)}${about}`,
		'',
		...facts(call, locale, t).map(([name, value]) => `- **${name}:** ${value}`),
		...failureLines(call, t),
		...(changes ? changeLines(changes, t) : []),
		...findLines(call, profile, t),
		'',
	].join('\n');
}

function facts(
	call: Call,
	locale: string | undefined,
	t: Translate,
): readonly (readonly [name: string, value: string])[] {
	const { caller, origin } = call;
	const mfa = mfaText(caller, t);
	const when = `${code(call.eventTime, 40)} (${code(zonedTime(call.eventTime, locale), 60)})`;
	return [
		[t('When'), when],
		[t('Who'), `${code(callerText(caller), 200)} (${code(caller.type, 40)})`],
		...optional(t('Identity'), caller.arn),
		...optional(t('On behalf of'), caller.onBehalfOf),
		...optional(t('Source identity'), caller.sourceIdentity),
		...(caller.sessionStart === undefined
			? []
			: [[t('Signed in'), code(caller.sessionStart, 40)] as const]),
		...(mfa === undefined ? [] : [[t('MFA'), mfa] as const]),
		[
			t('With'),
			`${originTitle(origin.kind, t)} (${code(origin.rule, 60)}: ${code(origin.evidence, 300)})`,
		],
		...optional(t('From'), call.sourceIPAddress),
		[t('Account and Region'), `${code(call.accountId, 40)} ${code(call.region, 40)}`],
		...call.touches
			.slice(0, maxResources)
			.map(
				({ arn, role }) =>
					[role === 'subject' ? t('Resource') : t('Names'), code(arn, 500)] as const,
			),
		[t('Outcome'), code(outcomeText(call, t), 120)],
		[t('Event id'), code(call.eventId, 140)],
	];
}

function optional(name: string, value: string | undefined): readonly (readonly [string, string])[] {
	return value === undefined ? [] : [[name, code(value, 500)]];
}

function failureLines(call: Call, t: Translate): readonly string[] {
	const failure = explainFailure(call, t);
	if (!failure) {
		return [];
	}
	return [
		'',
		`### ${t('Why it failed')}`,
		'',
		code(failure.summary, 600),
		...[...probable(failure, t), ...failure.advice].map((each) => `- ${each}`),
		...(call.errorMessage === undefined ? [] : ['', code(call.errorMessage, 1000)]),
		...(failure.statement === undefined ? [] : ['', ...fenced(failure.statement, 'json')]),
	];
}

/** What AWS did not say, as that. */
function probable(
	{ missingAction, resource, inferred = [], doubt }: FailureExplanation,
	t: Translate,
): readonly string[] {
	return [
		...(missingAction !== undefined && inferred.includes('action')
			? [`${t('Probably missing action')}: ${code(missingAction, 200)}`]
			: []),
		...(resource !== undefined && inferred.includes('resource')
			? [`${t('Probably on')}: ${code(resource, 500)}`]
			: []),
		...(doubt === undefined ? [] : [doubt]),
	];
}

function changeLines(changes: readonly PropertyChange[], t: Translate): readonly string[] {
	const value = (json: JsonValue | undefined) =>
		json === undefined ? t('nothing') : code(jsonText(json) ?? '', 300);
	return [
		'',
		`### ${t('What changed')}`,
		'',
		...(changes.length === 0 ? [t('Nothing: all values were only sent again.')] : []),
		...changes
			.slice(0, maxChanges)
			.map(({ path, before, after }) => `- ${code(path, 200)}: ${value(before)} → ${value(after)}`),
		...(changes.length > maxChanges ? [`- ${t('and {0} more', changes.length - maxChanges)}`] : []),
	];
}

function findLines(call: Call, profile: string | undefined, t: Translate): readonly string[] {
	const command = eventCommand(call, profile === undefined ? {} : { profile });
	const url = eventUrl(call);
	return [
		...(url === undefined ? [] : ['', `[${t('Event in the AWS console')}](${url})`]),
		...(command === undefined ? [] : ['', ...fenced(command, 'sh')]),
	];
}

/** A code span that the text cannot end. */
function code(text: string, limit: number): string {
	const line = plainText(text, limit);
	if (line === '') {
		return '–';
	}
	const fence = '`'.repeat(longestRun(line) + 1);
	const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
	return `${fence}${pad}${line}${pad}${fence}`;
}

function fenced(text: string, language: string): readonly string[] {
	const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
	return [`${fence}${language}`, text, fence];
}

function longestRun(text: string): number {
	return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
