import { Command } from '../contributions.ts';
import type { AccountNames } from '../model/accountText.ts';
import { type ImageBuilderArn, parseArn } from '../model/arn.ts';
import type { Call } from '../model/call.ts';
import {
	callerText,
	callsText,
	changesText,
	localClock,
	localDay,
	originTitle,
	outcomeText,
	relativeTime,
} from '../model/describe.ts';
import { placeText } from '../model/placeText.ts';
import { kindTitle, resourceTitle } from '../model/resourceNames.ts';
import type { Translate } from '../model/translate.ts';
import { unknownText } from '../model/unknownText.ts';
import { waysOut, waysOutCommands } from '../panel/waysOut.ts';
import { escapeMarkdown } from '../vscode/markdown.ts';
import { commandLink } from './commandLink.ts';
import type { HoverFacts } from './hoverFacts.ts';

/** What a hover says besides, each already Markdown. */
export interface HoverExtras {
	/** Right below the title. */
	readonly sections: readonly string[];
	/** At the end. */
	readonly footer?: string;
	/** Leave out the table of calls. */
	readonly brief?: boolean;
	readonly accounts?: AccountNames;
}

/**
 * What a hover says, as Markdown. Every text of a record is escaped, and every link is one of ours.
 */
export function hoverMarkdown(
	facts: HoverFacts,
	now: number,
	t: Translate,
	{ sections, footer, brief = false, accounts = {} }: HoverExtras = { sections: [] },
): string {
	const parts =
		facts.unknown.length > 0 ? unknownParts(facts, now, t) : knownParts(facts, now, t, brief);
	const last = footer === undefined ? [] : [footer];
	return [title(facts, accounts, t), ...sections, ...parts, ...last].join('\n\n');
}

function title({ arn, sample }: HoverFacts, accounts: AccountNames, t: Translate): string {
	const parsed = parseArn(arn);
	const placeOf = ({ owner: accountId, region }: ImageBuilderArn) =>
		placeText({ accountId, region }, { accounts, oneAccount: false });
	const parts = [
		`**${escapeMarkdown(resourceTitle(arn), 120)}**`,
		...(parsed ? [kindTitle(parsed.kind, t), placeOf(parsed)] : []).map((part) =>
			escapeMarkdown(part, 120),
		),
		...(sample ? [`*${t('Sample')}*`] : []),
	];
	return parts.join(' · ');
}

function knownParts(
	facts: HoverFacts,
	now: number,
	t: Translate,
	brief: boolean,
): readonly string[] {
	const { lastEdit, lastRun, calls, counts } = facts;
	const last = [
		...(lastEdit ? [changeLine(lastEdit, now, t)] : []),
		...(lastRun ? [runLine(lastRun, now, t)] : []),
	];
	if (brief) {
		return [...last, links(facts, t)];
	}
	const head = [t('When'), t('Who'), t('What'), t('With'), t('Outcome')];
	const rows = [head, head.map(() => ':--'), ...calls.map((call) => row(call, now, t))];
	const failed = counts.failures > 0 ? `, ${t('{0} failed', counts.failures)}` : '';
	return [
		...(last.length > 0 ? last : [t('No change is known.')]),
		// before the table: a long hover scrolls
		links(facts, t),
		rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
		escapeMarkdown(`${changesText(counts.changes, t)}, ${callsText(counts.calls, t)}${failed}`),
	];
}

function changeLine(edit: Call, now: number, t: Translate): string {
	return t('Last changed {0} by {1} with {2}: {3}', ...callParts(edit, now, t));
}

/** A run leaves the resource as it is. */
function runLine(run: Call, now: number, t: Translate): string {
	return t('Last run {0} by {1} with {2}: {3}', ...callParts(run, now, t));
}

/** When, who, with what, and the operation. */
function callParts(call: Call, now: number, t: Translate): readonly string[] {
	return [
		escapeMarkdown(relativeTime(call.eventTime, now, t)),
		`**${escapeMarkdown(callerText(call.caller), 160)}**`,
		escapeMarkdown(originTitle(call.origin.kind, t)),
		commandLink(call.eventName, Command.showCall, call.eventId),
	];
}

function row(call: Call, now: number, t: Translate): readonly string[] {
	const when = `${localDay(call.eventTime, now)}, ${localClock(call.eventTime)}`;
	return [
		commandLink(when, Command.showCall, call.eventId).replaceAll(' ', '&nbsp;'),
		escapeMarkdown(call.caller.name, 80),
		escapeMarkdown(call.eventName, 80),
		escapeMarkdown(originTitle(call.origin.kind, t)),
		escapeMarkdown(outcomeText(call, t), 120),
	];
}

function unknownParts(facts: HoverFacts, now: number, t: Translate): readonly string[] {
	const reasons = facts.unknown.map((reason) => escapeMarkdown(unknownText(reason, now, t), 800));
	const ways = waysOut(facts.unknown, t).map((way) =>
		commandLink(way.title, waysOutCommands[way.run]),
	);
	return [
		facts.counts.calls > 0 ? t('No changes known.') : t('No calls known.'),
		...reasons,
		...(ways.length > 0 ? [ways.join(' · ')] : []),
		links(facts, t),
	];
}

function links({ arn }: HoverFacts, t: Translate): string {
	return [
		commandLink(t('Full History'), Command.showHistory, arn),
		commandLink(t('Copy ARN'), Command.copyArn, arn),
		...(arn.includes('*')
			? []
			: [commandLink(t('Open in AWS Console'), Command.openInConsole, arn)]),
	].join(' · ');
}
