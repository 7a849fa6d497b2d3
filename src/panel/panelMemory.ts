import * as vscode from 'vscode';
import { type Layout, plainLayout, readLayout } from '../protocol/layout.ts';
import type { NamedFilter } from '../protocol/messages.ts';
import { type PanelFilter, readNamedFilters } from '../protocol/target.ts';

const layoutKey = 'panel.layout';
const filtersKey = 'panel.filters';
const maxFilters = 100;

/** What all panels share and windows keep: how lists are laid out, and the named filters. */
export class PanelMemory {
	readonly #state: vscode.Memento;
	readonly #changed = new vscode.EventEmitter<void>();
	/** The named filters changed. */
	readonly onDidChange = this.#changed.event;

	constructor(state: vscode.Memento) {
		this.#state = state;
	}

	get layout(): Layout {
		return readLayout(this.#state.get(layoutKey)) ?? plainLayout;
	}

	/** The page has it already: nobody is told. */
	setLayout(layout: Layout): void {
		void this.#state.update(layoutKey, layout);
	}

	get filters(): readonly NamedFilter[] {
		return readNamedFilters(this.#state.get(filtersKey));
	}

	/** Asks for a name and keeps the filter under it, in place of one that had the name. */
	async saveFilter({ changesOnly, text }: PanelFilter): Promise<void> {
		const given = await vscode.window.showInputBox({
			title: vscode.l10n.t('Keep the filter'),
			prompt: vscode.l10n.t('Name of the filter'),
			value: text.slice(0, 60),
			validateInput: (name) =>
				name.trim() === '' ? vscode.l10n.t('A filter needs a name.') : undefined,
		});
		const name = given?.trim().slice(0, 100);
		if (name !== undefined && name !== '') {
			const others = this.filters.filter((each) => each.name !== name);
			await this.#setFilters([...others, { name, changesOnly, text }].slice(-maxFilters));
		}
	}

	deleteFilter(name: string): void {
		void this.#setFilters(this.filters.filter((each) => each.name !== name));
	}

	dispose(): void {
		this.#changed.dispose();
	}

	async #setFilters(filters: readonly NamedFilter[]): Promise<void> {
		const sorted = filters.toSorted((one, other) => one.name.localeCompare(other.name));
		await this.#state.update(filtersKey, sorted);
		this.#changed.fire();
	}
}
