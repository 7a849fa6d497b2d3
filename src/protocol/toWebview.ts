import type { Call } from '../model/call.ts';
import type { KnownValues } from '../model/queryCompletion.ts';
import type { CallDetail } from './callDetail.ts';
import { readLayout } from './layout.ts';
import { isAnyCall, isListedCall } from './listedCall.ts';
import type {
	CallRows,
	HistorySnapshot,
	ListFacts,
	Notice,
	PageMethod,
	PageRequests,
	ToWebviewMessage,
} from './messages.ts';
import { isObject, isText, readNamedFilters, readState } from './target.ts';
import type { Timeline } from './timeline.ts';

/**
 * Reads what came to the page's window: other things post messages there too.
 * @returns undefined for what is not the host's.
 */
export function readToWebview(message: unknown): ToWebviewMessage | undefined {
	if (!isObject(message)) {
		return undefined;
	}
	switch (message.type) {
		case 'init': {
			const { locale, texts, zone } = message;
			const layout = readLayout(message.layout);
			const filters = readNamedFilters(message.filters);
			return layout && isText(locale) && isTexts(texts)
				? { type: 'init', locale, texts, ...(isText(zone) && { zone }), layout, filters }
				: undefined;
		}
		case 'snapshot':
			return isSnapshot(message.snapshot)
				? { type: 'snapshot', snapshot: message.snapshot }
				: undefined;
		case 'facts':
			return isFacts(message.facts) ? { type: 'facts', facts: message.facts } : undefined;
		case 'failed': {
			const state = readState(message.state);
			return state && isNotice(message.notice)
				? { type: 'failed', state, notice: message.notice }
				: undefined;
		}
		case 'answer':
			return readAnswer(message);
		default:
			return undefined;
	}
}

/** Is this what the method answers with? */
export function isAnswer<M extends PageMethod>(
	method: M,
	value: unknown,
): value is PageRequests[M]['answer'] {
	switch (method) {
		case 'rows':
			return isRows(value);
		case 'timeline':
			return value === null || isTimeline(value);
		case 'known':
			return isKnownValues(value);
		case 'detail':
			return isDetail(value);
		default:
			return value === null;
	}
}

function readAnswer(message: Readonly<Record<string, unknown>>): ToWebviewMessage | undefined {
	const { id, ok, value, error } = message;
	if (typeof id !== 'number') {
		return undefined;
	}
	if (ok === true) {
		return { type: 'answer', id, ok, value };
	}
	return isObject(error) && typeof error.code === 'string' && typeof error.message === 'string'
		? { type: 'answer', id, ok: false, error: { code: error.code, message: error.message } }
		: undefined;
}

function isSnapshot(value: unknown): value is HistorySnapshot {
	return (
		isObject(value) &&
		typeof value.generation === 'number' &&
		readState(value.state) !== undefined &&
		isHeading(value.heading) &&
		isRows(value) &&
		(value.facts === undefined || isFacts(value.facts)) &&
		(value.notice === undefined || isNotice(value.notice))
	);
}

function isFacts(value: unknown): value is ListFacts {
	return (
		isObject(value) &&
		typeof value.generation === 'number' &&
		isTotal(value.matching) &&
		isObject(value.target) &&
		isObject(value.target.counts) &&
		['calls', 'changes', 'failures'].every(
			(part) =>
				isObject(value.target) &&
				isObject(value.target.counts) &&
				isTotal(value.target.counts[part]),
		) &&
		isTextList(value.target.coverage)
	);
}

function isTotal(value: unknown): boolean {
	return isObject(value) && typeof value.calls === 'number' && typeof value.more === 'boolean';
}

function isTimeline(value: unknown): value is Timeline {
	return (
		isObject(value) &&
		typeof value.from === 'number' &&
		typeof value.to === 'number' &&
		value.from < value.to &&
		Array.isArray(value.bins) &&
		value.bins.length > 0 &&
		Array.isArray(value.gaps) &&
		Array.isArray(value.ways) &&
		Array.isArray(value.marks)
	);
}

function isKnownValues(value: unknown): value is KnownValues {
	if (!isObject(value)) {
		return false;
	}
	const { accountNames, ...lists } = value;
	return (
		(accountNames === undefined || isTexts(accountNames)) && Object.values(lists).every(isTextList)
	);
}

function isTextList(value: unknown): boolean {
	return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
	return isObject(value) && Object.values(value).every((text) => typeof text === 'string');
}

function isHeading(value: unknown): boolean {
	return (
		isObject(value) &&
		typeof value.title === 'string' &&
		typeof value.kind === 'string' &&
		typeof value.sample === 'boolean'
	);
}

function isNotice(value: unknown): value is Notice {
	return (
		isObject(value) &&
		(value.severity === 'info' || value.severity === 'error') &&
		typeof value.title === 'string' &&
		Array.isArray(value.lines) &&
		Array.isArray(value.ways)
	);
}

function isRows(value: unknown): value is CallRows {
	return (
		isObject(value) &&
		Array.isArray(value.calls) &&
		value.calls.every(isListedCall) &&
		(value.next === undefined || typeof value.next === 'string')
	);
}

function isDetail(value: unknown): value is CallDetail {
	return (
		isObject(value) &&
		isCall(value.call) &&
		(value.record === undefined || typeof value.record === 'string') &&
		(value.related === undefined || Array.isArray(value.related)) &&
		(value.changes === undefined ||
			(isObject(value.changes) && Array.isArray(value.changes.properties))) &&
		(value.failure === undefined ||
			(isObject(value.failure) && typeof value.failure.summary === 'string'))
	);
}

function isCall(value: unknown): value is Call {
	return isAnyCall(value) && Array.isArray(value.touches) && Array.isArray(value.sources);
}
