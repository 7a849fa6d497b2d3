import { type AccountNames, accountName } from './accountText.ts';
import { originKinds } from './call.ts';
import { printCaller } from './callerQuery.ts';
import { type QueryKey, queryKey, queryKeys } from './queryKeys.ts';
import { callStates } from './queryLanguage.ts';
import { type QueryToken, queryTokens, quoteValue } from './queryTokens.ts';
import { english, type Translate } from './translate.ts';

/** What values the history has, the best first. */
export interface KnownValues {
	readonly operations?: readonly string[];
	readonly callers?: readonly string[];
	/** Names or ARNs. */
	readonly resources?: readonly string[];
	readonly accounts?: readonly string[];
	/** Names of accounts by their ids; an account is found by its name too. */
	readonly accountNames?: AccountNames;
	readonly regions?: readonly string[];
}

/** Replaces the query from `start` to `end`; the cursor goes behind what was put in. */
export interface QuerySuggestion {
	readonly start: number;
	readonly end: number;
	/** Ends in `:` where a value must follow: offer again then. */
	readonly insert: string;
	/** What is shown; may be untrusted text of records. */
	readonly label: string;
	readonly detail?: string;
}

const maxSuggestions = 50;

/**
 * What could stand at the cursor of a query.
 * @param cursor UTF-16 units.
 */
export function completeQuery(
	text: string,
	cursor: number,
	known: KnownValues,
	t: Translate = english,
): readonly QuerySuggestion[] {
	const token = queryTokens(text.slice(0, 4000)).find(
		({ start, end }) => start < cursor && cursor <= end,
	);
	const key = token?.key === undefined ? undefined : queryKey(token.key);
	if (token && key !== undefined && cursor >= token.valueStart) {
		return completeValue(text, cursor, token, key, known, t);
	}
	return token?.key === undefined ? completeKey(text, cursor, token, known, t) : [];
}

