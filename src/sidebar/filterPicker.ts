import * as vscode from 'vscode';
import type { AccountNames } from '../model/accountText.ts';
import type { OriginKind } from '../model/call.ts';
import { accountNamesOf } from '../model/connectionPlaces.ts';
import { callsText, originTitle } from '../model/describe.ts';
import type { History } from '../model/history.ts';
import { hostZone } from '../model/hostZone.ts';
import {
	filterAt,
	type MovingFilter,
	printMovingFilter,
	readMovingFilter,
} from '../model/movingFilter.ts';
import type { CallExceptions } from '../model/query.ts';
import { parseQuery } from '../model/queryLanguage.ts';
import { quickPickText } from '../vscode/quickPickText.ts';
import { type Facet, facets, facetText } from './filterText.ts';
import { pickPlace } from './placePicker.ts';
import { hoursText, lastHours, readTimeRange, timeChoices } from './timeChoices.ts';
import { isFiltered } from './viewState.ts';

const { t } = vscode.l10n;

interface Choice<T> extends vscode.QuickPickItem {
	readonly value: T;
}

/**
 * Lets the user set one facet after the other; each choice is in force at once.
 * @param apply takes the filter after each choice.
 */
export async function pickFilter(
	history: History,
	current: MovingFilter,
	apply: (filter: MovingFilter) => void,
): Promise<void> {
	let filter = current;
	// with one place only there is nothing to choose
	const places = history.groups('place').catch(() => []);
	const names = accountNamesOf(history.connection);
	for (;;) {
		const facet = await pickFacet(filter, { places, names });
		if (facet === undefined) {
			return;
		}
		const next =
			facet === 'clear'
				? {}
				: facet === 'query'
					? await pickQuery(filter)
					: await pickValue(facet, filter, history);
		if (next !== undefined) {
			filter = next;
			apply(filter);
		}
		if (facet === 'clear') {
			return;
		}
	}
}

async function pickFacet(
	filter: MovingFilter,
	{ places, names }: { readonly places: Promise<readonly unknown[]>; readonly names: AccountNames },
): Promise<Facet | 'query' | 'clear' | undefined> {
	const items = async (): Promise<Choice<Facet | 'query' | 'clear'>[]> => {
		const isOfSeveral = (await places).length > 1;
		const shown = facets.filter(
			(facet) =>
				facetText(facet, filter, { t }) !== undefined ||
				// a resource is set by commands on rows; here it can only be taken away
				(facet !== 'resource' && (facet !== 'place' || isOfSeveral)),
		);
		return [
			...shown.map((facet) => ({
				label: `$(${icons[facet]}) ${titles[facet]()}`,
				description: quickPickText(facetText(facet, filter, { t, names }) ?? ''),
				value: facet,
			})),
			{
				label: `$(edit) ${t('Query')}`,
				description: quickPickText(printMovingFilter(filter)),
				value: 'query',
			},
			...(isFiltered(filter)
				? [{ label: `$(clear-all) ${t('Clear all filters')}`, value: 'clear' } as const]
				: []),
		];
	};
	const choice = await vscode.window.showQuickPick(items(), {
		title: t('Filter calls'),
		placeHolder: t('Filter by'),
		matchOnDescription: true,
	});
	return choice?.value;
}

const titles: Readonly<Record<Facet, () => string>> = {
	time: () => t('Time'),
	caller: () => t('Caller'),
	operation: () => t('Operation'),
	origin: () => t('Origin'),
	outcome: () => t('Outcome'),
	text: () => t('Text in the record'),
	resource: () => t('Resource'),
	place: () => t('Account and Region'),
};

const icons: Readonly<Record<Facet, string>> = {
	time: 'clock',
	caller: 'account',
	operation: 'symbol-method',
	origin: 'tools',
	outcome: 'pass',
	text: 'search',
	resource: 'symbol-field',
	place: 'globe',
};

/** The filter with the facet's new value; undefined where the user backed out. */
function pickValue(
	facet: Facet,
	filter: MovingFilter,
	history: History,
): Promise<MovingFilter | undefined> {
	switch (facet) {
		case 'time':
			return pickTime(filter);
		case 'caller':
			return pickCaller(withoutExcept(without(filter, 'caller', 'session', 'who'), 'who'), history);
		case 'operation':
			return pickOperations(withoutExcept(filter, 'eventNames'), history);
		case 'origin':
			return pickOrigins(withoutExcept(filter, 'origins'), history);
		case 'outcome':
			return pickOutcome(without(filter, 'failed', 'readOnly'));
		case 'text':
			return pickText(filter);
		case 'resource':
			return Promise.resolve(without(filter, 'arn', 'role', 'unnamed'));
		case 'place':
			return pickPlace(filter, history, titles.place());
	}
}

async function pickTime(filter: MovingFilter): Promise<MovingFilter | undefined> {
	const rest = without(filter, 'from', 'to', 'times');
	const items: Choice<number | 'any' | 'range'>[] = [
		{ label: t('Any time'), value: 'any' },
		...timeChoices.map((hours) => ({ label: hoursText(hours, t), value: hours })),
		{ label: t('From … to …'), description: t('type two days or times'), value: 'range' },
	];
	const choice = await vscode.window.showQuickPick(items, { title: titles.time() });
	if (!choice || choice.value === 'any') {
		return choice && rest;
	}
	if (choice.value !== 'range') {
		return { ...rest, ...lastHours(choice.value) };
	}
	const text = await vscode.window.showInputBox({
		title: titles.time(),
		prompt: t('One day, or begin and end; time zone {0} unless it ends in Z', hostZone()),
		placeHolder: '2026-10-01 2026-10-12T14:30',
		validateInput: (value) =>
			readTimeRange(value) ? undefined : t('Write days as 2026-10-01, times as 2026-10-01T14:30.'),
	});
	const range = text === undefined ? undefined : readTimeRange(text);
	return range && { ...rest, ...range };
}

