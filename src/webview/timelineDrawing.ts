import { html, nothing, svg, type TemplateResult } from 'lit';
import { changesText } from '../model/describe.ts';
import type { Timeline, TimelineGap } from '../protocol/timeline.ts';
import { numberText, pageLocale } from './locale.ts';
import { markShapes } from './timelineMarks.ts';
import { barParts, timeOfTimeline, timeTicks } from './timelinePlot.ts';
import { drawingHeight } from './timelineStyles.ts';
import { t } from './translate.ts';
import { pageZone, zoneName } from './zone.ts';

const axisHeight = 16;
const plotHeight = drawingHeight - axisHeight;

/** Bins from the first to the last, inclusive. */
export interface BinSelection {
	readonly first: number;
	readonly last: number;
}

/** Bars, gaps and the axis of time; not there for screen readers. Pixels. */
export function timelineDrawing(
	timeline: Timeline,
	width: number,
	selection: BinSelection | undefined,
): TemplateResult {
	const step = width / timeline.bins.length;
	return html`<svg
		width=${width}
		height=${drawingHeight}
		viewBox="0 0 ${width} ${drawingHeight}"
		aria-hidden="true"
	>
		<defs>
			<pattern id="gap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
				<line class="hatch" x1="0" y1="0" x2="0" y2="6" />
			</pattern>
			<pattern id="partly" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
				<line class="hatch" x1="0" y1="0" x2="0" y2="12" />
			</pattern>
			<pattern id="changesOnly" width="6" height="6" patternUnits="userSpaceOnUse">
				<circle class="dot" cx="1.5" cy="1.5" r="0.9" />
			</pattern>
			<pattern id="missing" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
				<line class="hatch missing" x1="0" y1="0" x2="0" y2="6" />
			</pattern>
			<pattern id="quiet" width="12" height="12" patternUnits="userSpaceOnUse">
				<line class="hatch" x1="0" y1="6" x2="12" y2="6" />
			</pattern>
			<pattern id="failed" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
				<rect class="failures" width="4" height="4" />
				<line class="stripe" x1="0" y1="0" x2="0" y2="4" />
			</pattern>
		</defs>
		<g>
			${timeline.gaps.map((gap) => gapShape(timeline, gap, width))}
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
	</svg>`;
}

function gapShape(timeline: Timeline, gap: TimelineGap, plotWidth: number) {
	const x = xOf(timeline, gap.from, plotWidth);
	const width = xOf(timeline, gap.to, plotWidth) - x;
	return svg`<rect class="gap" x=${x} y="0" width=${Math.max(0, width)}
		height=${plotHeight} fill=${gapFills[gap.kind]} />
		${
			gap.kind === 'failed'
				? svg`<line class="edge" x1=${x} x2=${x + width} y1="0.5" y2="0.5" />`
				: nothing
		}`;
}

/** Direction and density tell them apart where colours do not. */
const gapFills: Readonly<Record<TimelineGap['kind'], string>> = {
	unread: 'url(#gap)',
	partly: 'url(#partly)',
	failed: 'url(#missing)',
	quiet: 'url(#quiet)',
	changes: 'url(#changesOnly)',
};

/** What the bars and marks mean, with how many there are. */
export function timelineLegend({ bins, marks }: Timeline, withReads: boolean): TemplateResult {
	const sum = (kind: 'changes' | 'reads' | 'failures') =>
		bins.reduce((total, bin) => total + bin[kind], 0);
	const key = (kind: string, text: string) =>
		html`<span class="key"
			><svg width="10" height="10" aria-hidden="true">
				<rect class=${kind} width="10" height="10" />
				${kind === 'failures' ? svg`<path class="stripe" d="M-1 11L11 -1M-1 6L6 -1M4 11L11 4" />` : nothing}</svg
			>${text}</span
		>`;
	const shape = (kind: keyof typeof markShapes, text: string) =>
		html`<span class="key"
			><svg width="8" height="9" aria-hidden="true"><path class="mark ${kind}" d=${markShapes[kind]} /></svg>${text}</span
		>`;
	const zone = zoneName();
	const where = t('Time zone of the machine that extensions run on: {0}', pageZone() ?? '');
	return html`<span class="legend">
		${key('changes', changesText(sum('changes'), t, pageLocale()))}
		${withReads ? key('reads', t('{0} reads', numberText(sum('reads')))) : nothing}
		${key('failures', t('{0} failed', numberText(sum('failures'))))}
		${marks.some(({ kind }) => kind === 'version') ? shape('version', t('new version')) : nothing}
		${marks.some(({ kind }) => kind === 'deploy') ? shape('deploy', t('deploy')) : nothing}
		${zone === undefined ? nothing : html`<span class="dim" title=${where}>${t('times in {0}', zone)}</span>`}
	</span>`;
}

function xOf(timeline: Timeline, time: number, width: number): number {
	return timeOfTimeline(timeline, time) * width;
}
