import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { launchChromium } from '../../scripts/chromium.ts';
import { inProject } from '../../scripts/support/paths.ts';
import { english } from '../../src/model/translate.ts';
import { takeDetail } from '../../src/panel/callDetail.ts';
import { filteredState } from '../../src/panel/filteredState.ts';
import { knownValues } from '../../src/panel/knownValues.ts';
import { ListFeed } from '../../src/panel/listFeed.ts';
import { takeRows } from '../../src/panel/listRows.ts';
import { listFilter } from '../../src/panel/targetFilter.ts';
import { takeTimeline } from '../../src/panel/timeline.ts';
import { Visits } from '../../src/panel/visits.ts';
import { readFromWebview } from '../../src/protocol/fromWebview.ts';
import { plainLayout } from '../../src/protocol/layout.ts';
import type { FromWebviewMessage, ToWebviewMessage } from '../../src/protocol/messages.ts';
import { type PanelState, sameTarget } from '../../src/protocol/target.ts';
import { beginElement } from '../../src/vscode/beginElement.ts';
import type { FakeHistory } from '../builders/fakeHistory.ts';

/** The history page in a plain Chromium, with a host that reads a history in memory. */
export class PanelHost implements AsyncDisposable {
	readonly page: Page;
	/** What the page told, requests included. */
	readonly received: FromWebviewMessage[] = [];
	/** Texts in another language that the host gives. */
	texts: Readonly<Record<string, string>> = {};
	/** Of VS Code. */
	locale = 'en';
	/** Of the machine that the extension runs on. */
	zone: string | undefined;
	/** What Chromium complained of: blocked styles and scripts, exceptions, loads. */
	readonly complaints: string[] = [];
	readonly #history: FakeHistory;
	readonly #cleanup: AsyncDisposableStack;
	readonly #visited: Visits<PanelState>;
	readonly #feed: ListFeed;
	#isReady = false;
	#sent: Promise<void> = Promise.resolve();

