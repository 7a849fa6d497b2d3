import { css } from 'lit';

/** How heading, filter, list and detail share the room there is. */
export const pageStyles = css`
	:host {
		display: grid;
		grid-template-rows: auto auto auto minmax(0, 1fr);
		height: 100%;
	}
	main {
		display: grid;
		grid-template: minmax(0, 1fr) / minmax(0, 1fr);
		min-height: 0;
		border-top: 1px solid
			var(--vscode-editorGroup-border, var(--vscode-contrastBorder, transparent));
	}
	main.detail {
		grid-template-columns:
			minmax(0, 1fr) 1px
			clamp(240px, var(--detail, max(340px, 40%)), calc(100% - 241px));
	}
	.menus {
		display: inline-flex;
		gap: 4px;
	}
	fieldset {
		margin: 0 0 8px;
		padding: 0;
		border: none;
	}
	legend {
		padding: 0;
		color: var(--vscode-descriptionForeground);
	}
	fieldset label {
		display: flex;
		gap: 6px;
		align-items: center;
		line-height: 1.6;
		cursor: pointer;
	}
	.menus input {
		margin: 0;
		accent-color: var(--vscode-focusBorder);
	}
	.menus ul {
		margin: 0;
		padding: 0;
		list-style: none;
	}
	.menus li {
		display: flex;
		gap: 8px;
		align-items: center;
		justify-content: space-between;
	}
	.menus .deeds {
		display: flex;
		flex-direction: column;
		gap: 6px;
		margin-top: 8px;
	}
	.wait {
		padding: 24px 16px;
	}
	@media (max-width: 860px) {
		main.detail {
			grid-template: minmax(0, 1fr) 1px var(--detail, 60%) / minmax(0, 1fr);
		}
	}
	/* little room: list or detail, not both */
	@media (max-width: 600px), (max-width: 860px) and (max-height: 600px) {
		main.detail {
			grid-template: minmax(0, 1fr) / minmax(0, 1fr);
		}
		main.detail :is(call-grid, detail-splitter) {
			display: none;
		}
	}
	/* zoomed in: the heading scrolls away */
	@media (max-height: 480px) {
		:host {
			display: block;
			overflow: auto;
		}
		main {
			height: max(240px, 100vh);
		}
	}
`;
