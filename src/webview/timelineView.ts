import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { changesText } from '../model/describe.ts';
import { plainText } from '../model/plainText.ts';
import type { Timeline, TimelineGap, TimelineMark } from '../protocol/messages.ts';
import type { TimeRange } from '../protocol/target.ts';
import { icon } from './icons.ts';
import { sharedStyles } from './sharedStyles.ts';
import { barParts, binRange, nextBin, timeTicks } from './timelinePlot.ts';
import { timelineStyles } from './timelineStyles.ts';
import { spanText } from './times.ts';
import { t } from './translate.ts';

const plotHeight = 52;
const axisHeight = 16;
const marksHeight = 10;
/** Shorter stretches cannot be zoomed into, ms. */
const leastRange = 60_000;

/**
 * How calls spread over time. Says `zoom` (a `TimeRange`, or null for all of time) and `way-out`.
 */
export class TimelineView extends LitElement {
	static override properties = {
		timeline: { attribute: false },
		zoomed: { attribute: false },
		withReads: { attribute: false },
	};
	static override styles = [sharedStyles, timelineStyles];
	declare timeline: Timeline | undefined;
	declare zoomed: boolean;
	declare withReads: boolean;
	#width = 800;
	/** The bin of the keyboard, and where a selection began. */
	#cursor: number | undefined;
	#anchor: number | undefined;
	#hover: number | undefined;
	#pointer: number | undefined;
	#resize: ResizeObserver | undefined;

	constructor() {
		super();
		this.zoomed = false;
		this.withReads = false;
	}

	override connectedCallback(): void {
		super.connectedCallback();
		this.#resize = new ResizeObserver(() => this.#measure());
		this.#resize.observe(this);
	}

	override disconnectedCallback(): void {
		this.#resize?.disconnect();
		super.disconnectedCallback();
	}

	protected override willUpdate(changed: ReadonlyMap<PropertyKey, unknown>): void {
		const before = changed.get('timeline') as Timeline | undefined;
		const { timeline } = this;
		if (before && timeline && (before.from !== timeline.from || before.to !== timeline.to)) {
			this.#cursor = undefined;
			this.#anchor = undefined;
			this.#hover = undefined;
		}
	}

	protected override updated(): void {
		this.#measure();
	}

	protected override render(): TemplateResult | typeof nothing {
		const { timeline } = this;
		if (!timeline) {
			return nothing;
		}
		const shown = this.#hover ?? this.#cursor;
		return html`
			<div
				class="plot"
				role="slider"
				tabindex="0"
				aria-label=${t('Timeline: arrow keys move over time, Shift selects, Enter zooms in, Escape zooms out')}
				aria-valuemin="0"
				aria-valuemax=${timeline.bins.length - 1}
				aria-valuenow=${this.#cursor ?? 0}
				aria-valuetext=${this.#binText(timeline, this.#cursor ?? 0)}
				@keydown=${this.#onKeydown}
				@pointerdown=${this.#onPointerDown}
				@pointermove=${this.#onPointerMove}
				@pointerup=${this.#onPointerUp}
				@pointercancel=${this.#onPointerLeave}
				@pointerleave=${this.#onPointerLeave}
			>
				${this.#drawing(timeline)}
			</div>
			<div class="line">
				${this.#legend(timeline)}
				<span class="readout">${shown === undefined ? '' : this.#binText(timeline, shown)}</span>
				${
					this.zoomed
						? html`<button class="button small" @click=${() => this.#zoom(null)}>
								${t('All of Time')}
							</button>`
						: nothing
				}
			</div>
			${this.#gapLine(timeline)}
		`;
	}

	#drawing(timeline: Timeline): TemplateResult {
		const width = this.#width;
		const height = marksHeight + plotHeight + axisHeight;
		const selection = this.#selection();
		const step = width / timeline.bins.length;
		return html`<svg
			width=${width}
			height=${height}
			viewBox="0 0 ${width} ${height}"
			aria-hidden="true"
		>
			<defs>
				<pattern id="gap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
					<line class="hatch" x1="0" y1="0" x2="0" y2="6" />
				</pattern>
				<pattern id="partly" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
					<line class="hatch" x1="0" y1="0" x2="0" y2="12" />
				</pattern>
				<pattern id="failed" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
					<rect class="failures" width="4" height="4" />
					<line class="stripe" x1="0" y1="0" x2="0" y2="4" />
				</pattern>
			</defs>
			<g transform="translate(0 ${marksHeight})">
				${timeline.gaps.map((gap) => this.#gap(timeline, gap))}
				${
					selection
						? svg`<rect class="selection" x=${selection.first * step} y="0"
							width=${(selection.last - selection.first + 1) * step} height=${plotHeight} />`
						: nothing
				}
				${barParts(timeline.bins, width, plotHeight).map(
					({ kind, x, y, width, height }) =>
						svg`<rect class=${kind} x=${x} y=${y} width=${width} height=${height}
							fill=${kind === 'failures' ? 'url(#failed)' : nothing} />`,
				)}
				<line class="axis" x1="0" x2=${width} y1=${plotHeight + 0.5} y2=${plotHeight + 0.5} />
				${timeTicks(timeline, width).map(
					({ x, text }) =>
						svg`<line class="axis" x1=${x} x2=${x} y1=${plotHeight} y2=${plotHeight + 4} />
						<text x=${Math.min(Math.max(x, 18), width - 20)} y=${plotHeight + 14} text-anchor="middle">${text}</text>`,
				)}
			</g>
			${timeline.marks.map((mark) => this.#mark(timeline, mark))}
		</svg>`;
	}

