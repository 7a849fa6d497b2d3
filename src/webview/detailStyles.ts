import { css } from 'lit';

export const detailStyles = css`
	:host {
		display: flex;
		flex-direction: column;
		min-width: 0;
		min-height: 0;
		background: var(--vscode-editor-background);
	}
	.scroll {
		flex: 1;
		min-height: 0;
		padding: 0 16px 16px;
		overflow: auto;
		scrollbar-gutter: stable;
	}
	h3 {
		margin: 14px 0 3px;
		font-size: 0.85em;
		font-weight: 600;
		letter-spacing: 0.04em;
		text-transform: uppercase;
		color: var(--vscode-descriptionForeground);
	}
	dl {
		display: grid;
		grid-template-columns: minmax(84px, max-content) minmax(0, 1fr);
		gap: 1px 12px;
		margin: 0;
		line-height: 1.5;
	}
	dt {
		color: var(--vscode-descriptionForeground);
	}
	dd {
		margin: 0;
		overflow-wrap: anywhere;
		white-space: pre-wrap;
		user-select: text;
	}
	.chain {
		display: flex;
		flex-wrap: wrap;
		gap: 0 6px;
		margin: 0 0 4px;
		padding: 0;
		list-style: none;
		line-height: 1.6;
	}
	.chain li + li::before {
		content: '→';
		margin-inline-end: 6px;
		color: var(--vscode-descriptionForeground);
	}
	.chain li {
		overflow-wrap: anywhere;
	}
	.error {
		display: flex;
		gap: 6px;
		margin: 4px 0;
		line-height: 1.5;
		overflow-wrap: anywhere;
		white-space: pre-wrap;
	}
	.error > .icon {
		margin-top: 2px;
		color: var(--vscode-errorForeground);
	}
	table {
		width: 100%;
		table-layout: fixed;
		border-collapse: collapse;
		line-height: 1.5;
	}
	th,
	td {
		padding: 1px 12px 1px 0;
		text-align: start;
		vertical-align: top;
		font-weight: normal;
		overflow-wrap: anywhere;
		white-space: pre-wrap;
	}
	th {
		width: 38%;
		color: var(--vscode-descriptionForeground);
	}
	tr + tr > * {
		border-top: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
	}
	.badges {
		display: flex;
		gap: 6px;
		margin-bottom: 4px;
	}
	.failure p {
		margin: 4px 0;
	}
	.failure .advice {
		margin: 4px 0;
		padding-inline-start: 18px;
	}
	.failure {
		padding: 2px 10px 8px;
		border-inline-start: 2px solid var(--vscode-errorForeground);
		line-height: 1.5;
		overflow-wrap: anywhere;
	}
	.failure .button {
		margin-top: 6px;
	}
	ul.touches {
		margin: 0;
		padding: 0;
		list-style: none;
		line-height: 1.6;
	}
	summary {
		cursor: pointer;
	}
	pre {
		margin: 6px 0 0;
		padding: 8px;
		overflow: auto;
		max-height: 60vh;
		background: var(--vscode-textCodeBlock-background);
		border: 1px solid var(--vscode-contrastBorder, transparent);
		white-space: pre-wrap;
		overflow-wrap: anywhere;
		user-select: text;
		tab-size: 2;
	}
	.deeds {
		display: flex;
		flex-wrap: wrap;
		gap: 8px;
		margin-top: 14px;
	}
`;
