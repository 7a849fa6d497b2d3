import { html, nothing, type TemplateResult } from 'lit';
import { parseArn } from '../model/arn.ts';
import { flattenJson } from './flattenJson.ts';
import { t } from './translate.ts';
import { visibleText } from './visibleText.ts';

/** Longest value in the table; the whole is in the record. */
const maxValue = 2000;

/** Opens the history of a resource. */
export type OpenArn = (arn: string) => void;

/** A part of a record as a table of names and values. */
export function namedValues(title: string, part: unknown, open: OpenArn): TemplateResult {
	const { values, cut } = flattenJson(part);
	if (values.length === 0) {
		return html`<h3>${title}</h3>
			<div class="dim">${t('The record has none.')}</div>`;
	}
	return html`<h3>${title}</h3>
		<table aria-label=${title}>
			<tbody>
				${values.map(
					({ name, value }) =>
						html`<tr>
							<th scope="row">${visibleText(name, 300)}</th>
							<td>${arnOrText(value, open)}</td>
						</tr>`,
				)}
			</tbody>
		</table>
		${cut ? html`<div class="dim">${t('There is more: open the whole record.')}</div>` : nothing}`;
}

/** An Image Builder ARN as a link to its history, other text as text. */
export function arnOrText(value: string, open: OpenArn): TemplateResult | string {
	return parseArn(value)
		? html`<button class="link" title=${t('Show the history of this resource')} @click=${() => open(value)}
				>${visibleText(value, maxValue)}</button
			>`
		: visibleText(value, maxValue);
}
