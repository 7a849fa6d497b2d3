import type {
	FromWebviewMessage,
	HostError,
	PageMethod,
	PageRequests,
	ToWebviewMessage,
} from '../protocol/messages.ts';
import type { PanelState } from '../protocol/target.ts';
import { isAnswer, readToWebview } from '../protocol/toWebview.ts';
import { t } from './translate.ts';

/** What VS Code gives to a page, once. */
export interface VsCodeApi {
	postMessage(message: unknown): void;
	setState(state: unknown): void;
}

/** A request that the host refused, or that it did not answer in time. */
export class RequestError extends Error {
	readonly code: string;

	constructor({ code, message }: HostError) {
		super(message);
		this.code = code;
	}
}

type Push = Exclude<ToWebviewMessage, { type: 'answer' }>;

interface Pending {
	readonly method: PageMethod;
	readonly timer: ReturnType<typeof setTimeout>;
	readonly resolve: (value: unknown) => void;
	readonly reject: (error: RequestError) => void;
}

const answerTimeout = 30_000;

/** The one way between page and host. */
export class Transport {
	readonly #api: VsCodeApi;
	readonly #pending = new Map<number, Pending>();
	#lastId = 0;

	constructor(api: VsCodeApi) {
		this.#api = api;
	}

	/**
	 * Takes what the host pushes; asks for the first snapshot.
	 * @param begin what the document brought: messages as JSON text.
	 */
	start(target: EventTarget, onPush: (message: Push) => void, begin = '[]'): void {
		target.addEventListener('message', (event) => {
			const message = readToWebview((event as { data?: unknown }).data);
			if (message?.type === 'answer') {
				this.#settle(message);
			} else if (message) {
				onPush(message);
			}
		});
		for (const message of readBegin(begin)) {
			if (message.type !== 'answer') {
				onPush(message);
			}
		}
		this.send({ type: 'ready' });
	}

	send(message: FromWebviewMessage): void {
		this.#api.postMessage(message);
	}

	/** Keeps the state for a reload of the window. */
	keep(state: PanelState): void {
		this.#api.setState(state);
	}

	/** @throws RequestError */
	request<M extends PageMethod>(
		method: M,
		ask: PageRequests[M]['ask'],
	): Promise<PageRequests[M]['answer']> {
		const id = ++this.#lastId;
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => {
				this.#pending.delete(id);
				reject(new RequestError({ code: 'timeout', message: t('No answer in 30 seconds.') }));
			}, answerTimeout);
			this.#pending.set(id, {
				method,
				timer,
				resolve: (value) => resolve(value as PageRequests[M]['answer']),
				reject,
			});
			this.send({ type: 'request', id, method, ask } as FromWebviewMessage);
		});
	}

	#settle(answer: Extract<ToWebviewMessage, { type: 'answer' }>): void {
		const pending = this.#pending.get(answer.id);
		if (!pending) {
			return;
		}
		this.#pending.delete(answer.id);
		clearTimeout(pending.timer);
		if (!answer.ok) {
			pending.reject(new RequestError(answer.error));
		} else if (isAnswer(pending.method, answer.value)) {
			pending.resolve(answer.value);
		} else {
			pending.reject(new RequestError({ code: 'bad-answer', message: t('The answer is broken.') }));
		}
	}
}

function readBegin(text: string): readonly ToWebviewMessage[] {
	try {
		const messages: unknown = JSON.parse(text);
		return Array.isArray(messages) ? messages.flatMap((each) => readToWebview(each) ?? []) : [];
	} catch {
		// the host tells all of it once the page is ready
		return [];
	}
}

/** What went wrong, for people. */
export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
