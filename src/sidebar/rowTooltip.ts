import { type AccountNames, accountText } from '../model/accountText.ts';
import type { Call } from '../model/call.ts';
import { isRun } from '../model/configurationEdits.ts';
import type { Coverage } from '../model/coverage.ts';
import { summariseCoverage } from '../model/coverageSummary.ts';
import {
	callerText,
	callsText,
	changesText,
	localTime,
	originTitle,
	outcomeText,
} from '../model/describe.ts';
import type { LastChange } from '../model/query.ts';
import { kindTitle } from '../model/resourceNames.ts';
import { english, type Translate } from '../model/translate.ts';
import { coverageText } from '../model/unknownText.ts';
import { codeSpan, escapeMarkdown } from '../vscode/markdown.ts';
import type { CallNode, ResourceNode, TreeNode } from './rows.ts';

export interface RowTooltipOptions {
	readonly t?: Translate;
	/** Of accounts. */
	readonly names?: AccountNames;
}

/** What a row's tooltip says beside the row; undefined: not known. */
export interface TooltipFacts {
	/** Of a resource: does code of the workspace define it? */
	readonly isInCode?: boolean | undefined;
	/** Of a resource that was run last: the call that changed it last. */
	readonly lastEdit?: Call | undefined;
}

/** The tooltip of a row as Markdown; undefined where the row says it all. */
export function rowTooltip(
	node: TreeNode,
	{ t = english, names }: RowTooltipOptions = {},
	facts: TooltipFacts = {},
): string | undefined {
	switch (node.type) {
		case 'resource':
			return resourceTooltip(node, facts, t);
		case 'call':
			return callTooltip(node, t, names);
		case 'error':
			return escapeMarkdown(node.message, 1000);
		case 'message':
			return node.message.kind === 'coverage'
				? coverageTooltip(node.message.coverage, t, names)
				: undefined;
		default:
			return undefined;
	}
}

function coverageTooltip(
	coverage: readonly Coverage[],
	t: Translate,
	names: AccountNames = {},
): string {
	const places = summariseCoverage(coverage);
	const shown = places
		.slice(0, 20)
		.map((place) => coverageText(place, { now: Date.now(), t, names }));
	return paragraphs(...shown.map((line) => escapeMarkdown(line)));
}

function resourceTooltip(
	{ resource }: ResourceNode,
	{ isInCode, lastEdit }: TooltipFacts,
	t: Translate,
): string {
	const { lastChange } = resource;
	const run = lastChange && isRun(lastChange.eventName) ? lastChange : undefined;
	const edit = run
		? lastEdit && { ...lastEdit, caller: lastEdit.caller.name, origin: lastEdit.origin.kind }
		: lastChange;
	const counts = [changesText(resource.changes, t), callsText(resource.calls, t)];
	if (resource.failures > 0) {
		counts.push(t('{0} failed', resource.failures.toLocaleString()));
	}
	return paragraphs(
		`**${escapeMarkdown(kindTitle(resource.kind, t))}** ${codeSpan(resource.name)}`,
		codeSpan(resource.arn),
		escapeMarkdown(counts.join(', ')),
		edit && lastLine(t('Last change'), edit, t),
		run && lastLine(t('Last run'), run, t),
		isInCode === undefined
			? undefined
			: isInCode
				? t('Code of this workspace defines it.')
				: t('No code of this workspace defines it.'),
	);
}

function lastLine(title: string, call: LastChange, t: Translate): string {
	const { eventName, eventTime, caller, origin } = call;
	const how = `${localTime(eventTime)}, ${caller}, ${originTitle(origin, t)}`;
	return `${escapeMarkdown(title)}: ${codeSpan(eventName)} ${escapeMarkdown(how)}`;
}

function callTooltip({ call }: CallNode, t: Translate, names?: AccountNames): string {
	const line = (name: string, value: string | undefined) =>
		value === undefined || value === '' ? undefined : `${escapeMarkdown(name)}: ${value}`;
	return paragraphs(
		`**${escapeMarkdown(call.eventName)}** ${escapeMarkdown(outcomeText(call, t))}`,
		line(t('Why it failed'), call.errorMessage && escapeMarkdown(call.errorMessage, 300)),
		line(t('When'), escapeMarkdown(`${localTime(call.eventTime)} (${call.eventTime})`)),
		line(t('Who'), escapeMarkdown(callerText(call.caller))),
		line(
			t('With'),
			escapeMarkdown(
				[originTitle(call.origin.kind, t), call.origin.name].filter(Boolean).join(', '),
				120,
			),
		),
		line(t('Why we say so'), codeSpan(call.origin.evidence, 200)),
		line(t('From'), call.sourceIPAddress && codeSpan(call.sourceIPAddress, 100)),
		line(t('Where'), escapeMarkdown(`${accountText(call.accountId, names)}, ${call.region}`)),
		...call.touches.slice(0, 6).map((touch) => codeSpan(touch.arn)),
	);
}

function paragraphs(...parts: readonly (string | undefined)[]): string {
	return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}
