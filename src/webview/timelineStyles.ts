import { css } from 'lit';

/** Pixels of a drawing with its axis. */
export const drawingHeight = 68;

export const timelineStyles = css`
	:host {
		display: block;
		padding: 2px 16px 4px;
	}
	.plot {
		position: relative;
		cursor: crosshair;
		touch-action: pan-y;
		user-select: none;
	}
	.plot.waiting {
		height: ${drawingHeight}px;
		cursor: default;
	}
	.plot svg {
		display: block;
		width: 100%;
		overflow: visible;
	}
	text {
		fill: var(--vscode-descriptionForeground);
		font-size: 0.85em;
	}
	.axis {
		stroke: var(--vscode-charts-lines, var(--vscode-descriptionForeground));
		stroke-width: 1;
	}
	rect.changes {
		fill: var(--vscode-charts-blue);
	}
	rect.reads {
		fill: var(--vscode-descriptionForeground);
		opacity: 0.55;
	}
	rect.failures {
		fill: var(--vscode-charts-red);
	}
	rect.failures[fill] {
		fill: url(#failed);
	}
	.stripe {
		stroke: var(--vscode-editor-background);
		stroke-width: 1.4;
		fill: none;
	}
	.hatch {
		stroke: var(--vscode-descriptionForeground);
		stroke-width: 1.2;
		opacity: 0.55;
	}
	.hatch.missing,
	.edge {
		stroke: var(--vscode-charts-red);
		opacity: 0.9;
	}
	.edge {
		stroke-width: 2;
	}
	.dot {
		fill: var(--vscode-descriptionForeground);
		opacity: 0.7;
	}
	.selection {
		fill: var(--vscode-editor-selectionBackground, var(--vscode-list-hoverBackground));
		stroke: var(--vscode-focusBorder);
	}
	.mark {
		fill: var(--vscode-foreground);
	}
	.mark.deploy {
		fill: var(--vscode-charts-purple, var(--vscode-foreground));
	}
	.line {
		display: flex;
		flex-wrap: wrap;
		gap: 0 14px;
		align-items: center;
		min-height: 20px;
	}
	.line.gaps {
		gap: 0 8px;
	}
	.words {
		flex: 0 1 auto;
		max-width: calc(100% - 28px);
	}
	.legend {
		display: flex;
		flex-wrap: wrap;
		gap: 0 12px;
		color: var(--vscode-descriptionForeground);
	}
	.key {
		display: inline-flex;
		gap: 5px;
		align-items: center;
		white-space: nowrap;
	}
	.readout {
		flex: 1;
		min-width: 0;
		text-align: end;
		overflow: hidden;
		text-overflow: ellipsis;
		white-space: nowrap;
	}
	.small {
		padding: 0 8px;
	}
	@media (forced-colors: active) {
		rect.changes,
		rect.reads,
		rect.failures {
			forced-color-adjust: none;
		}
	}
`;
