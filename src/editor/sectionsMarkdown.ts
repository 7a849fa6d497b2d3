import { Command } from '../contributions.ts';
import type { Certainty } from '../iac/matching.ts';
import type { Call } from '../model/call.ts';
import { callerText, relativeTime } from '../model/describe.ts';
import type { ImageChain } from '../model/imageChain.ts';
import type { CodeVerdict } from '../model/outsideCode.ts';
import type { PropertyState } from '../model/propertyHistory.ts';
import type { JsonValue } from '../model/record.ts';
import { resourceTitle } from '../model/resourceNames.ts';
import type { Translate } from '../model/translate.ts';
import type { VersionStep } from '../model/versionLadder.ts';
import { codeSpan, escapeMarkdown } from '../vscode/markdown.ts';
import { commandLink } from './commandLink.ts';
import type { HoverSections, PropertyFacts } from './hoverSections.ts';
import { originWord } from './lensText.ts';

const shownChanges = 3;
const maxValue = 160;

/**
 * The sections of a hover as Markdown, in the order they matter. All texts of records and of code
 * are escaped; every link is ours.
 */
export function sectionsMarkdown(
	{ property, verdict, differences, versions, chain }: HoverSections,
	now: number,
	t: Translate,
): readonly string[] {
	return [
		...(property ? [propertyText(property, now, t)] : []),
		...(verdict ? verdictText(verdict, now, t) : []),
		...differences.map((difference) => propertyText(difference, now, t)),
		...(chain ? [chainText(chain, now, t)] : []),
		...(versions.length > 0 ? [ladderText(versions, now, t)] : []),
	];
}

function propertyText({ path, history, differsFrom }: PropertyFacts, now: number, t: Translate) {
	const { lastSet, before, latest } = history;
	const name = codeSpan(path, 80);
	const lines = [
		lastSet.value === undefined
			? t('{0} was left out {1}', name, byWhom(lastSet.call, now, t))
			: t('{0} was last set {1}', name, byWhom(lastSet.call, now, t)),
		before
			? t('{0}, before that {1}', stateText(lastSet, t), stateText(before, t))
			: t('{0}; no earlier value is known', stateText(lastSet, t)),
		...(latest.call.eventId === lastSet.call.eventId
			? []
			: [t('Sent again without a change {0}', byWhom(latest.call, now, t))]),
		...(differsFrom === undefined
			? []
			: [`⚠ ${t('The code says {0}', codeSpan(valueText(differsFrom), maxValue))}`]),
	];
	return lines.join('  \n');
}

function stateText({ value }: PropertyState, t: Translate): string {
	return value === undefined ? t('left out') : codeSpan(valueText(value), maxValue) || '""';
}

function valueText(value: JsonValue): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}

function verdictText(verdict: CodeVerdict, now: number, t: Translate): readonly string[] {
	if (verdict.kind === 'unknown') {
		return [];
	}
	const { deploy, allowed } = verdict;
	const allowedLines = allowed
		.slice(0, shownChanges)
		.map(({ call, reason }) =>
			t('Allowed: {0} ({1})', doneBy(call, now, t), escapeMarkdown(reason, 200)),
		);
	if (verdict.kind === 'deployed') {
		return allowedLines.length > 0 ? [allowedLines.join('  \n')] : [];
	}
	const { changes, rule } = verdict;
	const more = changes.length - shownChanges;
	return [
		[
			`⚠ **${t('Outside code')}**: ${t('changed since the last deploy from code')}`,
			...changes.slice(0, shownChanges).map((call) => doneBy(call, now, t)),
			...(more > 0 ? [t('and {0} more', more)] : []),
			t('Last deploy: {0}', doneBy(deploy, now, t)),
			t('Why we say so: {0}; {1}', codeSpan(rule), codeSpan(changes[0].origin.evidence, maxValue)),
			...allowedLines,
		].join('  \n'),
	];
}

function chainText({ started, pipeline, recipe }: ImageChain, now: number, t: Translate): string {
	const steps = [
		t('Image build started {0}', byWhom(started, now, t)),
		...(pipeline === undefined ? [] : [t('by pipeline {0}', resourceLink(pipeline))]),
		...(recipe ? [t('of recipe {0}', resourceLink(recipe.arn))] : []),
	];
	return steps.join(' ← ');
}

function ladderText(versions: readonly VersionStep[], now: number, t: Translate): string {
	const [newest] = versions;
	const head =
		newest === undefined
			? ''
			: t('Newest version known: {0}', `**${escapeMarkdown(newest.version)}**`);
	const steps = versions.map(
		({ arn, version, build, call }) =>
			`- ${commandLink(build === undefined ? version : `${version}/${build}`, Command.showHistory, arn)} ${byWhom(call, now, t)}`,
	);
	return [head, '', ...steps].join('\n');
}

/** How the code was matched to the resource, as Markdown. */
export function certaintyText(certainty: Certainty, t: Translate): string {
	switch (certainty) {
		case 'arn':
			return `*${t('Matched by the exact ARN.')}*`;
		case 'name':
			return `*${t('Matched by name and kind.')}*`;
		case 'pattern':
			return `*${t('Matched by what is known of the name.')}*`;
	}
}

function resourceLink(arn: string): string {
	return commandLink(resourceTitle(arn), Command.showHistory, arn);
}

/** `3 d ago by **alice** · console` */
function byWhom(call: Call, now: number, t: Translate): string {
	return t(
		'{0} by {1} · {2}',
		commandLink(relativeTime(call.eventTime, now, t), Command.showCall, call.eventId),
		`**${escapeMarkdown(callerText(call.caller), 120)}**`,
		escapeMarkdown(originWord(call, t)),
	);
}

/** `UpdateImagePipeline 3 d ago by **alice** · console` */
export function doneBy(call: Call, now: number, t: Translate): string {
	return `${escapeMarkdown(call.eventName, 80)} ${byWhom(call, now, t)}`;
}