function completeValue(
	text: string,
	cursor: number,
	token: QueryToken,
	key: QueryKey,
	known: KnownValues,
	t: Translate,
): readonly QuerySuggestion[] {
	const value = token.values.find(({ start, end }) => start <= cursor && cursor <= end);
	if (!value) {
		return [];
	}
	const typed = text.slice(value.start, cursor).replace(/^"/, '');
	const others = new Set(token.values.filter((each) => each !== value).map((each) => each.text));
	const found =
		key === 'account' ? rankedAccounts(known, typed) : ranked(valuesOf(key, known), typed);
	return found
		.filter((each) => !others.has(each))
		.slice(0, maxSuggestions)
		.map((each) => ({
			start: value.start,
			end: value.end,
			insert: key === 'who' ? printCaller(each) : quoteValue(each),
			label: each,
			...withDetail(
				key === 'account' ? accountName(each, known.accountNames) : valueDetail(key, each, t),
			),
		}));
}

function completeKey(
	text: string,
	cursor: number,
	token: QueryToken | undefined,
	known: KnownValues,
	t: Translate,
): readonly QuerySuggestion[] {
	const not = token && text[token.start] === '-' ? '-' : '';
	const start = token ? token.start : cursor;
	const end = token ? token.end : cursor;
	const typed = text.slice(start + not.length, cursor);
	if (typed.startsWith('"')) {
		return [];
	}
	const keys = queryKeys
		.filter((key) => key.startsWith(typed.toLowerCase()) && (not === '' || canTurn.has(key)))
		.map((key) => ({
			start,
			end,
			insert: `${not}${key}:`,
			label: `${not}${key}:`,
			detail: keyDetail(key, t),
		}));
	if (typed.length < 2) {
		return keys;
	}
	const values = (['op', 'who', 'is', 'origin', 'resource'] as const).flatMap((key) =>
		ranked(valuesOf(key, known), typed)
			.slice(0, 5)
			.map((each) => ({
				start,
				end,
				insert: `${not}${key}:${key === 'who' ? printCaller(each) : quoteValue(each)}`,
				label: `${not}${key}:${each}`,
				...withDetail(valueDetail(key, each, t)),
			})),
	);
	return [...keys, ...values].slice(0, maxSuggestions);
}

const canTurn: ReadonlySet<QueryKey> = new Set<QueryKey>(['who', 'op', 'origin', 'is']);

/** Those that begin with what was typed, then those with a word that does, then those that have it. */
function ranked(values: readonly string[], typed: string): readonly string[] {
	const wanted = typed.toLowerCase();
	const rank = (value: string) => {
		const at = value.toLowerCase().indexOf(wanted);
		if (at <= 0) {
			return at < 0 ? 3 : 0;
		}
		const before = value[at - 1] ?? '';
		const isWordStart = !/[\p{L}\p{N}]/u.test(before) || /\p{Lu}/u.test(value[at] ?? '');
		return isWordStart ? 1 : 2;
	};
	return [...new Set(values)]
		.map((value) => ({ value, rank: rank(value) }))
		.filter((each) => each.rank < 3 && each.value.length <= 256)
		.sort((one, other) => one.rank - other.rank)
		.map(({ value }) => value);
}

/** Ids whose id or name fits. */
function rankedAccounts({ accounts = [], accountNames }: KnownValues, typed: string) {
	const byName = Map.groupBy(accounts, (id) => accountName(id, accountNames) ?? id);
	const named = ranked([...byName.keys()], typed).flatMap((name) => byName.get(name) ?? []);
	return [...new Set([...ranked(accounts, typed), ...named])];
}

const times = ['24h', '7d', '30d', '90d', 'today', 'yesterday'];

function valuesOf(key: QueryKey, known: KnownValues): readonly string[] {
	switch (key) {
		case 'who':
			return known.callers ?? [];
		case 'op':
			return [...verbs(known.operations ?? []), ...(known.operations ?? [])];
		case 'origin':
			return originKinds;
		case 'is':
			return callStates;
		case 'resource':
			return known.resources ?? [];
		case 'since':
		case 'before':
			return times;
		case 'on':
			return ['today', 'yesterday'];
		case 'account':
			return known.accounts ?? [];
		case 'region':
			return known.regions ?? [];
		case 'role':
			return ['subject', 'reference'];
		case 'session':
			return [];
	}
}

/** `Update*` where several operations begin with that verb. */
function verbs(operations: readonly string[]): readonly string[] {
	const counts = new Map<string, number>();
	for (const name of operations) {
		const verb = /^[A-Z][a-z]+(?=[A-Z])/.exec(name)?.[0];
		if (verb !== undefined) {
			counts.set(verb, (counts.get(verb) ?? 0) + 1);
		}
	}
	return [...counts].filter(([, count]) => count > 1).map(([verb]) => `${verb}*`);
}

function keyDetail(key: QueryKey, t: Translate): string {
	switch (key) {
		case 'who':
			return t('caller, role or ARN');
		case 'op':
			return t('operation, such as Update*');
		case 'origin':
			return t('what it was made with');
		case 'is':
			return t('failed, change, read, ...');
		case 'resource':
			return t('name or ARN of a resource');
		case 'since':
			return t('from a time on, such as 7d');
		case 'before':
			return t('up to a time');
		case 'on':
			return t('on one day');
		case 'account':
			return t('AWS account');
		case 'region':
			return t('AWS Region');
		case 'role':
			return t('what the call is about, or only names');
		case 'session':
			return t('one sign-in');
	}
}

function valueDetail(key: QueryKey, value: string, t: Translate): string | undefined {
	switch (key === 'is' ? value : '') {
		case 'failed':
			return t('calls that failed');
		case 'ok':
			return t('calls that did not fail');
		case 'change':
			return t('calls that change something');
		case 'read':
			return t('calls that only read');
		case 'root':
			return t('calls of the root user');
		case 'console':
			return t('calls made in the console');
		case 'unnamed':
			return t('calls that name no resource');
		default:
			return undefined;
	}
}

function withDetail(detail: string | undefined): { readonly detail?: string } {
	return detail === undefined ? {} : { detail };
}
