import { parseArn } from './arn.ts';
import { originKinds, type TouchRole } from './call.ts';
import { rootCallers } from './callerMatcher.ts';
import { callerGlob } from './callerQuery.ts';
import type { CallExceptions, CallFilter } from './query.ts';
import { closestKey, type QueryKey, queryKey } from './queryKeys.ts';
import { readQueryTime } from './queryTimes.ts';
import { type QueryToken, type QueryValue, queryTokens } from './queryTokens.ts';
import { resourcePattern } from './resourcePattern.ts';
import { english, type Translate } from './translate.ts';

/** Something of a query that cannot be done; the rest of the query holds. */
export interface QueryProblem {
	/** UTF-16 units of the query. */
	readonly start: number;
	readonly end: number;
	/** For people; may hold text that was typed. */
	readonly message: string;
}

export interface ParsedQuery {
	readonly filter: CallFilter;
	readonly problems: readonly QueryProblem[];
}

/** Longer queries are cut. UTF-16 units. */
export const maxQueryLength = 4000;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface Parsing {
	readonly filter: Mutable<CallFilter>;
	readonly except: Mutable<CallExceptions>;
	readonly words: string[];
	readonly problems: QueryProblem[];
	readonly now: number;
	readonly t: Translate;
}

/**
 * Reads a query such as `who:deploy-role op:Update* origin:console is:failed since:7d golden`. What
 * is no `key:value` is a word. Values after a comma, and keys given again, widen the query; other
 * keys narrow it; `-` in front turns a key round. Never throws.
 * @param options.now epoch ms, for relative times.
 */
export function parseQuery(
	text: string,
	options: { readonly now: number; readonly t?: Translate },
): ParsedQuery {
	const { now, t = english } = options;
	const parsing: Parsing = { filter: {}, except: {}, words: [], problems: [], now, t };
	if (text.length > maxQueryLength) {
		const message = t('The query is longer than {0} characters.', maxQueryLength);
		parsing.problems.push({ start: maxQueryLength, end: text.length, message });
	}
	for (const token of queryTokens(text.slice(0, maxQueryLength))) {
		readToken(parsing, token);
	}
	const { filter, except, words, problems } = parsing;
	if (words.length > 0) {
		filter.text = words.join(' ');
	}
	if (Object.keys(except).length > 0) {
		filter.except = except;
	}
	return { filter, problems };
}

function readToken(parsing: Parsing, token: QueryToken): void {
	const { t } = parsing;
	const key = token.key === undefined ? undefined : queryKey(token.key);
	if (key === undefined) {
		readWord(parsing, token);
		return;
	}
	for (const value of token.values) {
		if (value.text === '') {
			// somebody is still typing, or left a comma behind
			problem(parsing, token, token, t('{0}: needs a value.', key));
		} else {
			readValue(parsing, key, value, token);
		}
	}
}

function readWord(parsing: Parsing, token: QueryToken): void {
	const { filter, words, t } = parsing;
	const [value] = token.values;
	if (token.key !== undefined) {
		const close = closestKey(token.key);
		if (close !== undefined) {
			const message = t('{0}: is not known. Did you mean {1}:?', token.key, close);
			problem(parsing, token, token, message);
		}
		words.push(`${token.key}:${token.values.map((each) => each.text).join(',')}`);
	} else if (value === undefined || value.text === '') {
		return;
	} else if (token.negated) {
		problem(parsing, token, token, t('Words cannot be left out, only keys: -op:Get*.'));
	} else if (!value.quoted && filter.arn === undefined && parseArn(value.text)) {
		filter.arn = value.text;
	} else {
		words.push(value.text);
	}
}

function readValue(parsing: Parsing, key: QueryKey, value: QueryValue, token: QueryToken): void {
	const { filter, except, t } = parsing;
	const { text } = value;
	const list = token.negated ? except : filter;
	switch (key) {
		case 'who':
			list.who = united(list.who, callerGlob(value, token));
			return;
		case 'op':
			list.eventNames = united(list.eventNames, text);
			return;
		case 'origin': {
			const origin = originKinds.find((kind) => kind === text.toLowerCase());
			if (origin) {
				list.origins = united(list.origins, origin);
			} else {
				problem(parsing, value, token, t('No such origin. One of: {0}', originKinds.join(', ')));
			}
			return;
		}
		case 'is':
			readState(parsing, value, token);
			return;
		default:
			if (token.negated) {
				problem(parsing, value, token, t('{0}: cannot be turned round.', key));
			} else {
				readSingle(parsing, key, value, token);
			}
	}
}

