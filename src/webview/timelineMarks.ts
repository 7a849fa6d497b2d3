import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { plainText } from '../model/plainText.ts';
import type { Timeline, TimelineMark } from '../protocol/timeline.ts';
import { sharedStyles } from './sharedStyles.ts';
import { timeOfTimeline } from './timelinePlot.ts';
import { fullTime, spanText } from './times.ts';
import { t } from './translate.ts';

/** Pixels: wider than what is drawn, to be hit. */
const markWidth = 14;
const laneHeight = 11;

/** Shapes, not colours, tell them apart; in a box of 8 by 9. */
export const markShapes: Readonly<Record<TimelineMark['kind'], string>> = {
	version: 'M4 0l4 4.5l-4 4.5l-4 -4.5z',
	deploy: 'M0 1h8l-4 8z',
};

/**
 * What to find one's way by above the bars: one stop of the Tab key, arrow keys go from mark to
 * mark. Says `open-call` (event id), or `zoom` (a `TimeRange`) for a mark of several.
 */
export class TimelineMarks extends LitElement {
	static override properties = { timeline: { attribute: false } };
	static override styles = [
		sharedStyles,
		css`
			:host {
				display: block;
				position: relative;
				min-height: ${laneHeight + 2}px;
			}
			button {
				position: absolute;
				width: ${markWidth}px;
				height: ${laneHeight}px;
				padding: 0;
				border: none;
				border-radius: 3px;
				background: none;
				line-height: 0;
				fill: var(--vscode-foreground);
			}
			button.deploy {
				fill: var(--vscode-charts-purple, var(--vscode-foreground));
			}
			button:hover {
				z-index: 1;
				background: var(--vscode-toolbar-hoverBackground);
				outline: 1px dashed var(--vscode-toolbar-hoverOutline, transparent);
			}
			button:focus-visible {
				z-index: 2;
				outline: 1px solid var(--vscode-focusBorder);
			}
		`,
	];
	declare timeline: Timeline | undefined;
	/** The mark that the Tab key leads to: the last one, until another was used. */
	#current: string | undefined;

	protected override render(): TemplateResult | typeof nothing {
		const { timeline } = this;
		if (!timeline || timeline.marks.length === 0) {
			return nothing;
		}
		const { marks } = timeline;
		const current = marks.find((mark) => keyOf(mark) === this.#current) ?? marks.at(-1);
		// a lane for each kind, as a version and its deploy are of the same time
		const lanes = (['deploy', 'version'] as const).filter((kind) =>
			marks.some((mark) => mark.kind === kind),
		);
		return html`<div
			role="toolbar"
			aria-label=${t('Versions and deploys')}
			.style=${`height: ${lanes.length * laneHeight + 2}px`}
			@keydown=${this.#onKeydown}
		>
			${marks.map((mark) =>
				this.#mark(mark, mark === current, timeline, lanes.indexOf(mark.kind) * laneHeight),
			)}
		</div>`;
	}

	#mark(mark: TimelineMark, isCurrent: boolean, timeline: Timeline, top: number) {
		const { kind, time } = mark;
		const name = markText(mark);
		const part = timeOfTimeline(timeline, time) * 100;
		const open = () => {
			this.#current = keyOf(mark);
			this.requestUpdate();
			const [type, detail] = 'eventId' in mark ? ['open-call', mark.eventId] : ['zoom', mark.range];
			this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
		};
		return html`<button
			class=${kind}
			tabindex=${isCurrent ? 0 : -1}
			aria-label=${name}
			title=${name}
			.style=${`top: ${top}px; left: calc(${part}% - ${markWidth / 2}px)`}
			@click=${open}
		>
			<svg width="8" height="9" aria-hidden="true">${svg`<path d=${markShapes[kind]} />`}</svg>
		</button>`;
	}

	readonly #onKeydown = (event: KeyboardEvent): void => {
		const { key, target, currentTarget } = event;
		const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
		if (
			by !== undefined &&
			currentTarget instanceof Element &&
			target instanceof HTMLButtonElement
		) {
			const buttons = [...currentTarget.querySelectorAll('button')];
			const index = buttons.indexOf(target) + by;
			const next = this.timeline?.marks[index];
			if (next) {
				this.#current = keyOf(next);
				buttons[index]?.focus();
				this.requestUpdate();
			}
			event.preventDefault();
		}
	};
}

/** What a mark stands for and when that was. */
function markText(mark: TimelineMark): string {
	const when =
		'eventId' in mark
			? fullTime(new Date(mark.time).toISOString())
			: spanText(Date.parse(mark.range.from), Date.parse(mark.range.to));
	return `${plainText(mark.title, 160)}, ${when}`;
}

function keyOf(mark: TimelineMark): string {
	return 'eventId' in mark ? mark.eventId : `${mark.kind} ${mark.time}`;
}
