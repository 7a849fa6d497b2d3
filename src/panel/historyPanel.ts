import * as vscode from 'vscode';
import { HistoryError, isCancellation } from '../model/errors.ts';
import type { History } from '../model/history.ts';
import { hostZone } from '../model/hostZone.ts';
import { narrowedQuery } from '../model/narrowQuery.ts';
import { readFromWebview } from '../protocol/fromWebview.ts';
import type { HistorySnapshot, HostError, ToWebviewMessage } from '../protocol/messages.ts';
import { translatedTexts } from '../protocol/pageTexts.ts';
import { type PanelFilter, type PanelState, sameTarget } from '../protocol/target.ts';
import type { Log } from '../vscode/log.ts';
import { webviewHtml } from '../vscode/webviewHtml.ts';
import { filteredState } from './filteredState.ts';
import { ListFeed } from './listFeed.ts';
import { answerRequest, exportListed, type Request, type RequestContext } from './pageRequests.ts';
import type { PanelMemory } from './panelMemory.ts';
import { targetTitle } from './snapshot.ts';
import { Visits } from './visits.ts';

export interface HistoryPanelDeps {
	readonly history: History;
	readonly log: Log;
	/** Folder of the extension. */
	readonly root: vscode.Uri;
	readonly memory: PanelMemory;
	/** How far back a refresh reads Event history. */
	lookBackDays(): number;
}

/** Milliseconds that rows may take to come with the page's document: VS Code takes longer to make it. */
const embedWithin = 50;

/** What a page of ours may do and load. */
export function pageOptions(root: vscode.Uri): vscode.WebviewOptions {
	return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(root, 'dist')] };
}

/** One webview panel: keeps what is shown, and answers the page. */
export class HistoryPanel {
	readonly #panel: vscode.WebviewPanel;
	readonly #deps: HistoryPanelDeps;
	readonly #feed: ListFeed;
	readonly #subscriptions: { dispose(): void }[];
	readonly #disposed = new vscode.EventEmitter<void>();
	readonly #visited: Visits<PanelState>;
	#pageReady = false;
	#isDisposed = false;

	readonly onDidDispose = this.#disposed.event;

