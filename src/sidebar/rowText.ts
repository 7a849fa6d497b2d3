import { Command, RowContext } from '../contributions.ts';
import { type AccountNames, accountName } from '../model/accountText.ts';
import type { ResourceKind } from '../model/arn.ts';
import type { Call, OriginKind } from '../model/call.ts';
import { isRun } from '../model/configurationEdits.ts';
import {
	callerText,
	callsText,
	changesText,
	localClock,
	originTitle,
	outcomeText,
	relativeTime,
	subjectTitle,
} from '../model/describe.ts';
import { plainText } from '../model/plainText.ts';
import type { ResourceSummary } from '../model/query.ts';
import { groupTitle, kindTitle, resourceTitle } from '../model/resourceNames.ts';
import { english, type Translate } from '../model/translate.ts';
import { shortCoverage } from './coverageText.ts';
import { dayTitle } from './days.ts';
import type { CallNode, ErrorNode, MessageNode, ResourceNode, TreeNode } from './rows.ts';
import { shortCaller, shortOperation } from './shortNames.ts';
import type { GroupBy } from './viewState.ts';

/** A row as the tree shows it; every text is plain and one line. */
export interface RowText {
	readonly label: string;
	readonly description?: string;
	/** A codicon. */
	readonly icon?: string;
	/** A theme colour. */
	readonly color?: string;
	readonly context: string;
	readonly expands: 'no' | 'collapsed' | 'expanded';
	/** What a screen reader says. */
	readonly accessible: string;
	/** What a click runs, with this row as the argument unless `argument` says else. */
	readonly command?: { readonly id: string; readonly title: string; readonly argument?: string };
}

export interface RowTextOptions {
	readonly now: number;
	readonly groupBy: GroupBy;
	readonly t?: Translate;
	readonly locale?: string;
	/** Of accounts. */
	readonly names?: AccountNames;
}

const kindIcons: Readonly<Record<ResourceKind, string>> = {
	'image-pipeline': 'rocket',
	'image-recipe': 'notebook',
	'container-recipe': 'package',
	'infrastructure-configuration': 'server-environment',
	'distribution-configuration': 'broadcast',
	component: 'extensions',
	image: 'vm',
	'lifecycle-policy': 'calendar',
	'workflow/build': 'tools',
	'workflow/test': 'beaker',
	'workflow/distribution': 'broadcast',
};

const originIcons: Readonly<Record<OriginKind, string>> = {
	console: 'globe',
	cloudshell: 'terminal-bash',
	cloudformation: 'layers',
	terraform: 'symbol-structure',
	pulumi: 'symbol-structure',
	ansible: 'symbol-structure',
	packer: 'symbol-structure',
	cdk: 'layers',
	cli: 'terminal',
	sdk: 'code',
	service: 'server-process',
	unknown: 'question',
};

/** What is worth seeing at once: these people changed by hand what code should define. */
const byHand: ReadonlySet<OriginKind> = new Set<OriginKind>(['console', 'cloudshell']);

/** The text of a row: what it says at a width of 35 characters comes first. */
export function rowText(node: TreeNode, options: RowTextOptions): RowText {
	const t = options.t ?? english;
	switch (node.type) {
		case 'place': {
			const { region, accountId, counts } = node;
			const name = accountName(accountId, options.names);
			const where = joined(name, plainText(region));
			const id = plainText(accountId);
			const changes = changesText(counts.changes, t);
			// the id is what tells places apart only where there is no name
			return row(where, name === undefined ? joined(id, changes) : joined(changes, id), {
				icon: 'globe',
				context: RowContext.place,
				expands: node.open ? 'expanded' : 'collapsed',
			});
		}
		case 'group': {
			const first = ['pipelines', 'recipes', 'infrastructure'].includes(node.group);
			const label = node.group === 'other' ? t('Other calls') : groupTitle(node.group, t);
			return row(label, node.size.toLocaleString(), {
				context: RowContext.group,
				expands: first ? 'expanded' : 'collapsed',
			});
		}
		case 'resource':
			return resourceText(node, options, t);
		case 'caller':
		case 'day': {
			const { key, changes, calls, failures, lastCall } = node.counts;
			const counts = changes > 0 ? changesText(changes, t) : callsText(calls, t);
			const failed = failures > 0 ? t('{0} failed', failures.toLocaleString()) : undefined;
			const last = node.type === 'caller' ? relativeTime(lastCall, options.now, t) : undefined;
			return row(
				node.type === 'day' ? dayTitle(key, options.now, t, options.locale) : plainText(key, 120),
				joined(counts, failed, last),
				{
					icon: node.type === 'caller' ? 'account' : 'calendar',
					context: RowContext[node.type],
					expands: 'collapsed',
				},
			);
		}
		case 'call':
			return callText(node, options, t);
		case 'loadMore':
			return row(t('Load more…'), t('{0} shown', node.shown.toLocaleString()), {
				icon: 'ellipsis',
				context: RowContext.loadMore,
				expands: 'no',
				command: { id: Command.loadMore, title: t('Load more') },
			});
		case 'message':
			return messageText(node, options, t);
		case 'error':
			return errorText(node, t);
	}
}