function readState(parsing: Parsing, value: QueryValue, token: QueryToken): void {
	const { filter, except, t } = parsing;
	const yes = !token.negated;
	switch (value.text.toLowerCase()) {
		case 'failed':
			setOnce(parsing, 'failed', yes, value, token);
			return;
		case 'ok':
			setOnce(parsing, 'failed', !yes, value, token);
			return;
		case 'change':
			setOnce(parsing, 'readOnly', !yes, value, token);
			return;
		case 'read':
			setOnce(parsing, 'readOnly', yes, value, token);
			return;
		case 'root': {
			const list = yes ? filter : except;
			list.who = united(list.who, rootCallers);
			return;
		}
		case 'console': {
			const list = yes ? filter : except;
			list.origins = united(list.origins, 'console');
			return;
		}
		case 'unnamed':
			if (yes) {
				filter.unnamed = true;
				return;
			}
	}
	problem(parsing, value, token, t('No such state. One of: {0}', callStates.join(', ')));
}

/** What `is:` takes. */
export const callStates = ['failed', 'ok', 'change', 'read', 'root', 'console', 'unnamed'] as const;

function readSingle(parsing: Parsing, key: QueryKey, value: QueryValue, token: QueryToken): void {
	const { text } = value;
	switch (key) {
		case 'account':
			setOnce(parsing, 'accountId', text, value, token);
			return;
		case 'region':
			setOnce(parsing, 'region', text.toLowerCase(), value, token);
			return;
		case 'session':
			setOnce(parsing, 'session', text, value, token);
			return;
		case 'resource':
			setOnce(parsing, 'arn', resourcePattern(text), value, token);
			return;
		case 'role': {
			const role = (['subject', 'reference'] as const).find(
				(each): each is TouchRole => each === text.toLowerCase(),
			);
			if (role) {
				setOnce(parsing, 'role', role, value, token);
			} else {
				problem(parsing, value, token, parsing.t('One of: {0}', 'subject, reference'));
			}
			return;
		}
		default:
			readTime(parsing, key, value, token);
	}
}

function readTime(parsing: Parsing, key: QueryKey, value: QueryValue, token: QueryToken): void {
	const { filter, now, t } = parsing;
	const time = readQueryTime(value.text, now);
	if (!time) {
		const message = t('Not a time. Examples: 7d, 24h, today, 2026-11-01, 2026-11-01T08:30Z');
		problem(parsing, value, token, message);
		return;
	}
	const begin = iso(time.begin);
	if (key === 'since' || key === 'on') {
		filter.from = later(filter.from, begin);
	}
	if (key === 'before') {
		filter.to = earlier(filter.to, begin);
	}
	if (key === 'on') {
		filter.to = earlier(filter.to, iso(Math.max(time.end, time.begin + 60_000)));
	}
	if (filter.from !== undefined && filter.to !== undefined && filter.from >= filter.to) {
		problem(parsing, value, token, t('The time ends before it begins.'));
	}
}

type Single = 'failed' | 'readOnly' | 'accountId' | 'region' | 'session' | 'arn' | 'role';

/** Of two values that no call can have both, the first stays. */
function setOnce<K extends Single>(
	parsing: Parsing,
	key: K,
	wanted: NonNullable<CallFilter[K]>,
	value: QueryValue,
	token: QueryToken,
): void {
	const { filter, t } = parsing;
	const known: unknown = filter[key];
	if (known === undefined) {
		const single: Mutable<Pick<CallFilter, K>> = filter;
		single[key] = wanted;
	} else if (known !== wanted) {
		problem(parsing, value, token, t('This contradicts what stands before it.'));
	}
}

function united<T extends string>(list: readonly T[] | undefined, value: T): readonly T[] {
	return list?.includes(value) ? list : [...(list ?? []), value];
}

function later(one: string | undefined, other: string): string {
	return one !== undefined && one > other ? one : other;
}

function earlier(one: string | undefined, other: string): string {
	return one !== undefined && one < other ? one : other;
}

function iso(time: number): string {
	return new Date(time).toISOString();
}

/** Marks the value, or the whole token where the value is empty. */
function problem(
	{ problems }: Parsing,
	{ start, end }: { readonly start: number; readonly end: number },
	token: QueryToken,
	message: string,
): void {
	problems.push(
		start < end ? { start, end, message } : { start: token.start, end: token.end, message },
	);
}
