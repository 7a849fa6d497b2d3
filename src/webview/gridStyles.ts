import { css } from 'lit';

export const gridStyles = css`
	:host {
		display: flex;
		flex-direction: column;
		min-height: 0;
		min-width: 0;
	}
	.scroll {
		position: relative;
		flex: 1;
		min-height: 0;
		overflow: auto;
		outline: none;
		/* on an opaque ground the browser moves what it has painted */
		background: var(--vscode-editor-background);
	}
	.row {
		display: grid;
		grid-template-columns: var(--columns);
		align-items: center;
		padding: 0 8px 0 16px;
		white-space: nowrap;
		cursor: pointer;
	}
	.row > span {
		display: flex;
		align-items: center;
		gap: 6px;
		min-width: 0;
		height: 100%;
		padding-inline-end: 12px;
		overflow: hidden;
	}
	.text {
		min-width: 0;
		overflow: hidden;
		text-overflow: ellipsis;
	}
	.when {
		font-variant-numeric: tabular-nums;
	}
	.head {
		position: sticky;
		top: 0;
		z-index: 1;
		height: 24px;
		cursor: default;
		user-select: none;
		background: var(--vscode-editor-background);
		color: var(--vscode-descriptionForeground);
		border-bottom: 1px solid
			var(--vscode-editorGroup-border, var(--vscode-contrastBorder, transparent));
	}
	.head > span {
		position: relative;
		cursor: pointer;
		gap: 2px;
	}
	.head > span:hover {
		color: var(--vscode-foreground);
	}
	.sizer {
		position: absolute;
		inset-block: 0;
		inset-inline-end: 0;
		width: 13px;
		cursor: col-resize;
		touch-action: none;
	}
	/* as much to take hold of on either side of it */
	.sizer::after {
		content: '';
		position: absolute;
		inset-block: 3px;
		inset-inline-start: 6px;
		border-inline-start: 1px solid
			var(--vscode-editorGroup-border, var(--vscode-contrastBorder, var(--vscode-tree-indentGuidesStroke)));
	}
	.scroll:focus .head > .current {
		outline: 1px solid var(--vscode-focusBorder);
		outline-offset: -1px;
	}
	.row.group {
		display: flex;
		padding-inline-start: 10px;
		font-weight: 600;
	}
	.row.group > .title {
		flex: 1;
	}
	.row.group .dim {
		font-weight: normal;
	}
	.wait {
		opacity: 0.5;
	}
	.body {
		position: relative;
	}
	.body > .row {
		position: absolute;
		inset-inline: 0;
		/* what is in a row moves nothing outside of it */
		contain: strict;
	}
	.body > .row:hover {
		background: var(--vscode-list-hoverBackground);
		color: var(--vscode-list-hoverForeground, inherit);
		outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
		outline-offset: -1px;
	}
	.body > .row.active {
		background: var(--vscode-list-inactiveSelectionBackground);
		color: var(--vscode-list-inactiveSelectionForeground, inherit);
		outline: 1px dotted var(--vscode-contrastActiveBorder, transparent);
		outline-offset: -1px;
	}
	.scroll:focus .row.active {
		background: var(--vscode-list-activeSelectionBackground);
		color: var(--vscode-list-activeSelectionForeground);
		outline: 1px solid
			var(--vscode-list-focusAndSelectionOutline, var(--vscode-list-focusOutline, var(--vscode-focusBorder)));
	}
	.scroll:focus .row.active :is(.dim, .failed, .badge) {
		color: inherit;
	}
	.scroll:focus .body .row.active > span.current {
		outline: 1px solid var(--vscode-list-activeSelectionForeground, currentColor);
		outline-offset: -2px;
	}
	.root,
	.no-MFA {
		color: var(--vscode-editorWarning-foreground, var(--vscode-foreground));
	}
	.console {
		color: var(--vscode-descriptionForeground);
	}
	.foot {
		display: flex;
		gap: 12px;
		align-items: center;
		min-height: 22px;
		padding: 0 16px;
		border-top: 1px solid
			var(--vscode-editorGroup-border, var(--vscode-contrastBorder, transparent));
		color: var(--vscode-descriptionForeground);
		white-space: nowrap;
		overflow: hidden;
	}
	.foot .time {
		margin-inline-start: auto;
		overflow: hidden;
		text-overflow: ellipsis;
	}

	/* two lines a row */
	:host(.compact) .row {
		grid-template: 'when operation resource outcome' 1fr 'origin who account address' 1fr /
			var(--when) minmax(0, 1.3fr) minmax(0, 1fr) minmax(0, 1fr);
		align-content: center;
		padding: 3px 16px;
	}
	:host(.tight) .row {
		grid-template: 'when operation outcome' 1fr 'origin who resource' 1fr /
			var(--when) minmax(0, 1.2fr) minmax(0, 0.8fr);
	}
	:host(.compact) .head {
		display: flex;
		padding-block: 0;
	}
	:host(.compact) .sizer {
		display: none;
	}
	:host(.compact) .row.group {
		display: flex;
		padding: 3px 12px;
	}
	:host(.compact) .console {
		display: none;
	}
	:host(.compact) .when {
		grid-area: when;
	}
	:host(.compact) .operation {
		grid-area: operation;
	}
	:host(.compact) .outcome {
		grid-area: outcome;
	}
	:host(.compact) .origin {
		grid-area: origin;
	}
	:host(.compact) .who {
		grid-area: who;
	}
	:host(.compact) .resource {
		grid-area: resource;
	}
	:host(.compact) .account {
		grid-area: account;
	}
	:host(.compact) .address {
		grid-area: address;
	}
	:host(.compact) .body :is(.origin, .account, .address),
	:host(.tight) .body .resource {
		opacity: 0.85;
	}
`;