	constructor(panel: vscode.WebviewPanel, state: PanelState, deps: HistoryPanelDeps) {
		this.#panel = panel;
		this.#deps = deps;
		this.#visited = new Visits(state, (one, other) => sameTarget(one.target, other.target));
		const { history, root, log } = deps;
		this.#feed = new ListFeed({
			history,
			t: vscode.l10n.t,
			locale: vscode.env.language,
			state: () => this.#state,
			canGo: () => this.#visited.canGo,
			isReady: () => this.#pageReady,
			send: (message) => this.#send(message),
			onError: (error) => log.error(error instanceof Error ? error : String(error)),
		});
		const changed = () => this.#feed.changed();
		this.#subscriptions = [
			panel.webview.onDidReceiveMessage((message) => this.#receive(message)),
			panel.onDidChangeViewState(() => {
				if (!panel.visible) {
					// VS Code drops a hidden page and starts it anew, which then says `ready`
					this.#pageReady = false;
					this.#feed.unembed();
					this.#setDocument();
				}
			}),
			panel.onDidDispose(() => this.#dispose()),
			history.onDidChange(changed),
			history.onDidChangeConnection(changed),
			deps.memory.onDidChange(() => this.#sendInit()),
		];
		panel.webview.options = pageOptions(root);
		panel.title = this.#title();
		if (panel.visible) {
			// VS Code needs its time to make the page: by then the rows are there
			this.#feed.prepare();
			void this.#feed.embed(embedWithin).then((snapshot) => this.#setDocument(snapshot));
		} else {
			this.#setDocument();
		}
	}

	#setDocument(snapshot?: HistorySnapshot): void {
		if (this.#isDisposed) {
			return;
		}
		const { webview, title } = this.#panel;
		const begin: readonly ToWebviewMessage[] = [
			this.#init(),
			...(snapshot ? [{ type: 'snapshot', snapshot } as const] : []),
		];
		webview.html = webviewHtml({
			...{ webview, title, begin, root: this.#deps.root },
			script: ['dist', 'webview.js'],
		});
	}

	/** Is it to stay as it is when something else is opened? */
	get pinned(): boolean {
		return this.#state.pinned === true;
	}

	get #state(): PanelState {
		return this.#visited.current;
	}

	/** Shows something else in the same panel and brings it to the front. */
	show(state: PanelState): void {
		this.#panel.reveal();
		this.#visit(state);
	}

	/** Is it the editor that has the focus? */
	get isInFront(): boolean {
		return this.#panel.active;
	}

	/** Narrows the list by another query. */
	narrow(query: string): void {
		const { filter } = this.#state;
		this.#filter({ ...filter, text: narrowedQuery(filter.text, query) });
	}

	/** Exports the calls that it lists. */
	async exportCalls(): Promise<void> {
		await exportListed(this.#context());
	}

	dispose(): void {
		this.#panel.dispose();
	}

	#dispose(): void {
		this.#isDisposed = true;
		this.#feed.dispose();
		for (const subscription of this.#subscriptions) {
			subscription.dispose();
		}
		this.#disposed.fire();
		this.#disposed.dispose();
	}

	#title(): string {
		const title = targetTitle(this.#state.target, vscode.l10n.t);
		return this.pinned
			? vscode.l10n.t('History: {0} (pinned)', title)
			: vscode.l10n.t('History: {0}', title);
	}

	#send(message: ToWebviewMessage): void {
		if (this.#pageReady) {
			void this.#panel.webview.postMessage(message);
		}
	}

	#receive(raw: unknown): void {
		const message = readFromWebview(raw);
		switch (message?.type) {
			case 'ready':
				this.#pageReady = true;
				this.#sendInit();
				this.#feed.refresh();
				return;
			case 'open':
				this.#visit({
					target: message.target,
					filter: { changesOnly: this.#state.filter.changesOnly, text: '' },
				});
				return;
			case 'filter':
				this.#filter(message.filter);
				return;
			case 'select': {
				const { selected: _, ...state } = this.#state;
				const { eventId } = message;
				this.#visited.replace({ ...state, ...(eventId !== undefined && { selected: eventId }) });
				return;
			}
			case 'scroll':
				this.#visited.replace({ ...this.#state, row: message.row });
				return;
			case 'pin':
				this.#visited.replace({ ...this.#state, pinned: message.pinned });
				this.#panel.title = this.#title();
				this.#feed.refresh();
				return;
			case 'order': {
				const { row: _, ...state } = this.#state;
				this.#visited.replace({ ...state, order: message.order });
				this.#changed();
				return;
			}
			case 'go':
				this.#go(message.by);
				return;
			case 'layout':
				this.#deps.memory.setLayout(message.layout);
				return;
			case 'request':
				void this.#answer(message);
				return;
			case undefined:
				this.#deps.log.warn('The history page sent a message that it cannot have meant.');
		}
	}

	#filter(filter: PanelFilter): void {
		this.#visited.replace(filteredState(this.#state, filter));
		this.#changed();
	}

	#visit(state: PanelState): void {
		// back and forth do not unpin
		this.#visited.visit({ ...state, ...(this.pinned && { pinned: true }) });
		this.#changed();
	}

	#go(by: -1 | 1): void {
		const { pinned } = this;
		if (this.#visited.go(by)) {
			this.#visited.replace({ ...this.#state, pinned });
			this.#changed();
		}
	}

	#changed(): void {
		this.#panel.title = this.#title();
		this.#feed.replace();
	}

	#sendInit(): void {
		this.#send(this.#init());
	}

	#init(): ToWebviewMessage {
		const { layout, filters } = this.#deps.memory;
		const texts = translatedTexts(vscode.l10n.t);
		const of = { locale: vscode.env.language, texts, zone: hostZone() };
		return { type: 'init', ...of, layout, filters };
	}

	#context(): RequestContext {
		const { history, memory } = this.#deps;
		return {
			history,
			memory,
			lookBackDays: this.#deps.lookBackDays(),
			feed: this.#feed,
			state: this.#state,
			refresh: () => this.#feed.refresh(),
		};
	}

	async #answer(request: Request): Promise<void> {
		const { id } = request;
		try {
			const value = await answerRequest(request, this.#context());
			this.#send({ type: 'answer', id, ok: true, value });
		} catch (error) {
			if (!isCancellation(error)) {
				this.#deps.log.error(error instanceof Error ? error : String(error));
			}
			this.#send({ type: 'answer', id, ok: false, error: hostError(error) });
		}
	}
}

function hostError(error: unknown): HostError {
	return error instanceof HistoryError
		? { code: error.code, message: error.message }
		: { code: 'internal', message: vscode.l10n.t('Internal error. The log has the details.') };
}
