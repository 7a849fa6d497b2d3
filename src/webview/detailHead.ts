import { css, html, nothing, type TemplateResult } from 'lit';
import { parseArn } from '../model/arn.ts';
import { plainText } from '../model/plainText.ts';
import { kindTitle, resourceTitle } from '../model/resourceNames.ts';
import type { CallDetail } from '../protocol/callDetail.ts';
import type { ListedCall } from '../protocol/listedCall.ts';
import { icon } from './icons.ts';
import type { OpenArn } from './namedValues.ts';
import { t } from './translate.ts';

export interface DetailHeadDeeds {
	readonly open: OpenArn;
	close(): void;
}

/**
 * What was done, to what and where: the rest of the detail scrolls below it.
 * @param listed what the list knows of it, until the detail has come
 */
export function detailHead(
	detail: CallDetail | undefined,
	listed: ListedCall | undefined,
	{ open, close }: DetailHeadDeeds,
): TemplateResult {
	const call = detail?.call ?? listed;
	const subject = detail ? subjectOf(detail) : listed?.resource;
	const place = detail && placeOf(detail);
	return html`<header>
		<div class="what">
			<h2 tabindex="-1">${call ? plainText(call.eventName, 120) : t('Call')}</h2>
			${
				subject === undefined
					? nothing
					: html`<div class="subject">${subjectLink(subject, open)}${
							place === undefined
								? nothing
								: html` <span class="dim">${plainText(place, 120)}</span>`
						}</div>`
			}
		</div>
		<button class="tool" title=${t('Close (Esc)')} aria-label=${t('Close the detail')} @click=${close}>
			${icon('close')}
		</button>
	</header>`;
}

/** Account, by name where it has one, and Region. Untrusted text. */
export function placeOf({ account, call }: CallDetail): string {
	return `${account ?? call.accountId} ${call.region}`;
}

function subjectOf({ call: { touches } }: CallDetail): string | undefined {
	return (touches.find(({ role }) => role === 'subject') ?? touches[0])?.arn;
}

function subjectLink(subject: string, open: OpenArn): TemplateResult | string {
	const arn = parseArn(subject);
	const title = plainText(resourceTitle(subject), 120);
	return arn
		? html`<button class="link" title=${t('Show the history of this resource')} @click=${() => open(subject)}
				>${title}</button
			> <span class="dim">${kindTitle(arn.kind, t)}</span>`
		: title;
}

export const detailHeadStyles = css`
	header {
		display: flex;
		align-items: flex-start;
		gap: 4px;
		padding: 6px 8px 4px 16px;
	}
	.what {
		flex: 1;
		min-width: 0;
		line-height: 1.5;
		overflow-wrap: anywhere;
	}
	h2 {
		margin: 0;
		padding: 1px 2px;
		font-size: 1.08em;
		font-weight: 600;
	}
	.subject {
		display: flex;
		flex-wrap: wrap;
		gap: 0 8px;
		padding: 0 2px;
	}
`;
