import * as vscode from 'vscode';
import { accountNamesOf } from '../model/connectionPlaces.ts';
import type { History } from '../model/history.ts';
import { setContext } from '../vscode/contextKeys.ts';
import type { Log } from '../vscode/log.ts';
import { shortCoverage } from './coverageText.ts';
import { filterText } from './filterText.ts';
import { isSyncing, progressLine } from './progressText.ts';
import type { TreeNode } from './rows.ts';
import { ViewProgress } from './viewProgress.ts';
import { isFiltered, type ViewState } from './viewState.ts';
import { welcomeState } from './welcomeState.ts';

interface HeaderDeps {
	readonly history: History;
	readonly log: Log;
}

/** All of the view that is not a row: welcome state, title, message, progress, context keys. */
export class ViewHeader implements vscode.Disposable {
	readonly #view: vscode.TreeView<TreeNode>;
	readonly #deps: HeaderDeps;
	readonly #state: () => ViewState;
	readonly #progress = new ViewProgress();
	#covered: string | undefined;
	#hasRows = false;
	#asked = 0;

	constructor(view: vscode.TreeView<TreeNode>, deps: HeaderDeps, state: () => ViewState) {
		this.#view = view;
		this.#deps = deps;
		this.#state = state;
		setContext('state', 'starting');
	}

	/** Asks the store what there is; of several questions the last one counts. */
	recount(): void {
		this.update();
		void this.#recount();
	}

	async #recount(): Promise<void> {
		const { history, log } = this.#deps;
		const asked = ++this.#asked;
		try {
			const [{ calls }, coverage] = await Promise.all([history.count(), history.coverage()]);
			if (asked !== this.#asked) {
				return;
			}
			const { connection } = history;
			const state = welcomeState({ connection, calls, covered: coverage.length > 0 });
			this.#covered = shortCoverage(coverage, Date.now(), vscode.l10n.t, vscode.env.language);
			this.#hasRows = state === 'ready';
			setContext('state', state);
		} catch (error) {
			log.error(error instanceof Error ? error : new Error(String(error)));
			// the tree says it in a row of its own
			this.#hasRows = true;
			setContext('state', 'ready');
		}
		this.update();
	}

	/** Shows what is known without asking. */
	update(): void {
		const { connection } = this.#deps.history;
		const { filter, groupBy, showReads } = this.#state();
		const t = vscode.l10n.t;
		const syncing = isSyncing(connection);
		const sample = connection.kind === 'sample';
		setContext('syncing', syncing);
		setContext('sample', sample);
		setContext('filtered', isFiltered(filter));
		setContext('groupBy', groupBy);
		setContext('showReadCalls', showReads);
		this.#progress.set(syncing);

		const filtered = filterText(filter, { t, names: accountNamesOf(connection) });
		const lines = [
			sample && t('Sample history, not your account.'),
			filtered !== undefined && t('Filter: {0}', filtered),
			progressLine(connection, { now: Date.now(), t, locale: vscode.env.language }),
		].filter((line) => typeof line === 'string');
		// a message would hide the welcome view, which says the same
		const shown = this.#hasRows || sample || syncing ? lines.join('\n') : '';
		const title = sample ? t('Sample') : this.#covered;
		// `undefined` takes the space away, where an empty text leaves it
		Object.assign(this.#view, { message: shown || undefined, description: title });
	}

	dispose(): void {
		this.#progress.dispose();
	}
}
