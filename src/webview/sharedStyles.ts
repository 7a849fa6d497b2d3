import { css } from 'lit';

/** Buttons, links and icons as VS Code draws them. */
export const sharedStyles = css`
	*,
	*::before,
	*::after {
		box-sizing: border-box;
	}

	.icon {
		width: 16px;
		height: 16px;
		flex: none;
		fill: currentColor;
		vertical-align: text-bottom;
	}

	button {
		font: inherit;
		color: inherit;
		cursor: pointer;
	}

	:focus-visible {
		outline: 1px solid var(--vscode-focusBorder);
		outline-offset: -1px;
	}

	.tool {
		display: inline-flex;
		align-items: center;
		gap: 4px;
		padding: 2px;
		border: 1px solid transparent;
		border-radius: 5px;
		background: none;
		color: var(--vscode-icon-foreground);
	}

	.tool:hover {
		background: var(--vscode-toolbar-hoverBackground);
		outline: 1px dashed var(--vscode-toolbar-hoverOutline, transparent);
		outline-offset: -1px;
	}

	.link {
		display: inline;
		padding: 0;
		border: none;
		background: none;
		color: var(--vscode-textLink-foreground);
		text-align: start;
		text-decoration: none;
		overflow-wrap: anywhere;
		user-select: text;
	}

	.link:hover {
		color: var(--vscode-textLink-activeForeground);
		text-decoration: underline;
	}

	.button {
		padding: 3px 10px;
		border: 1px solid
			var(--vscode-button-secondaryBorder, var(--vscode-contrastBorder, transparent));
		border-radius: 2px;
		background: var(--vscode-button-secondaryBackground);
		color: var(--vscode-button-secondaryForeground);
	}

	.button:hover {
		background: var(--vscode-button-secondaryHoverBackground);
	}

	.button.primary {
		border-color: var(--vscode-button-border, transparent);
		background: var(--vscode-button-background);
		color: var(--vscode-button-foreground);
	}

	.button.primary:hover {
		background: var(--vscode-button-hoverBackground);
	}

	.button:focus-visible {
		outline-offset: 2px;
	}

	.badge {
		flex: none;
		padding: 0 4px;
		border: 1px solid currentColor;
		border-radius: 3px;
		font-size: 0.82em;
		line-height: 1.3;
		white-space: nowrap;
	}

	.dim {
		color: var(--vscode-descriptionForeground);
	}

	.failed {
		color: var(--vscode-errorForeground);
	}

	.mono {
		font-family: var(--vscode-editor-font-family, monospace);
		font-size: var(--vscode-editor-font-size, 12px);
	}

	.unseen {
		position: absolute;
		width: 1px;
		height: 1px;
		overflow: hidden;
		clip-path: inset(50%);
		white-space: nowrap;
	}
`;