function resourceText(node: ResourceNode, options: RowTextOptions, t: Translate): RowText {
	const { resource } = node;
	const [counts, last] = resourceCounts(resource, options.now, t);
	const kind = kindTitle(resource.kind, t);
	const label = plainText(resourceTitle(resource.arn));
	return {
		...row(label, joined(last, counts), {
			icon: kindIcons[resource.kind],
			context: RowContext.resource,
			expands: 'collapsed',
			command: { id: Command.showHistory, title: t('Show History') },
		}),
		accessible: [kind, label, counts, last].filter(Boolean).join(', '),
	};
}

/** How many, and when by whom changed or run last; of failed calls and reads where it never was. */
function resourceCounts(
	resource: ResourceSummary,
	now: number,
	t: Translate,
): readonly [counts: string, last: string | undefined] {
	const { changes, calls, failures, lastChange, lastCall } = resource;
	if (lastChange) {
		const age = relativeTime(lastChange.eventTime, now, t);
		const time = isRun(lastChange.eventName) ? t('run {0}', age) : age;
		return [changesText(changes, t), t('{0} by {1}', time, shortCaller(lastChange.caller))];
	}
	const counts =
		failures === calls ? t('{0} failed', failures.toLocaleString()) : callsText(calls, t);
	return [counts, lastCall && relativeTime(lastCall, now, t)];
}

function callText(node: CallNode, options: RowTextOptions, t: Translate): RowText {
	const { call } = node;
	const failed = call.errorCode !== undefined;
	const changed = !failed && !call.readOnly;
	const failure = failed ? outcomeText(call, t) : undefined;
	const who = callerText(call.caller);
	const time =
		options.groupBy === 'day'
			? localClock(call.eventTime, options.locale)
			: relativeTime(call.eventTime, options.now, t);
	const about = node.arn === undefined ? subjectTitle(call) : undefined;
	const mention = mentions(call, node.arn) ? t('names it') : undefined;
	const origin = originTitle(call.origin.kind, t);
	const name = plainText(call.eventName, 80);
	const label = shortOperation(call, node.arn);
	const caller = options.groupBy === 'caller' ? undefined : shortCaller(call.caller.name);
	return {
		...row(label, joined(failure, about, mention, caller, time, origin), {
			icon: failed ? 'error' : originIcons[call.origin.kind],
			...colorOf(call, failed, changed),
			context: RowContext.call,
			expands: 'no',
			command: { id: Command.showCall, title: t('Show Call'), argument: call.eventId },
		}),
		accessible: [name, outcomeText(call, t), about, t('by {0}', who), time, origin]
			.filter(Boolean)
			.join(', '),
	};
}

function colorOf(call: Call, failed: boolean, changed: boolean): { color?: string } {
	if (failed) {
		return { color: 'list.errorForeground' };
	}
	if (changed && byHand.has(call.origin.kind)) {
		return { color: 'charts.yellow' };
	}
	return changed ? {} : { color: 'disabledForeground' };
}

function mentions(call: Call, arn: string | undefined): boolean {
	return (
		arn !== undefined &&
		!call.touches.some((touch) => touch.role === 'subject' && touch.arn === arn) &&
		call.touches.some((touch) => touch.arn === arn)
	);
}

function messageText(node: MessageNode, options: RowTextOptions, t: Translate): RowText {
	const base = { context: RowContext.message, expands: 'no' as const };
	switch (node.message.kind) {
		case 'no-match':
			return row(t('No call matches the filter'), t('clear it'), {
				...base,
				icon: 'filter',
				command: { id: Command.clearFilter, title: t('Clear Filter') },
			});
		case 'reads-hidden':
			return row(t('No change in what was read'), t('show {0}', callsText(node.message.reads, t)), {
				...base,
				icon: 'eye',
				command: { id: Command.showReadCalls, title: t('Show Read Calls') },
			});
		case 'no-calls':
			return row(t('No call to show'), undefined, { ...base, icon: 'info' });
		case 'coverage': {
			const { now, locale } = options;
			const read = shortCoverage(node.message.coverage, now, t, locale) ?? '';
			return row(t('Read: {0}', read), undefined, {
				...base,
				icon: 'history',
				color: 'disabledForeground',
				command: { id: Command.showCoverage, title: t('Show Coverage') },
			});
		}
	}
}

function errorText(node: ErrorNode, t: Translate): RowText {
	const ways = {
		log: { id: Command.showLog, title: t('show log') },
		'sign-in': { id: Command.signIn, title: t('sign in') },
		profile: { id: Command.selectProfile, title: t('select profile') },
		regions: { id: Command.selectRegions, title: t('select Regions') },
		connections: { id: Command.editConnections, title: t('choose connections') },
		fetch: { id: Command.fetch, title: t('fetch older history') },
	} as const;
	const way = ways[node.wayOut];
	return row(node.message, way.title, {
		icon: 'warning',
		color: 'list.warningForeground',
		context: RowContext.error,
		expands: 'no',
		command: way,
	});
}

function row(
	label: string,
	description: string | undefined,
	rest: Omit<RowText, 'label' | 'description' | 'accessible'>,
): RowText {
	return {
		label,
		...(description !== undefined && { description }),
		accessible: description === undefined ? label : `${label}, ${description}`,
		...rest,
	};
}

function joined(...parts: readonly (string | undefined)[]): string {
	return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}
