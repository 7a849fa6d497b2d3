import { type FromWebviewMessage, wayOutNames } from './messages.ts';
import { isObject, isText, readFilter, readTarget } from './target.ts';

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
			return isCount(generation) && isText(after) && isCount(limit) && limit >= 1 && limit <= 1000
				? { type, id, method, ask: { generation, after, limit } }
				: undefined;
		}
		case 'detail':
		case 'openRecord':
			return isText(ask.eventId) ? { type, id, method, ask: { eventId: ask.eventId } } : undefined;
		case 'copy':
			return isText(ask.text) ? { type, id, method, ask: { text: ask.text } } : undefined;
		case 'revealInCode':
		case 'openInConsole':
			return isText(ask.arn) ? { type, id, method, ask: { arn: ask.arn } } : undefined;
		case 'wayOut': {
			const run = wayOutNames.find((name) => name === ask.run);
			return run && { type, id, method, ask: { run } };
		}
		default:
			return undefined;
	}
}

function isCount(value: unknown): value is number {
	return Number.isSafeInteger(value) && Number(value) >= 0;
}
