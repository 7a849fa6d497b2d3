import { css } from 'lit';

export const filterBarStyles = css`
	:host {
		display: flex;
		flex-wrap: wrap;
		align-items: center;
		gap: 4px 12px;
		padding: 2px 16px 6px;
	}
	.box {
		position: relative;
		display: flex;
		align-items: center;
		flex: 1 1 220px;
		max-width: 620px;
		padding: 0 2px 0 6px;
		color: var(--vscode-input-foreground);
		background: var(--vscode-input-background);
		border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, transparent));
		border-radius: 2px;
	}
	.box:focus-within {
		outline: 1px solid var(--vscode-focusBorder);
		outline-offset: -1px;
	}
	input[type='text'] {
		flex: 1;
		min-width: 0;
		height: 24px;
		padding: 0 6px;
		font: inherit;
		color: inherit;
		background: none;
		border: none;
		outline: none;
	}
	input::placeholder {
		color: var(--vscode-input-placeholderForeground);
	}
	label {
		display: inline-flex;
		align-items: center;
		gap: 6px;
		cursor: pointer;
	}
	input[type='checkbox'] {
		accent-color: var(--vscode-focusBorder);
		margin: 0;
	}
	output {
		margin-inline-start: auto;
	}
	output.counting {
		opacity: 0.6;
	}
	.problems {
		flex-basis: 100%;
		display: flex;
		flex-wrap: wrap;
		gap: 0 16px;
		color: var(--vscode-editorWarning-foreground, var(--vscode-foreground));
		overflow-wrap: anywhere;
	}
	ul {
		position: absolute;
		z-index: 5;
		inset: calc(100% + 2px) 0 auto;
		max-height: 264px;
		margin: 0;
		padding: 3px 0;
		overflow: auto;
		list-style: none;
		color: var(--vscode-editorSuggestWidget-foreground, var(--vscode-foreground));
		background: var(--vscode-editorSuggestWidget-background, var(--vscode-editor-background));
		border: 1px solid
			var(--vscode-editorSuggestWidget-border, var(--vscode-contrastBorder, transparent));
		border-radius: 3px;
	}
	ul[hidden] {
		display: none;
	}
	li {
		display: flex;
		gap: 12px;
		justify-content: space-between;
		padding: 1px 8px;
		line-height: 20px;
		white-space: nowrap;
		cursor: pointer;
	}
	li > span {
		overflow: hidden;
		text-overflow: ellipsis;
	}
	li:hover {
		background: var(--vscode-list-hoverBackground);
	}
	li[aria-selected='true'],
	li[aria-selected='true'] .dim {
		color: var(--vscode-editorSuggestWidget-selectedForeground, var(--vscode-list-activeSelectionForeground));
	}
	li[aria-selected='true'] {
		background: var(--vscode-editorSuggestWidget-selectedBackground, var(--vscode-list-activeSelectionBackground));
		outline: 1px dotted var(--vscode-contrastActiveBorder, transparent);
		outline-offset: -1px;
	}
`;