	#gap(timeline: Timeline, gap: TimelineGap) {
		const x = this.#x(timeline, gap.from);
		const width = this.#x(timeline, gap.to) - x;
		return svg`<rect x=${x} y="0" width=${Math.max(0, width)} height=${plotHeight}
			fill=${gap.kind === 'unread' ? 'url(#gap)' : 'url(#partly)'} />`;
	}

	/** A version is a diamond, a deploy a triangle: shapes, not colours, tell them apart. */
	#mark(timeline: Timeline, mark: TimelineMark) {
		const x = this.#x(timeline, mark.time);
		const shape = mark.kind === 'version' ? `M${x} 0l4 4.5l-4 4.5l-4 -4.5z` : `M${x - 4} 1h8l-4 8z`;
		return svg`<path class="mark ${mark.kind}" d=${shape}><title>${plainText(mark.title, 160)}</title></path>`;
	}

	#legend({ bins, marks }: Timeline): TemplateResult {
		const sum = (kind: 'changes' | 'reads' | 'failures') =>
			bins.reduce((total, bin) => total + bin[kind], 0);
		const key = (kind: string, text: string) =>
			html`<span class="key"
				><svg width="10" height="10" aria-hidden="true">
					<rect class=${kind} width="10" height="10" />
					${kind === 'failures' ? svg`<path class="stripe" d="M-1 11L11 -1M-1 6L6 -1M4 11L11 4" />` : nothing}</svg
				>${text}</span
			>`;
		const shape = (d: string, text: string) =>
			html`<span class="key"
				><svg width="10" height="10" aria-hidden="true"><path class="mark" d=${d} /></svg>${text}</span
			>`;
		return html`<span class="legend">
			${key('changes', changesText(sum('changes'), t))}
			${this.withReads ? key('reads', t('{0} reads', sum('reads').toLocaleString())) : nothing}
			${key('failures', t('{0} failed', sum('failures').toLocaleString()))}
			${marks.some(({ kind }) => kind === 'version') ? shape('M5 0l4 5l-4 5l-4 -5z', t('new version')) : nothing}
			${marks.some(({ kind }) => kind === 'deploy') ? shape('M1 1h8l-4 8z', t('deploy')) : nothing}
		</span>`;
	}

	#gapLine({ gapText, ways }: Timeline): TemplateResult | typeof nothing {
		if (gapText === undefined) {
			return nothing;
		}
		return html`<div class="line dim gaps">
			${icon('info')}<span>${plainText(gapText, 400)}</span>
			${ways.map(
				(way) =>
					html`<button
						class="link"
						@click=${() => this.dispatchEvent(new CustomEvent('way-out', { detail: way.run }))}
						>${way.title}</button
					>`,
			)}
		</div>`;
	}

	#binText(timeline: Timeline, bin: number): string {
		const selection = this.#selection();
		const [first, last] =
			this.#anchor !== undefined && selection ? [selection.first, selection.last] : [bin, bin];
		const { from, to } = binRange(timeline, first, last);
		const counted = timeline.bins.slice(first, last + 1);
		const sum = (kind: 'changes' | 'reads' | 'failures') =>
			counted.reduce((total, each) => total + each[kind], 0);
		const parts = [
			changesText(sum('changes'), t),
			...(this.withReads ? [t('{0} reads', sum('reads').toLocaleString())] : []),
			...(sum('failures') > 0 ? [t('{0} failed', sum('failures').toLocaleString())] : []),
			...(timeline.gaps.some((gap) => gap.from < to && gap.to > from) ? [t('not all read')] : []),
			...timeline.marks
				.filter(({ time }) => time >= from && time < to)
				.slice(0, 3)
				.map(({ title }) => plainText(title, 120)),
		];
		return `${spanText(from, to)}: ${parts.join(', ')}`;
	}

	#selection(): { readonly first: number; readonly last: number } | undefined {
		const end = this.#pointer === undefined ? (this.#cursor ?? this.#hover) : this.#hover;
		if (end === undefined) {
			return this.#hover === undefined ? undefined : { first: this.#hover, last: this.#hover };
		}
		const start = this.#anchor ?? end;
		return { first: Math.min(start, end), last: Math.max(start, end) };
	}

	#x({ from, to }: Timeline, time: number): number {
		return ((Math.min(Math.max(time, from), to) - from) / (to - from)) * this.#width;
	}

	#measure(): void {
		const width = this.renderRoot.querySelector('.plot')?.clientWidth ?? 0;
		if (width > 0 && width !== this.#width) {
			this.#width = width;
			this.requestUpdate();
		}
	}

	#zoom(range: TimeRange | null): void {
		this.dispatchEvent(new CustomEvent('zoom', { detail: range }));
	}

	#zoomIn(first: number, last: number): void {
		const { timeline } = this;
		if (!timeline) {
			return;
		}
		const { from, to } = binRange(timeline, first, last);
		if (timeline.to - timeline.from > leastRange && to - from < timeline.to - timeline.from) {
			this.#zoom({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
		}
	}

	readonly #onKeydown = (event: KeyboardEvent): void => {
		const { timeline } = this;
		if (!timeline || event.altKey || event.metaKey) {
			return;
		}
		const last = timeline.bins.length - 1;
		const cursor = this.#cursor;
		const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : undefined;
		if (by !== undefined || event.key === 'Home' || event.key === 'End') {
			this.#anchor = event.shiftKey ? (this.#anchor ?? cursor ?? 0) : undefined;
			if (by === undefined) {
				this.#cursor = event.key === 'Home' ? 0 : last;
			} else if (event.ctrlKey) {
				this.#cursor = nextBin(timeline.bins, cursor ?? (by > 0 ? -1 : last + 1), by);
			} else {
				this.#cursor = Math.min(
					last,
					Math.max(0, cursor === undefined ? (by > 0 ? 0 : last) : cursor + by),
				);
			}
		} else if (event.key === 'Enter' && cursor !== undefined) {
			this.#zoomIn(this.#anchor ?? cursor, cursor);
		} else if (event.key === 'Escape' && this.#anchor !== undefined) {
			this.#anchor = undefined;
		} else if (event.key === 'Escape' && this.zoomed) {
			this.#zoom(null);
		} else {
			return;
		}
		event.preventDefault();
		event.stopPropagation();
		this.requestUpdate();
	};

	#binAt(event: PointerEvent): number {
		const plot = event.currentTarget as HTMLElement;
		const count = this.timeline?.bins.length ?? 1;
		const part = (event.clientX - plot.getBoundingClientRect().left) / Math.max(1, this.#width);
		return Math.min(count - 1, Math.max(0, Math.floor(part * count)));
	}

	readonly #onPointerDown = (event: PointerEvent): void => {
		if (event.button === 0 && this.timeline) {
			(event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
			this.#pointer = event.pointerId;
			this.#anchor = this.#binAt(event);
			this.#hover = this.#anchor;
			this.requestUpdate();
		}
	};

	readonly #onPointerMove = (event: PointerEvent): void => {
		this.#hover = this.#binAt(event);
		this.requestUpdate();
	};

	readonly #onPointerUp = (event: PointerEvent): void => {
		const anchor = this.#anchor;
		if (this.#pointer === event.pointerId && anchor !== undefined) {
			const bin = this.#binAt(event);
			this.#pointer = undefined;
			this.#anchor = undefined;
			this.#cursor = bin;
			this.#zoomIn(anchor, bin);
		}
		this.requestUpdate();
	};

	readonly #onPointerLeave = (): void => {
		if (this.#pointer === undefined) {
			this.#hover = undefined;
			this.requestUpdate();
		}
	};
}