async function pickCaller(rest: MovingFilter, history: History): Promise<MovingFilter | undefined> {
	const callers = async (): Promise<Choice<string | undefined>[]> => {
		const found = await history.groups('caller', filterAt(rest, Date.now()));
		const groups = [...found].sort((a, b) => b.calls - a.calls);
		return [
			{ label: t('Any caller'), value: undefined },
			...groups.map(({ key, calls }) => ({
				label: quickPickText(key),
				description: callsText(calls, t),
				value: key,
			})),
		];
	};
	const choice = await vscode.window.showQuickPick(callers(), { title: titles.caller() });
	return choice && (choice.value === undefined ? rest : { ...rest, caller: choice.value });
}

async function pickOperations(
	filter: MovingFilter,
	history: History,
): Promise<MovingFilter | undefined> {
	const { eventNames: picked, ...rest } = filter;
	const choice = await pickMany(
		titles.operation(),
		recentValues(history, rest, (call) => call.eventName, picked),
		picked,
		(name) => quickPickText(name, 80),
	);
	return choice && (choice.length === 0 ? rest : { ...rest, eventNames: choice });
}

async function pickOrigins(
	filter: MovingFilter,
	history: History,
): Promise<MovingFilter | undefined> {
	const { origins: picked, ...rest } = filter;
	const choice = await pickMany<OriginKind>(
		titles.origin(),
		recentValues(history, rest, (call) => call.origin.kind, picked),
		picked,
		(kind) => originTitle(kind, t),
	);
	return choice && (choice.length === 0 ? rest : { ...rest, origins: choice });
}

/** Values among the newest calls that the rest of the filter leaves, the most frequent first. */
async function recentValues<T extends string>(
	history: History,
	rest: MovingFilter,
	facetOf: (call: { eventName: string; origin: { kind: OriginKind } }) => T,
	picked: readonly T[] = [],
): Promise<readonly (readonly [T, number])[]> {
	const { calls } = await history.calls({ ...filterAt(rest, Date.now()), limit: 1000 });
	const counts = new Map<T, number>(picked.map((value) => [value, 0]));
	for (const call of calls) {
		const value = facetOf(call);
		counts.set(value, (counts.get(value) ?? 0) + 1);
	}
	return [...counts].sort(([, a], [, b]) => b - a);
}

async function pickMany<T extends string>(
	title: string,
	values: Promise<readonly (readonly [T, number])[]>,
	picked: readonly T[] | undefined,
	label: (value: T) => string,
): Promise<readonly T[] | undefined> {
	const items = async (): Promise<Choice<T>[]> =>
		(await values).map(([value]) => ({
			label: label(value),
			value,
			picked: picked?.includes(value) ?? false,
		}));
	const chosen = await vscode.window.showQuickPick(items(), {
		title,
		canPickMany: true,
		placeHolder: t('Choose any; none means all'),
	});
	return chosen?.map((item) => item.value);
}

/** The whole filter as text, as the panel takes it too. */
async function pickQuery(filter: MovingFilter): Promise<MovingFilter | undefined> {
	const text = await vscode.window.showInputBox({
		title: t('Query'),
		prompt: t('For example: {0}', 'who:deploy-role op:Update* origin:console is:failed since:7d'),
		value: printMovingFilter(filter),
		validateInput: (value) => parseQuery(value, { now: Date.now(), t }).problems[0]?.message,
	});
	return text === undefined ? undefined : readMovingFilter(text, Date.now());
}

async function pickOutcome(rest: MovingFilter): Promise<MovingFilter | undefined> {
	const items: Choice<MovingFilter>[] = [
		{ label: t('Any outcome'), value: {} },
		{ label: `$(error) ${t('Failed')}`, value: { failed: true } },
		{ label: `$(pass) ${t('Succeeded')}`, value: { failed: false } },
		{ label: `$(edit) ${t('Changes that succeeded')}`, value: { failed: false, readOnly: false } },
		{ label: `$(eye) ${t('Reads')}`, value: { readOnly: true } },
	];
	const choice = await vscode.window.showQuickPick(items, { title: titles.outcome() });
	return choice && { ...rest, ...choice.value };
}

async function pickText(filter: MovingFilter): Promise<MovingFilter | undefined> {
	const rest = without(filter, 'text');
	const text = await vscode.window.showInputBox({
		title: titles.text(),
		prompt: t('Words, or their beginnings, anywhere in the record; empty for any'),
		value: filter.text ?? '',
	});
	return text === undefined
		? undefined
		: text.trim() === ''
			? rest
			: { ...rest, text: text.trim() };
}

/** Whoever picks a value anew no longer means what was left out before. */
function withoutExcept(filter: MovingFilter, key: keyof CallExceptions): MovingFilter {
	const { except = {}, ...rest } = filter;
	const left = Object.entries(except).filter(([name]) => name !== key);
	return left.length > 0 ? { ...rest, except: Object.fromEntries(left) } : rest;
}

function without(filter: MovingFilter, ...keys: readonly (keyof MovingFilter)[]): MovingFilter {
	return Object.fromEntries(
		Object.entries(filter).filter(([key]) => !keys.some((each) => each === key)),
	);
}
