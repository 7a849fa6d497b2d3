import { readLayout } from './layout.ts';
import { callDeeds, type FromWebviewMessage, pageSize } from './messages.ts';
import { isCount, isObject, isText, readFilter, readTarget } from './target.ts';
import { type FetchAsk, wayOutNames } from './waysOut.ts';

type Request = Extract<FromWebviewMessage, { type: 'request' }>;

/** Reads what came from the page. @returns undefined for what the page cannot have meant. */
export function readFromWebview(message: unknown): FromWebviewMessage | undefined {
	if (!isObject(message)) {
		return undefined;
	}
	switch (message.type) {
		case 'ready':
			return { type: 'ready' };
		case 'open': {
			const target = readTarget(message.target);
			return target && { type: 'open', target };
		}
		case 'filter': {
			const filter = readFilter(message.filter);
			return filter && { type: 'filter', filter };
		}
		case 'select':
			return isText(message.eventId)
				? { type: 'select', eventId: message.eventId }
				: message.eventId === undefined
					? { type: 'select' }
					: undefined;
		case 'scroll':
			return isCount(message.row) ? { type: 'scroll', row: message.row } : undefined;
		case 'pin':
			return typeof message.pinned === 'boolean'
				? { type: 'pin', pinned: message.pinned }
				: undefined;
		case 'order':
			return message.order === 'newest' || message.order === 'oldest'
				? { type: 'order', order: message.order }
				: undefined;
		case 'go':
			return message.by === 1 || message.by === -1 ? { type: 'go', by: message.by } : undefined;
		case 'layout': {
			const layout = readLayout(message.layout);
			return layout && { type: 'layout', layout };
		}
		case 'request':
			return isCount(message.id) && isObject(message.ask)
				? readRequest(message.id, message.method, message.ask)
				: undefined;
		default:
			return undefined;
	}
}

function readRequest(
	id: number,
	method: unknown,
	ask: Readonly<Record<string, unknown>>,
): Request | undefined {
	const type = 'request';
	switch (method) {
		case 'rows': {
			const { generation, after, limit } = ask;
			return isCount(generation) &&
				isText(after) &&
				isCount(limit) &&
				limit >= 1 &&
				limit <= pageSize
				? { type, id, method, ask: { generation, after, limit } }
				: undefined;
		}
		case 'timeline':
			return isCount(ask.generation)
				? { type, id, method, ask: { generation: ask.generation } }
				: undefined;
		case 'detail':
		case 'openRecord':
			return isText(ask.eventId) ? { type, id, method, ask: { eventId: ask.eventId } } : undefined;
		case 'known':
		case 'saveFilter':
		case 'exportCalls':
		case 'shareFilter':
			return { type, id, method, ask: {} };
		case 'deleteFilter':
			return isText(ask.name) ? { type, id, method, ask: { name: ask.name } } : undefined;
		case 'callDeed': {
			const deed = callDeeds.find((name) => name === ask.deed);
			return deed && isText(ask.eventId)
				? { type, id, method, ask: { deed, eventId: ask.eventId } }
				: undefined;
		}
		case 'compare':
			return isText(ask.before) && isText(ask.after)
				? { type, id, method, ask: { before: ask.before, after: ask.after } }
				: undefined;
		case 'showState':
			return isText(ask.arn) && isText(ask.time)
				? { type, id, method, ask: { arn: ask.arn, time: ask.time } }
				: undefined;
		case 'copy':
			return isText(ask.text) ? { type, id, method, ask: { text: ask.text } } : undefined;
		case 'revealInCode':
		case 'openInConsole':
			return isText(ask.arn) ? { type, id, method, ask: { arn: ask.arn } } : undefined;
		case 'wayOut': {
			const run = wayOutNames.find((name) => name === ask.run);
			const fetch = readFetch(ask.fetch);
			return run && (run !== 'fetch' || fetch)
				? { type, id, method, ask: { run, ...(run === 'fetch' && fetch && { fetch }) } }
				: undefined;
		}
		default:
			return undefined;
	}
}

function readFetch(value: unknown): FetchAsk | undefined {
	if (!isObject(value)) {
		return undefined;
	}
	const { connection, source, from, to } = value;
	return isText(connection) && isText(source) && isTime(from) && isTime(to) && from < to
		? { connection, source, from, to }
		: undefined;
}

function isTime(value: unknown): value is string {
	return (
		isText(value) && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value))
	);
}
