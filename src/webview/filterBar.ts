import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { plainText } from '../model/plainText.ts';
import { completeQuery, type KnownValues, type QuerySuggestion } from '../model/queryCompletion.ts';
import type { PanelFilter } from '../protocol/target.ts';
import { filterBarStyles } from './filterBarStyles.ts';
import { icon } from './icons.ts';
import { sharedStyles } from './sharedStyles.ts';
import { t } from './translate.ts';

/** Milliseconds of rest after which the filter is asked for, and what counts as typing on. */
const typingRest = 30;
const typingOn = 80;

/**
 * Changes only or all, and a query that is completed as it is typed. Says `filter` (a
 * `PanelFilter`), `leave` and, once values to complete with are wanted, `wants-known`.
 */
export class FilterBar extends LitElement {
	static override properties = {
		filter: { attribute: false },
		status: { attribute: false },
		counting: { attribute: false },
		problems: { attribute: false },
		known: { attribute: false },
	};
	static override styles = [sharedStyles, filterBarStyles];
	declare filter: PanelFilter;
	/** How much is shown of how much. */
	declare status: string;
	/** The status is of the list before: this one is being counted. */
	declare counting: boolean;
	/** What is wrong with the query. */
	declare problems: readonly string[];
	declare known: KnownValues;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#typed: string | undefined;
	/** When something was typed last, ms. */
	#typedAt = Number.NEGATIVE_INFINITY;
	#suggestions: readonly QuerySuggestion[] = [];
	#active = -1;
	/** Completions are wanted for what was typed before the values to complete with had come. */
	#asksForMore = false;
	/** Problems that are told already stay while completions cover them; new ones wait. */
	#tellsProblems = false;

	constructor() {
		super();
		this.filter = { changesOnly: true, text: '' };
		this.status = '';
		this.counting = false;
		this.problems = [];
		this.known = {};
	}

	override focus(): void {
		this.#input?.focus();
	}

