import type { LitElement, ReactiveController } from 'lit';
import { compactWidth, tightWidth } from './gridColumns.ts';
import { headRow } from './gridMove.ts';
import { type RowWindow, scrollToRow, visibleRows } from './visibleRows.ts';

const lineHeight = 22;
const compactHeight = 44;

/**
 * What of the list is in sight, as the browser last told it: to ask while changes are under way is
 * to wait until it has laid out all of them.
 */
export class GridViewport implements ReactiveController {
	readonly #host: LitElement;
	readonly #onCovered: () => void;
	#resize: ResizeObserver | undefined;
	#width = 1000;
	#height = 400;
	#top = 0;

	/** @param onCovered there is less room than before, or lines break otherwise. */
	constructor(host: LitElement, onCovered: () => void) {
		this.#host = host;
		this.#onCovered = onCovered;
		host.addController(this);
	}

	hostConnected(): void {
		this.#resize = new ResizeObserver(() => this.#measure());
		this.#resize.observe(this.#host);
	}

	hostDisconnected(): void {
		this.#resize?.disconnect();
	}

	/** The element that scrolls. */
	get scroller(): HTMLElement | null {
		return this.#host.renderRoot.querySelector<HTMLElement>('.scroll');
	}

	/** Pixels, all of them. */
	get width(): number {
		return this.#width;
	}

	get rowHeight(): number {
		return this.#width < compactWidth ? compactHeight : lineHeight;
	}

	get firstRow(): number {
		return Math.round(this.#top / this.rowHeight);
	}

	/** One past the last row in sight. */
	get endRow(): number {
		return Math.ceil((this.#top + this.#height) / this.rowHeight);
	}

	/** Rows that Page Up and Page Down go. */
	get page(): number {
		return Math.max(1, Math.floor(this.#height / this.rowHeight) - 2);
	}

	/** Rows to draw. */
	drawn(count: number): RowWindow {
		return visibleRows(this.#top, this.#height, this.rowHeight, count);
	}

	/** The list was scrolled. */
	scrolled(): void {
		const top = this.scroller?.scrollTop ?? 0;
		if (top !== this.#top) {
			this.#top = top;
			this.#host.requestUpdate();
		}
	}

	/** Scrolls so that the row is the first in sight. */
	scrollTo(row: number): void {
		this.#scrollTo(row * this.rowHeight);
	}

	/** Scrolls, as little as is needed to see the row; the titles always are in sight. */
	reveal(row: number): void {
		const { scroller } = this;
		if (scroller && row !== headRow) {
			// the sticky header covers as much of the view as it adds above the rows
			const head = scroller.querySelector<HTMLElement>('.head')?.offsetHeight ?? 0;
			const view = scroller.clientHeight - (head > 1 ? head : 0);
			this.#scrollTo(scrollToRow(row, scroller.scrollTop, view, this.rowHeight));
		}
	}

	#scrollTo(top: number): void {
		const { scroller } = this;
		if (scroller) {
			if (scroller.scrollTop !== top) {
				scroller.scrollTop = top;
			}
			this.scrolled();
		}
	}

	#measure(): void {
		const host = this.#host;
		if (host.clientHeight === 0) {
			return;
		}
		const before = { width: this.#width, height: this.#height };
		this.#width = host.clientWidth;
		this.#height = this.scroller?.clientHeight ?? host.clientHeight;
		host.classList.toggle('compact', this.#width < compactWidth);
		host.classList.toggle('tight', this.#width < tightWidth);
		host.requestUpdate();
		if (before.width !== this.#width || before.height > this.#height) {
			void host.updateComplete.then(() => this.#onCovered());
		}
	}
}
