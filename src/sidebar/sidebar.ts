import * as vscode from 'vscode';
import { View } from '../contributions.ts';
import type { CodeIndex } from '../editor/codeIndex.ts';
import { accountNamesOf, connectionParts } from '../model/connectionPlaces.ts';
import type { History } from '../model/history.ts';
import type { MovingFilter } from '../model/movingFilter.ts';
import type { CallFilter } from '../model/query.ts';
import type { Log } from '../vscode/log.ts';
import type { Settings } from '../vscode/settings.ts';
import { registerCodeMarks } from './codeMarks.ts';
import { Debounced } from './debounce.ts';
import type { TreeNode } from './rows.ts';
import { StatusBar } from './statusBar.ts';
import { TreeModel } from './treeModel.ts';
import { TreeProvider } from './treeProvider.ts';
import { ViewHeader } from './viewHeader.ts';
import { type GroupBy, groupings, initialState, shownCalls, type ViewState } from './viewState.ts';

export interface SidebarDeps {
	readonly history: History;
	settings(): Settings;
	readonly log: Log;
	readonly context: vscode.ExtensionContext;
	readonly codeIndex: Pick<CodeIndex, 'isDefined' | 'onDidChange'>;
	/** The view came into sight, first or again: time to read what is new. */
	readonly onDidLook?: () => void;
}

/** The sidebar as commands need it. */
export interface SidebarHandle extends vscode.Disposable {
	readonly groupBy: GroupBy;
	/** What the user filters by. */
	readonly filter: MovingFilter;
	/** The calls that are shown now: `filter`, and changes only unless reads are shown. */
	readonly shown: CallFilter;
	readonly selection: readonly TreeNode[];
	setGroupBy(groupBy: GroupBy): void;
	setFilter(filter: MovingFilter): void;
	/** Shows the next page below a row. */
	loadMore(node: TreeNode): void;
	/** Brings the view into sight. */
	reveal(): Promise<void>;
}

const groupByKey = 'sidebar.groupBy';

/** The tree, its welcome states, its progress and the status bar's entry. */
export function registerSidebar(deps: SidebarDeps): SidebarHandle {
	return new Sidebar(deps);
}

class Sidebar implements SidebarHandle {
	readonly #deps: SidebarDeps;
	readonly #model: TreeModel;
	readonly #provider: TreeProvider;
	readonly #view: vscode.TreeView<TreeNode>;
	readonly #statusBar: StatusBar;
	readonly #header: ViewHeader;
	readonly #changes = new Debounced(() => this.#refresh(), 200);
	readonly #disposables: { dispose(): unknown }[];
	#state: ViewState;
	#facts: ConnectionFacts;

	constructor(deps: SidebarDeps) {
		this.#deps = deps;
		const { history, context } = deps;
		const stored = context.workspaceState.get(groupByKey);
		this.#state = {
			...initialState,
			groupBy: groupings.find((groupBy) => groupBy === stored) ?? initialState.groupBy,
			showReads: deps.settings().showReadCalls,
		};
		this.#model = new TreeModel(history, () => this.#state);
		this.#provider = new TreeProvider(
			this.#model,
			() => ({
				now: Date.now(),
				groupBy: this.#state.groupBy,
				t: vscode.l10n.t,
				locale: vscode.env.language,
				names: accountNamesOf(history.connection),
			}),
			(arn) => deps.codeIndex.isDefined(arn),
		);
		this.#view = vscode.window.createTreeView(View.resources, {
			treeDataProvider: this.#provider,
			showCollapseAll: true,
			canSelectMany: true,
		});
		this.#statusBar = new StatusBar(history);
		this.#header = new ViewHeader(this.#view, deps, () => this.#state);
		this.#facts = connectionFacts(history);
		this.#disposables = [
			this.#view,
			this.#provider,
			registerCodeMarks(deps.codeIndex),
			this.#statusBar,
			this.#header,
			this.#changes,
			history.onDidChange(() => this.#changes.run()),
			history.onDidChangeConnection(() => this.#connectionChanged()),
			this.#view.onDidChangeVisibility(({ visible }) => visible && this.#looked()),
			vscode.workspace.onDidChangeConfiguration(() => this.#settingsChanged()),
		];
		this.#header.recount();
		if (this.#view.visible) {
			this.#looked();
		} else if (deps.settings().connections.some(({ profile }) => profile !== '')) {
			this.#statusBar.show();
		}
	}

	get groupBy(): GroupBy {
		return this.#state.groupBy;
	}

	get filter(): MovingFilter {
		return this.#state.filter;
	}

	get shown(): CallFilter {
		return shownCalls(this.#state, Date.now());
	}

	get selection(): readonly TreeNode[] {
		return this.#view.selection;
	}

	setGroupBy(groupBy: GroupBy): void {
		void this.#deps.context.workspaceState.update(groupByKey, groupBy);
		this.#setState({ groupBy });
	}

	setFilter(filter: MovingFilter): void {
		this.#setState({ filter });
	}

	loadMore(node: TreeNode): void {
		this.#model.loadMore(node.parent);
		this.#provider.refresh(node.parent);
	}

	async reveal(): Promise<void> {
		await vscode.commands.executeCommand(`${View.resources}.focus`);
	}

	dispose(): void {
		for (const disposable of this.#disposables) {
			disposable.dispose();
		}
	}

	#setState(change: Partial<ViewState>): void {
		this.#state = { ...this.#state, ...change };
		this.#model.forgetPages();
		this.#refresh();
	}

	#settingsChanged(): void {
		const showReads = this.#deps.settings().showReadCalls;
		if (showReads !== this.#state.showReads) {
			this.#setState({ showReads });
		}
	}

	#looked(): void {
		this.#statusBar.show();
		this.#deps.onDidLook?.();
		// `3 d ago` grows old while nobody looks
		this.#changes.run();
	}

	#connectionChanged(): void {
		const facts = connectionFacts(this.#deps.history);
		if (facts.whose !== this.#facts.whose) {
			// rows of another account must not stay for a moment
			this.#model.forgetPages();
			this.#refresh();
		} else if (facts.state !== this.#facts.state) {
			this.#changes.run();
		}
		this.#facts = facts;
		this.#statusBar.update();
		this.#header.update();
	}

	#refresh(): void {
		this.#provider.refresh();
		void this.#statusBar.recount();
		this.#header.recount();
	}
}

/** What of the connection decides which rows and welcome there are; mere progress does not. */
interface ConnectionFacts {
	readonly whose: string;
	readonly state: string;
}

function connectionFacts({ connection }: History): ConnectionFacts {
	if (connection.kind !== 'aws') {
		return { whose: connection.kind, state: '' };
	}
	const { regions, phase, error, progress, sourceErrors, accountNames } = connection;
	const failed = [
		...progress.map((region) => region.error?.code ?? ''),
		...(sourceErrors ?? []).map(({ code, source }) => [source, code]),
	];
	const whose = connectionParts(connection).map(({ profile, accountId }) => [profile, accountId]);
	return {
		whose: JSON.stringify(['aws', ...whose]),
		state: JSON.stringify([regions, phase, error?.code, failed, accountNames]),
	};
}
