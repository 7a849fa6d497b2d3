import { css, html, LitElement, type TemplateResult } from 'lit';
import { icon } from './icons.ts';
import { sharedStyles } from './sharedStyles.ts';

/** A button that opens a small group of controls below it; Escape and a look elsewhere close it. */
export class PopupMenu extends LitElement {
	static override properties = { label: { attribute: false }, symbol: { attribute: false } };
	static override styles = [
		sharedStyles,
		css`
			:host {
				position: relative;
				display: inline-block;
			}
			.group {
				position: absolute;
				z-index: 5;
				inset-block-start: calc(100% + 2px);
				inset-inline-end: 0;
				min-width: 200px;
				max-width: min(340px, 80vw);
				max-height: 60vh;
				padding: 8px 12px;
				overflow: auto;
				color: var(--vscode-menu-foreground, var(--vscode-foreground));
				background: var(--vscode-menu-background, var(--vscode-editor-background));
				border: 1px solid var(--vscode-menu-border, var(--vscode-contrastBorder, transparent));
				border-radius: 4px;
				box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
			}
			.group.start {
				inset-inline: 0 auto;
			}
			.group[hidden] {
				display: none;
			}
		`,
	];
	declare label: string;
	declare symbol: Parameters<typeof icon>[0];
	#open = false;

	constructor() {
		super();
		this.label = '';
		this.symbol = 'settings';
		this.addEventListener('focusout', (event) => {
			const next = event.relatedTarget;
			if (!(next instanceof Node) || !(this.contains(next) || this.renderRoot.contains(next))) {
				this.#set(false);
			}
		});
		this.addEventListener('keydown', (event) => {
			if (event.key === 'Escape' && this.#open) {
				event.stopPropagation();
				this.#set(false);
				this.renderRoot.querySelector('button')?.focus();
			}
		});
	}

	protected override render(): TemplateResult {
		return html`<button
				class="tool"
				title=${this.label}
				aria-label=${this.label}
				aria-expanded=${this.#open}
				@click=${() => this.#set(!this.#open)}
			>
				${icon(this.symbol)}
			</button>
			<div class="group" role="group" tabindex="-1" aria-label=${this.label} ?hidden=${!this.#open}>
				<slot @click=${this.#onClick}></slot>
			</div>`;
	}

	/** What is marked so has done its deed, and the menu is in the way of looking at it. */
	readonly #onClick = (event: Event): void => {
		if (event.target instanceof Element && event.target.closest('[data-close]')) {
			this.#set(false);
		}
	};

	#set(open: boolean): void {
		this.#open = open;
		this.requestUpdate();
		// in a narrow page the button may stand where there is no room on that side
		void this.updateComplete.then(() => {
			const group = this.renderRoot.querySelector('.group');
			if (open && group && group.getBoundingClientRect().left < 0) {
				group.classList.add('start');
			}
		});
	}
}
