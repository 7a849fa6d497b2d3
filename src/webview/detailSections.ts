import { html, nothing, type TemplateResult } from 'lit';
import type { FailureExplanation } from '../model/explainFailure.ts';
import type { RelatedGroup, RelatedLink } from '../protocol/callDetail.ts';
import { t } from './translate.ts';
import { visibleText } from './visibleText.ts';

/** Why a call failed and what to do; `copy` takes the drafted policy. */
export function failureSection(
	failure: FailureExplanation,
	copy: (text: string) => void,
): TemplateResult {
	const { summary, missingAction, resource, inferred = [], doubt, statement, advice } = failure;
	return html`<section class="failure" aria-label=${t('Why it failed')}>
		<p>${visibleText(summary, 600)}</p>
		${
			missingAction === undefined
				? nothing
				: html`<dl>
						<dt>
							${inferred.includes('action') ? t('Probably missing action') : t('Missing action')}
						</dt>
						<dd class="mono">${visibleText(missingAction, 200)}</dd>
						${
							resource === undefined
								? nothing
								: html`<dt>${inferred.includes('resource') ? t('Probably on') : t('On')}</dt>
										<dd class="mono">${visibleText(resource, 600)}</dd>`
						}
					</dl>`
		}
		${doubt === undefined ? nothing : html`<p class="dim">${visibleText(doubt, 600)}</p>`}
		${
			advice.length === 0
				? nothing
				: html`<ul class="advice">
			${advice.map((line) => html`<li>${visibleText(line, 600)}</li>`)}
		</ul>`
		}
		${
			statement === undefined
				? nothing
				: html`<details>
						<summary>
							${inferred.length > 0 ? t('A policy that would probably allow it') : t('A policy that would allow it')}
						</summary>
						<pre class="mono" tabindex="0" aria-label=${t('Policy as JSON')}>
${visibleText(statement, 8000)}</pre
						>
						<button class="button" @click=${() => copy(statement)}>${t('Copy Policy')}</button>
					</details>`
		}
	</section>`;
}

/** Calls and resources to look at next. */
export function relatedSection(
	groups: readonly RelatedGroup[],
	follow: (link: RelatedLink) => void,
): TemplateResult | typeof nothing {
	if (groups.length === 0) {
		return nothing;
	}
	return html`<h3>${t('Related')}</h3>
		${groups.map(
			({ title, links }) =>
				html`<div class="dim">${visibleText(title, 200)}</div>
					<ul class="touches">
						${links.map(
							(link) =>
								html`<li>
									<button class="link" @click=${() => follow(link)}
										>${visibleText(link.label, 200)}</button
									>
									<span class="dim">${visibleText(link.detail, 400)}</span>
								</li>`,
						)}
					</ul>`,
		)}`;
}