	get #input(): HTMLInputElement | null {
		return this.renderRoot.querySelector('input');
	}

	protected override willUpdate(): void {
		if (this.#suggestions.length === 0 || this.problems.length === 0) {
			this.#tellsProblems = this.problems.length > 0;
		}
	}

	protected override updated(changed: ReadonlyMap<PropertyKey, unknown>): void {
		if (changed.has('known') && this.#asksForMore) {
			this.#suggestMore();
		}
		this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
	}

	protected override render(): TemplateResult {
		// what is being typed is newer than what the host knows
		const text = this.#typed ?? this.filter.text;
		const isOpen = this.#suggestions.length > 0;
		const clear = t('Clear filter');
		return html`
			<div class="box">
				${icon('search')}
				<input
					type="text"
					role="combobox"
					placeholder=${t('Filter, such as who:alice op:Update* is:failed since:7d')}
					aria-label=${t('Filter calls')}
					aria-autocomplete="list"
					aria-expanded=${isOpen}
					aria-controls="suggestions"
					aria-activedescendant=${this.#active >= 0 ? `suggestion-${this.#active}` : nothing}
					autocomplete="off"
					spellcheck="false"
					maxlength="4000"
					.value=${text}
					@input=${this.#onInput}
					@click=${() => this.#suggest()}
					@focus=${() => this.dispatchEvent(new CustomEvent('wants-known'))}
					@blur=${() => this.#closeSuggestions()}
					@keydown=${this.#onKeydown}
				/>
				${
					text === ''
						? nothing
						: html`<button
								class="tool"
								title=${clear}
								aria-label=${clear}
								@click=${() => this.#setText('')}
							>
								${icon('close')}
							</button>`
				}
				<ul
					id="suggestions"
					role="listbox"
					aria-label=${t('Completions')}
					?hidden=${!isOpen}
					@pointerdown=${(event: Event) => event.preventDefault()}
				>
					${this.#suggestions.map((each, index) => this.#option(each, index))}
				</ul>
			</div>
			<label>
				<input
					type="checkbox"
					.checked=${!this.filter.changesOnly}
					@change=${(event: Event) => this.#setReads((event.target as HTMLInputElement).checked)}
				/>
				${t('Show reads')}
			</label>
			<slot></slot>
			<output
				class="dim ${this.counting ? 'counting' : ''}"
				role="status"
				aria-live="polite"
				aria-busy=${this.counting}
				>${this.status}</output
			>
			${
				!this.#tellsProblems
					? nothing
					: html`<div class="problems" role="status">
							${this.problems.map((problem) => html`<span>${plainText(problem, 300)}</span>`)}
						</div>`
			}
		`;
	}

	#option({ label, detail }: QuerySuggestion, index: number): TemplateResult {
		return html`<li
			id="suggestion-${index}"
			role="option"
			aria-selected=${index === this.#active}
			@click=${() => this.#accept(index)}
		>
			<span class="label">${plainText(label, 120)}</span>
			<span class="dim">${plainText(detail ?? '', 120)}</span>
		</li>`;
	}

	#onInput(event: Event): void {
		const text = (event.target as HTMLInputElement).value;
		this.#typed = text;
		this.#suggest();
		clearTimeout(this.#timer);
		const since = event.timeStamp - this.#typedAt;
		this.#typedAt = event.timeStamp;
		if (since < typingOn) {
			this.#timer = setTimeout(() => this.#setText(text), typingRest);
		} else {
			this.#setText(text);
		}
		this.requestUpdate();
	}

	#suggest(): void {
		const input = this.#input;
		const cursor = input?.selectionStart ?? 0;
		const text = input?.value ?? '';
		this.#asksForMore = true;
		this.#suggestions = completeQuery(text, cursor, this.known, t).slice(0, 50);
		this.#active = -1;
		this.requestUpdate();
	}

	/** Values to complete with came: the option that was chosen meanwhile stays chosen. */
	#suggestMore(): void {
		const chosen = this.#suggestions[this.#active];
		this.#suggest();
		this.#active = this.#suggestions.findIndex((each) => each.label === chosen?.label);
	}

	#closeSuggestions(): void {
		this.#asksForMore = false;
		this.#suggestions = [];
		this.#active = -1;
		this.requestUpdate();
	}

	#accept(index: number): void {
		const input = this.#input;
		const suggestion = this.#suggestions[index];
		if (!input || !suggestion) {
			return;
		}
		const { start, end, insert } = suggestion;
		const isWhole = !insert.endsWith(':');
		const rest = input.value.slice(end);
		const put = isWhole && !/^[\s,]/.test(rest) ? `${insert} ` : insert;
		const text = input.value.slice(0, start) + put + rest;
		// what was typed before waits no longer to be asked for: it would take this away again
		clearTimeout(this.#timer);
		input.value = text;
		input.setSelectionRange(start + put.length, start + put.length);
		this.#closeSuggestions();
		this.#typed = text;
		if (isWhole) {
			this.#setText(text);
		} else {
			this.#suggest();
		}
	}

	#onKeydown(event: KeyboardEvent): void {
		const count = this.#suggestions.length;
		const input = event.target as HTMLInputElement;
		switch (event.key) {
			case 'Escape':
				if (count > 0) {
					this.#closeSuggestions();
				} else if (input.value !== '') {
					this.#setText('');
				} else {
					return;
				}
				event.stopPropagation();
				return;
			case 'ArrowDown':
			case 'ArrowUp':
				event.preventDefault();
				if (count === 0 && event.key === 'ArrowDown') {
					this.dispatchEvent(new CustomEvent('leave'));
				} else if (count > 0) {
					const by = event.key === 'ArrowDown' ? 1 : -1;
					// one place more than options: none of them
					this.#active = ((this.#active + 1 + by + count + 1) % (count + 1)) - 1;
					this.requestUpdate();
				}
				return;
			case 'Tab':
				if (count > 0 && !event.shiftKey && input.value !== '') {
					event.preventDefault();
					this.#accept(Math.max(0, this.#active));
				}
				return;
			case 'Enter':
				if (this.#active >= 0) {
					this.#accept(this.#active);
				} else {
					this.#closeSuggestions();
					this.#setText(input.value);
				}
				return;
			case ' ':
				if (event.ctrlKey) {
					event.preventDefault();
					this.#suggest();
				}
		}
	}

	#setText(text: string): void {
		clearTimeout(this.#timer);
		this.#typed = undefined;
		this.#say({ ...this.filter, text });
	}

	#setReads(shown: boolean): void {
		this.#say({ ...this.filter, changesOnly: !shown });
	}

	#say(filter: PanelFilter): void {
		const { changesOnly, text } = this.filter;
		this.filter = filter;
		this.requestUpdate();
		if (filter.changesOnly !== changesOnly || filter.text !== text) {
			this.dispatchEvent(new CustomEvent<PanelFilter>('filter', { detail: filter }));
		}
	}
}
