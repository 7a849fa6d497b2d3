import { html, nothing, type TemplateResult } from 'lit';
import type { FailureExplanation } from '../model/explainFailure.ts';
import type { PropertyChange } from '../model/propertyDiff.ts';
import type { CallChanges, RelatedGroup, RelatedLink } from '../protocol/callDetail.ts';
import { t } from './translate.ts';
import { visibleText } from './visibleText.ts';

/** Longest value in a table; the whole is in the record. */
const maxValue = 2000;

/** Why a call failed and what to do; `copy` takes the drafted policy. */
export function failureSection(
	failure: FailureExplanation,
	copy: (text: string) => void,
): TemplateResult {
	const { summary, missingAction, resource, statement, advice } = failure;
	return html`<section class="failure" aria-label=${t('Why it failed')}>
		<p>${visibleText(summary, 600)}</p>
		${
			missingAction === undefined
				? nothing
				: html`<dl>
						<dt>${t('Missing action')}</dt>
						<dd class="mono">${visibleText(missingAction, 200)}</dd>
						${
							resource === undefined
								? nothing
								: html`<dt>${t('On')}</dt>
										<dd class="mono">${visibleText(resource, 600)}</dd>`
						}
					</dl>`
		}
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
						<summary>${t('A policy that would allow it')}</summary>
						<pre class="mono" tabindex="0" aria-label=${t('Policy as JSON')}>
${visibleText(statement, 8000)}</pre
						>
						<button class="button" @click=${() => copy(statement)}>${t('Copy Policy')}</button>
					</details>`
		}
	</section>`;
}

export interface ChangeDeeds {
	openCall(eventId: string): void;
	compare(before: string): void;
	showState(arn: string): void;
}

/** What a call set anew, property by property. */
export function changesSection(
	{ arn, before, properties, cut }: CallChanges,
	deeds: ChangeDeeds,
): TemplateResult {
	const beforeId = before && 'eventId' in before.to ? before.to.eventId : undefined;
	return html`<h3>${t('What changed')}</h3>
		${
			before && beforeId !== undefined
				? html`<div class="dim">
						${t('Against')}
						<button class="link" @click=${() => deeds.openCall(beforeId)}
							>${visibleText(before.label, 80)}</button
						>
						${visibleText(before.detail, 300)}
					</div>`
				: html`<div class="dim">
						${t('No earlier call on it is known: everything it set is listed.')}
					</div>`
		}
		${
			properties.length === 0
				? html`<p>${t('Nothing: it sent again what was set before.')}</p>`
				: html`<table class="changes" aria-label=${t('Changed properties')}>
						<thead>
							<tr>
								<th scope="col">${t('Property')}</th>
								<th scope="col">${t('Before')}</th>
								<th scope="col">${t('After')}</th>
							</tr>
						</thead>
						<tbody>
							${properties.map(changeRow)}
						</tbody>
					</table>`
		}
		${cut ? html`<div class="dim">${t('There are more changes: compare the calls.')}</div>` : nothing}
		<div class="deeds">
			${
				beforeId === undefined
					? nothing
					: html`<button class="button" @click=${() => deeds.compare(beforeId)}>
							${t('Compare in the Editor')}
						</button>`
			}
			<button class="button" @click=${() => deeds.showState(arn)}>${t('State at This Time')}</button>
		</div>`;
}

/** Signs besides colours tell what was added and what was taken away. */
function changeRow({ path, kind, before, after }: PropertyChange): TemplateResult {
	const sign = { added: '+', removed: '−', changed: '~', moved: '↕' }[kind];
	const word = {
		added: t('added'),
		removed: t('removed'),
		changed: t('changed'),
		moved: t('moved'),
	}[kind];
	return html`<tr class=${kind}>
		<th scope="row">
			<span class="sign" aria-hidden="true">${sign}</span
			><span class="unseen">${word}: </span>${visibleText(path, 300)}
		</th>
		<td class="before">${before === undefined ? '' : html`<del>${valueText(before)}</del>`}</td>
		<td class="after">${after === undefined ? '' : html`<ins>${valueText(after)}</ins>`}</td>
	</tr>`;
}

function valueText(value: unknown): string {
	return visibleText(typeof value === 'string' ? value : JSON.stringify(value), maxValue);
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