	constructor(page: Page, history: FakeHistory, state: PanelState, cleanup: AsyncDisposableStack) {
		this.page = page;
		this.#history = history;
		this.#visited = new Visits(state, (one, other) => sameTarget(one.target, other.target));
		this.#cleanup = cleanup;
		this.#feed = new ListFeed({
			history,
			t: english,
			state: () => this.#state,
			canGo: () => this.#visited.canGo,
			isReady: () => this.#isReady,
			send: (message) => {
				this.#sent = this.#sent.then(() => this.#send(message));
			},
			onError: () => undefined,
		});
		cleanup.defer(() => this.#feed.dispose());
		page.on('console', (message) => this.complaints.push(message.text()));
		page.on('pageerror', (error) => this.complaints.push(error.message));
		page.on('request', (request) => {
			if (!request.url().startsWith('http://127.0.0.1:')) {
				this.complaints.push(`asks for ${request.url()}`);
			}
		});
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.#cleanup.disposeAsync();
	}

	get #state(): PanelState {
		return this.#visited.current;
	}

	/** Tells the page anew, as the host does when history changes. */
	push(): void {
		this.#feed.facts.forget();
		this.#feed.refresh();
	}

	async receive(raw: unknown): Promise<void> {
		const message = readFromWebview(raw);
		if (!message) {
			this.complaints.push(`the host refuses ${JSON.stringify(raw)}`);
			return;
		}
		this.received.push(message);
		switch (message.type) {
			case 'ready':
				await this.#send({
					...{ type: 'init', locale: this.locale, texts: this.texts },
					...(this.zone !== undefined && { zone: this.zone }),
					...{ layout: plainLayout, filters: [] },
				});
				this.#isReady = true;
				this.#feed.refresh();
				return;
			case 'filter':
				this.#visited.replace(filteredState(this.#state, message.filter));
				this.#feed.replace();
				return;
			case 'select': {
				const { selected: _, ...state } = this.#state;
				const { eventId } = message;
				this.#visited.replace({ ...state, ...(eventId !== undefined && { selected: eventId }) });
				return;
			}
			case 'open':
				this.#visited.visit({ target: message.target, filter: this.#state.filter });
				this.#feed.replace();
				return;
			case 'order':
				this.#visited.replace({ ...this.#state, order: message.order });
				this.#feed.replace();
				return;
			case 'go':
				this.#visited.go(message.by);
				this.#feed.replace();
				return;
			case 'pin':
				this.#visited.replace({ ...this.#state, pinned: message.pinned });
				this.#feed.refresh();
				return;
			case 'request':
				await this.#answer(message);
		}
	}

	async #answer(request: Extract<FromWebviewMessage, { type: 'request' }>): Promise<void> {
		const { id } = request;
		let value: unknown = null;
		if (request.method === 'rows') {
			const { after, limit } = request.ask;
			const { target, filter, order } = this.#state;
			const listed = { ...listFilter(target, filter, Date.now()), ...(order && { order }) };
			value = await takeRows(this.#history, { ...listed, after, limit });
		} else if (request.method === 'timeline') {
			const [history, state] = [this.#history, this.#state];
			const { facts } = this.#feed;
			value = await takeTimeline({ history, facts, state, now: Date.now(), t: english });
		} else if (request.method === 'known') {
			value = await knownValues(this.#history, this.#state.target);
		} else if (request.method === 'detail') {
			const { eventId } = request.ask;
			const call = await this.#history.call(eventId);
			if (!call) {
				const error = { code: 'not-found', message: 'This call is not known.' };
				await this.#send({ type: 'answer', id, ok: false, error });
				return;
			}
			value = await takeDetail(this.#history, eventId, english);
		}
		await this.#send({ type: 'answer', id, ok: true, value });
	}

	async #send(message: ToWebviewMessage): Promise<void> {
		await this.page.evaluate((data) => window.postMessage(data, '*'), message);
	}
}

export interface PanelPageOptions {
	readonly width: number;
	readonly height: number;
	/** Texts in another language that the host gives. */
	readonly texts: Readonly<Record<string, string>>;
	/** The language of VS Code. */
	readonly locale: string;
	/** Of the machine that the extension runs on, and of the window. */
	readonly zones: { readonly host: string; readonly window: string };
	/** What the document brings along. */
	readonly begin: readonly ToWebviewMessage[];
}

/** Opens the page under the very policy that VS Code's webview gets from us. */
export async function openPanelPage(
	history: FakeHistory,
	state: PanelState,
	{
		width = 1200,
		height = 800,
		texts = {},
		locale = 'en',
		begin = [],
		zones,
	}: Partial<PanelPageOptions> = {},
): Promise<PanelHost> {
	const cleanup = new AsyncDisposableStack();
	const script = await bundle();
	const server = createServer((request, response) => {
		const isScript = request.url === '/webview.js';
		response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
		response.end(isScript ? script : frame(`http://127.0.0.1:${port}`, begin));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	cleanup.defer(() => new Promise<void>((resolve) => server.close(() => resolve())));
	const browser = await launchChromium();
	cleanup.defer(() => browser.close());
	const context = await browser.newContext({
		viewport: { width, height },
		...(zones && { timezoneId: zones.window }),
	});
	const page = await context.newPage();
	const host = new PanelHost(page, history, state, cleanup);
	host.texts = texts;
	host.locale = locale;
	host.zone = zones?.host;
	await page.exposeFunction('toHost', (message: unknown) => host.receive(message));
	await page.addInitScript(() => {
		const api = {
			postMessage: (message: unknown) =>
				(window as unknown as { toHost(message: unknown): void }).toHost(message),
			setState: () => undefined,
		};
		Object.assign(window, { acquireVsCodeApi: () => api });
	});
	await page.goto(`http://127.0.0.1:${port}/`);
	return host;
}

async function bundle(): Promise<string> {
	const { outputFiles } = await build({
		absWorkingDir: inProject(),
		entryPoints: { webview: 'src/webview/main.ts' },
		outdir: 'dist',
		bundle: true,
		format: 'esm',
		write: false,
		logLevel: 'warning',
	});
	return outputFiles[0]?.text ?? '';
}

function frame(origin: string, begin: readonly ToWebviewMessage[]): string {
	const policy = `default-src 'none'; script-src 'nonce-made-up'; img-src ${origin}`;
	return `<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="icon" href="/webview.js"><title>History</title></head>
<body>${beginElement(begin)}<script type="module" nonce="made-up" src="/webview.js"></script></body></html>`;
}
