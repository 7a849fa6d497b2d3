import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Notice } from '../protocol/messages.ts';
import { icon } from './icons.ts';
import { sharedStyles } from './sharedStyles.ts';

/** In place of calls: why there are none, and buttons that lead on. Says `way-out` (what to run). */
export class NoticeView extends LitElement {
	static override properties = { notice: { attribute: false } };
	static override styles = [
		sharedStyles,
		css`
			:host {
				display: block;
				padding: 24px 16px;
				overflow: auto;
				line-height: 1.5;
			}
			h2 {
				display: flex;
				gap: 6px;
				align-items: center;
				margin: 0 0 4px;
				font-size: 1.08em;
				font-weight: 600;
			}
			p {
				margin: 0 0 4px;
				max-width: 70ch;
				overflow-wrap: anywhere;
			}
			.ways {
				display: flex;
				flex-wrap: wrap;
				gap: 8px;
				margin-top: 12px;
			}
		`,
	];
	declare notice: Notice | undefined;

	protected override render(): TemplateResult | typeof nothing {
		const { notice } = this;
		if (!notice) {
			return nothing;
		}
		const isError = notice.severity === 'error';
		return html`
			<div role=${isError ? 'alert' : 'status'}>
				<h2>
					<span class=${isError ? 'failed' : 'dim'}>${icon(isError ? 'error' : 'info')}</span>
					${notice.title}
				</h2>
				${notice.lines.map((line) => html`<p>${line}</p>`)}
			</div>
			<div class="ways">
				${notice.ways.map(
					(way, index) =>
						html`<button
							class="button ${index === 0 ? 'primary' : ''}"
							@click=${() => this.dispatchEvent(new CustomEvent('way-out', { detail: way }))}
						>
							${way.title}
						</button>`,
				)}
			</div>
		`;
	}
}
