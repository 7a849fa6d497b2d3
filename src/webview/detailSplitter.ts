import { css, LitElement } from 'lit';
import { maxDetail, minDetail } from '../protocol/layout.ts';
import { t } from './translate.ts';

/** Percent that a key gives or takes. */
const step = 4;
/** Below it the detail is under the list. */
const stacked = matchMedia('(max-width: 860px)');

/** Between list and detail. Says `share`: percent of the room for the detail, null for as it was. */
export class DetailSplitter extends LitElement {
	static override properties = { share: { attribute: false } };
	static override styles = css`
		:host {
			position: relative;
			z-index: 2;
			background: var(--vscode-editorGroup-border, var(--vscode-contrastBorder, transparent));
			cursor: col-resize;
			touch-action: none;
			outline: none;
		}
		/* more to take hold of than what is seen */
		:host::before {
			content: '';
			position: absolute;
			inset: -3px;
		}
		:host([aria-orientation='horizontal']) {
			cursor: row-resize;
		}
		:host(:is(:hover, :focus-visible))::after {
			content: '';
			position: absolute;
			inset: -1px;
			background: var(--vscode-sash-hoverBorder, var(--vscode-focusBorder));
		}
	`;
	declare share: number | undefined;

	constructor() {
		super();
		this.share = undefined;
		this.addEventListener('keydown', (event) => this.#onKeydown(event));
		this.addEventListener('dblclick', () => this.#say(undefined));
		this.addEventListener('pointerdown', (event) => {
			this.setPointerCapture(event.pointerId);
			event.preventDefault();
			this.focus();
		});
		this.addEventListener('pointermove', (event) => {
			if (this.hasPointerCapture(event.pointerId)) {
				this.#drag(event);
			}
		});
	}

	override connectedCallback(): void {
		super.connectedCallback();
		this.tabIndex = 0;
		this.role = 'separator';
		stacked.addEventListener('change', this.#onStacked);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		stacked.removeEventListener('change', this.#onStacked);
	}

	protected override updated(): void {
		this.ariaLabel = t('Make the detail larger or smaller');
		this.ariaOrientation = stacked.matches ? 'horizontal' : 'vertical';
		this.ariaValueMin = String(minDetail);
		this.ariaValueMax = String(maxDetail);
		this.ariaValueNow = String(Math.round(this.#now));
	}

	readonly #onStacked = (): void => this.requestUpdate();

	get #now(): number {
		return this.share ?? (stacked.matches ? 60 : 40);
	}

	#drag({ clientX, clientY }: PointerEvent): void {
		const room = this.parentElement?.getBoundingClientRect();
		if (room) {
			const { right, bottom, width, height } = room;
			this.#say(
				(100 * (stacked.matches ? bottom - clientY : right - clientX)) /
					(stacked.matches ? height : width),
			);
		}
	}

	#onKeydown(event: KeyboardEvent): void {
		const [more, less] = stacked.matches ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
		const share = new Map([
			[more, this.#now + step],
			[less, this.#now - step],
			['Home', minDetail],
			['End', maxDetail],
		]).get(event.key);
		if (!event.altKey && (share !== undefined || event.key === 'Enter')) {
			event.preventDefault();
			this.#say(share);
		}
	}

	#say(share: number | undefined): void {
		// an event has no undefined
		const detail = share === undefined ? null : Math.min(maxDetail, Math.max(minDetail, share));
		this.dispatchEvent(new CustomEvent<number | null>('share', { detail }));
	}
}
