import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { changesText } from '../model/describe.ts';
import { plainText } from '../model/plainText.ts';
import type { TimeRange } from '../protocol/target.ts';
import type { Timeline } from '../protocol/timeline.ts';
import { icon } from './icons.ts';
import { numberText, pageLocale } from './locale.ts';
import { sharedStyles } from './sharedStyles.ts';
import { type BinSelection, timelineDrawing, timelineLegend } from './timelineDrawing.ts';
import { binRange, nextBin } from './timelinePlot.ts';
import { timelineStyles } from './timelineStyles.ts';
import { spanText } from './times.ts';
import { t } from './translate.ts';

/** Shorter stretches cannot be zoomed into, ms. */
const leastRange = 60_000;

/**
 * How calls spread over time. Says `zoom` (a `TimeRange`, or null for all of time), `way-out` and
 * `open-call` (event id).
 */
export class TimelineView extends LitElement {
	static override properties = {
		timeline: { attribute: false },
		zoomed: { attribute: false },
		withReads: { attribute: false },
	};
	static override styles = [sharedStyles, timelineStyles];
	/** Null where there is nothing to draw, undefined until that is known. */
	declare timeline: Timeline | null | undefined;
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
		if (timeline === undefined) {
			// the room is kept, so that nothing moves when it comes
			return html`<div class="plot waiting" aria-busy="true"></div><div class="line">\u00a0</div>`;
		}
		if (timeline === null) {
			return nothing;
		}
		const shown = this.#hover ?? this.#cursor;
		return html`
			<timeline-marks .timeline=${timeline}></timeline-marks>
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
				${timelineDrawing(timeline, this.#width, this.#selection())}
			</div>
			<div class="line">
				${timelineLegend(timeline, this.withReads)}
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

	#gapLine({ gapText, ways }: Timeline): TemplateResult | typeof nothing {
		if (gapText === undefined) {
			return nothing;
		}
		return html`<div class="line dim gaps">
			${icon('info')}<span class="words">${plainText(gapText, 600)}</span>
			${ways.map(
				(way) =>
					html`<button
						class="link"
						@click=${() => this.dispatchEvent(new CustomEvent('way-out', { detail: way }))}
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
			changesText(sum('changes'), t, pageLocale()),
			...(this.withReads ? [t('{0} reads', numberText(sum('reads')))] : []),
			...(sum('failures') > 0 ? [t('{0} failed', numberText(sum('failures')))] : []),
			...gapTexts(timeline, from, to),
			...timeline.marks
				.filter((mark) => 'eventId' in mark && mark.time >= from && mark.time < to)
				.slice(0, 3)
				.map(({ title }) => plainText(title, 120)),
		];
		return `${spanText(from, to)}: ${parts.join(', ')}`;
	}

	#selection(): BinSelection | undefined {
		const end = this.#pointer === undefined ? (this.#cursor ?? this.#hover) : this.#hover;
		if (end === undefined) {
			return this.#hover === undefined ? undefined : { first: this.#hover, last: this.#hover };
		}
		const start = this.#anchor ?? end;
		return { first: Math.min(start, end), last: Math.max(start, end) };
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

/** What is not known of a time, each kind once. */
function gapTexts({ gaps }: Timeline, from: number, to: number): readonly string[] {
	const kinds = new Set(
		gaps.filter((gap) => gap.from < to && gap.to > from).map(({ kind }) => kind),
	);
	return [
		...(kinds.has('unread') || kinds.has('partly') ? [t('not all read')] : []),
		...(kinds.has('failed') ? [t('a part could not be read')] : []),
		...(kinds.has('quiet') ? [t('no log files')] : []),
		...(kinds.has('changes') ? [t('only changes known')] : []),
	];
}
