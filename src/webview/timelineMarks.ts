import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { plainText } from '../model/plainText.ts';
import type { Timeline, TimelineMark } from '../protocol/timeline.ts';
import { sharedStyles } from './sharedStyles.ts';
import { timeOfTimeline } from './timelinePlot.ts';
import { fullTime } from './times.ts';
import { t } from './translate.ts';

/** Pixels: wider than what is drawn, to be hit. */
const markWidth = 14;

/** Shapes, not colours, tell them apart; in a box of 8 by 9. */
export const markShapes: Readonly<Record<TimelineMark['kind'], string>> = {
	version: 'M4 0l4 4.5l-4 4.5l-4 -4.5z',
	deploy: 'M0 1h8l-4 8z',
};

/**
 * What to find one's way by above the bars: one stop of the Tab key, arrow keys go from mark to
 * mark. Says `open-call` (event id).
 */
export class TimelineMarks extends LitElement {
	static override properties = { timeline: { attribute: false } };
	static override styles = [
		sharedStyles,
		css`
			:host {
				display: block;
				position: relative;
				height: 13px;
			}
			button {
				position: absolute;
				top: 0;
				width: ${markWidth}px;
				height: 13px;
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
		const current = Math.max(
			0,
			marks.findIndex(({ eventId }) => eventId === (this.#current ?? marks.at(-1)?.eventId)),
		);
		return html`<div role="toolbar" aria-label=${t('Versions and deploys')} @keydown=${this.#onKeydown}>
			${marks.map((mark, index) => this.#mark(mark, index === current, timeline))}
		</div>`;
	}

	#mark({ kind, time, title, eventId }: TimelineMark, isCurrent: boolean, timeline: Timeline) {
		const name = `${plainText(title, 160)}, ${fullTime(new Date(time).toISOString())}`;
		const part = timeOfTimeline(timeline, time) * 100;
		const open = () => {
			this.#current = eventId;
			this.requestUpdate();
			this.dispatchEvent(
				new CustomEvent('open-call', { detail: eventId, bubbles: true, composed: true }),
			);
		};
		return html`<button
			class=${kind}
			tabindex=${isCurrent ? 0 : -1}
			aria-label=${name}
			title=${name}
			.style=${`left: calc(${part}% - ${markWidth / 2}px)`}
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
			const next = buttons[buttons.indexOf(target) + by];
			this.#current = this.timeline?.marks[next ? buttons.indexOf(next) : -1]?.eventId;
			next?.focus();
			event.preventDefault();
			this.requestUpdate();
		}
	};
}
