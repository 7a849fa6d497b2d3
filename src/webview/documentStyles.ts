import { css } from 'lit';

/** Of the document around the page. It comes with the script, as each file is a way through VS Code. */
export const documentStyles = css`
	html,
	body {
		height: 100%;
		margin: 0;
		padding: 0;
		overflow: hidden;
		color: var(--vscode-foreground);
		background: var(--vscode-editor-background);
		font-family: var(--vscode-font-family);
		font-size: var(--vscode-font-size, 13px);
		font-weight: var(--vscode-font-weight, normal);
	}
	/* for what the browser itself draws, such as boxes to tick */
	body:is(.vscode-dark, .vscode-high-contrast) {
		color-scheme: dark;
	}
	body:is(.vscode-light, .vscode-high-contrast-light) {
		color-scheme: light;
	}
`;
