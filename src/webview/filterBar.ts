import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { PanelFilter } from '../protocol/target.ts';
import { icon } from './icons.ts';
import { sharedStyles } from './sharedStyles.ts';

/** Milliseconds of rest in typing after which the filter is asked for. */
const typingRest = 200;

/** Changes only or all, and words to look for; says `filter` with a `PanelFilter`. */
export class FilterBar extends LitElement {
	static override properties = {
		filter: { attribute: false },
		status: { attribute: false },
	};
	static override styles = [
		sharedStyles,
		css`
			:host {
				display: flex;
				flex-wrap: wrap;
				align-items: center;
				gap: 4px 12px;
				padding: 2px 16px 6px;
			}
			.box {
				display: flex;
				align-items: center;
				flex: 1 1 180px;
				max-width: 380px;
				padding: 0 2px 0 6px;
				color: var(--vscode-input-foreground);
				background: var(--vscode-input-background);
				border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, transparent));
				border-radius: 2px;
			}
			.box:focus-within {
				outline: 1px solid var(--vscode-focusBorder);
				outline-offset: -1px;
			}
			input[type='text'] {
				flex: 1;
				min-width: 0;
				height: 24px;
				padding: 0 6px;
				font: inherit;
				color: inherit;
				background: none;
				border: none;
				outline: none;
			}
			input::placeholder {
				color: var(--vscode-input-placeholderForeground);
			}
			label {
				display: inline-flex;
				align-items: center;
				gap: 6px;
				cursor: pointer;
			}
			input[type='checkbox'] {
				accent-color: var(--vscode-focusBorder);
				margin: 0;
			}
			output {
				margin-inline-start: auto;
			}
		`,
	];
	declare filter: PanelFilter;
	/** How much is shown of how much. */
	declare status: string;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#typed: string | undefined;

	constructor() {
		super();
		this.filter = { changesOnly: true, text: '' };
		this.status = '';
	}

	override focus(): void {
		this.renderRoot.querySelector('input')?.focus();
	}

	protected override render(): TemplateResult {
		// what is being typed is newer than what the host knows
		const text = this.#typed ?? this.filter.text;
		return html`
			<div class="box" role="search">
				${icon('search')}
				<input
					type="text"
					placeholder="Filter: words of a call, such as a name, an operation, an address"
					aria-label="Filter calls by words"
					spellcheck="false"
					maxlength="500"
					.value=${text}
					@input=${this.#onInput}
					@keydown=${this.#onKeydown}
				/>
				${
					text === ''
						? nothing
						: html`<button
								class="tool"
								title="Clear filter"
								aria-label="Clear filter"
								@click=${() => this.#setText('')}
							>
								${icon('close')}
							</button>`
				}
			</div>
			<label>
				<input
					type="checkbox"
					.checked=${!this.filter.changesOnly}
					@change=${(event: Event) => this.#setReads((event.target as HTMLInputElement).checked)}
				/>
				Show reads
			</label>
			<output class="dim" role="status" aria-live="polite">${this.status}</output>
		`;
	}

	#onInput(event: Event): void {
		const text = (event.target as HTMLInputElement).value;
		this.#typed = text;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#setText(text), typingRest);
		this.requestUpdate();
	}

	#onKeydown(event: KeyboardEvent): void {
		if (event.key === 'Escape' && (event.target as HTMLInputElement).value !== '') {
			event.stopPropagation();
			this.#setText('');
		} else if (event.key === 'ArrowDown') {
			event.preventDefault();
			this.dispatchEvent(new CustomEvent('leave'));
		} else if (event.key === 'Enter') {
			this.#setText((event.target as HTMLInputElement).value);
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
