import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { callsText, relativeTime } from '../model/describe.ts';
import { plainText } from '../model/plainText.ts';
import type { Heading, TargetSummary } from '../protocol/messages.ts';
import { EveryMinute } from './everyMinute.ts';
import { icon } from './icons.ts';
import { changesTotalText, totalText } from './listTexts.ts';
import { pageLocale } from './locale.ts';
import { sharedStyles } from './sharedStyles.ts';
import { dayText, fullTime, utcTime } from './times.ts';
import { t } from './translate.ts';

/** What the page is about: name, ARN, counts, and how much of its history is known. */
export class PageHeading extends LitElement {
	static override properties = {
		heading: { attribute: false },
		summary: { attribute: false },
		canGo: { attribute: false },
		pinned: { attribute: false },
	};
	static override styles = [
		sharedStyles,
		css`
			:host {
				display: block;
				padding: 8px 16px 6px;
			}
			h1 {
				display: flex;
				flex-wrap: wrap;
				align-items: baseline;
				gap: 2px 8px;
				margin: 0;
				font-size: 1.25em;
				font-weight: 600;
				line-height: 1.4;
				overflow-wrap: anywhere;
			}
			h1 .dim {
				font-size: var(--vscode-font-size, 13px);
				font-weight: normal;
			}
			.tools {
				display: inline-flex;
				align-self: center;
				gap: 2px;
				margin-inline-start: auto;
			}
			.tool[aria-disabled='true'] {
				opacity: 0.4;
				cursor: default;
			}
			.sample {
				align-self: center;
				font-size: 0.7em;
				font-weight: normal;
			}
			.arn {
				display: flex;
				align-items: center;
				gap: 2px;
				min-height: 22px;
			}
			.arn code {
				min-width: 0;
				overflow-wrap: anywhere;
				color: var(--vscode-descriptionForeground);
				user-select: all;
			}
			.facts {
				display: flex;
				flex-wrap: wrap;
				gap: 0 16px;
				line-height: 1.6;
			}
			details {
				color: var(--vscode-descriptionForeground);
				line-height: 1.5;
			}
			summary {
				cursor: pointer;
				overflow-wrap: anywhere;
			}
			summary.only {
				list-style: none;
				cursor: default;
			}
			ul {
				margin: 0;
				padding: 0 0 0 14px;
				list-style: none;
			}
		`,
	];
	declare heading: Heading | undefined;
	/** Undefined until it is known. */
	declare summary: TargetSummary | undefined;
	declare canGo: { readonly back: boolean; readonly forward: boolean } | undefined;
	declare pinned: boolean;

	constructor() {
		super();
		new EveryMinute(this);
	}

	protected override render(): TemplateResult | typeof nothing {
		const { heading } = this;
		if (!heading) {
			return nothing;
		}
		return html`
			<h1>
				<span>${plainText(heading.title, 200)}</span>
				<span class="dim">${plainText(heading.kind)}</span>
				${heading.place === undefined ? nothing : html`<span class="dim">${plainText(heading.place)}</span>`}
				${heading.sample ? html`<span class="badge sample">${t('Sample')}</span>` : nothing}
				${this.#tools()}
			</h1>
			${heading.arn === undefined ? nothing : this.#arn(heading.arn)}
			${this.#facts(heading)} ${this.#coverage()}
		`;
	}

	#tools(): TemplateResult {
		const go = (by: -1 | 1) => () => this.dispatchEvent(new CustomEvent('go', { detail: by }));
		const pin = () => this.dispatchEvent(new CustomEvent('pin', { detail: !this.pinned }));
		const [back, forward] = [t('Back (Alt+Left)'), t('Forward (Alt+Right)')];
		const keep = t('Keep this panel: open other histories beside it');
		// disabled ones would lose the focus with the step that leads to the end
		return html`<span class="tools">
			<button class="tool" title=${back} aria-label=${back} aria-disabled=${!this.canGo?.back} @click=${go(-1)}>
				${icon('back')}
			</button>
			<button class="tool" title=${forward} aria-label=${forward} aria-disabled=${!this.canGo?.forward} @click=${go(1)}>
				${icon('forward')}
			</button>
			<button class="tool" title=${keep} aria-label=${keep} aria-pressed=${this.pinned === true} @click=${pin}>
				${icon(this.pinned ? 'pinned' : 'pin')}
			</button>
		</span>`;
	}

	#arn(arn: string): TemplateResult {
		return html`<div class="arn">
			<code class="mono">${plainText(arn, 2048)}</code>
			${this.#tool('copy', t('Copy ARN'), 'copy', arn)}
			${this.#tool('code', t('Find in code'), 'revealInCode', arn)}
			${
				arn.includes('*')
					? nothing
					: this.#tool('external', t('Open in the AWS console'), 'openInConsole', arn)
			}
		</div>`;
	}

	#tool(
		name: Parameters<typeof icon>[0],
		title: string,
		deed: string,
		arn: string,
	): TemplateResult {
		const act = () => this.dispatchEvent(new CustomEvent('deed', { detail: { deed, text: arn } }));
		return html`<button class="tool" title=${title} aria-label=${title} @click=${act}>
			${icon(name)}
		</button>`;
	}

	#facts({ syncing }: Heading): TemplateResult {
		const reading = syncing ? html`<span class="dim">${t('reading…')}</span>` : nothing;
		if (!this.summary) {
			// the line is there already, so that nothing moves when it is filled
			return html`<div class="facts" aria-busy="true">\u00a0${reading}</div>`;
		}
		const { counts, firstDay, lastCall } = this.summary;
		const { calls, failures } = counts;
		const ofCalls = calls.more
			? t('{0} calls', totalText(calls))
			: callsText(calls.calls, t, pageLocale());
		const now = Date.now();
		return html`<div class="facts">
			<span>
				${changesTotalText(counts.changes)}
				<span class="dim">${t('of {0}', ofCalls)}</span>${
					failures.calls === 0
						? nothing
						: html`<span class="dim">, ${t('{0} failed', totalText(failures))}</span>`
				}
			</span>
			${
				lastCall === undefined
					? nothing
					: html`<span title="${fullTime(lastCall)} · ${utcTime(lastCall)}">
							<span class="dim">${t('last')}</span> ${relativeTime(lastCall, now, t)}
						</span>`
			}
			${
				firstDay === undefined
					? nothing
					: html`<span><span class="dim">${t('first known')}</span> ${dayText(firstDay)}</span>`
			}
			${reading}
		</div>`;
	}

	#coverage(): TemplateResult | typeof nothing {
		if (!this.summary) {
			return html`<div class="dim" aria-busy="true">\u00a0</div>`;
		}
		const [first, ...rest] = this.summary.coverage;
		if (first === undefined) {
			return nothing;
		}
		if (rest.length === 0) {
			return html`<div class="dim">${plainText(first, 600)}</div>`;
		}
		return html`<details>
			<summary>${plainText(first, 600)}</summary>
			<ul>
				${rest.map((line) => html`<li>${plainText(line, 600)}</li>`)}
			</ul>
		</details>`;
	}
}
