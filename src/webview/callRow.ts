import { html, nothing, type TemplateResult } from 'lit';
import { accountText } from '../model/accountText.ts';
import { callerText, originTitle, outcomeText, relativeTime } from '../model/describe.ts';
import { placeText } from '../model/placeText.ts';
import { plainText } from '../model/plainText.ts';
import { resourceTitle } from '../model/resourceNames.ts';
import type { ColumnId } from '../protocol/layout.ts';
import type { ListedCall } from '../protocol/listedCall.ts';
import type { PlaceNames } from '../protocol/messages.ts';
import { icon } from './icons.ts';
import { badgeText, callerBadges } from './identity.ts';
import { rowTime } from './rowTime.ts';
import { fullTime, utcTime } from './times.ts';
import { t } from './translate.ts';

export interface CellView {
	/** Epoch ms. */
	readonly now: number;
	/** Day and time of each call, however young. */
	readonly exactTimes: boolean;
	/** Given where calls may be of several. */
	readonly places?: PlaceNames;
}

/** What a cell shows; every text of the record is stripped to one plain line. */
export function cell(
	column: ColumnId,
	call: ListedCall,
	{ now, exactTimes, places }: CellView,
): TemplateResult | string {
	switch (column) {
		case 'when':
			return html`<span class="text">${rowTime(call.eventTime, now, exactTimes)}</span>`;
		case 'operation':
			return html`<span class="text">${plainText(call.eventName, 80)}</span>`;
		case 'who':
			return who(call);
		case 'resource':
			return resource(call);
		case 'account':
			return html`<span class="text">${placeText(call, places)}</span>`;
		case 'origin':
			return html`<span class="text">${originTitle(call.origin.kind, t)}</span>`;
		case 'address':
			return html`<span class="text">${plainText(call.sourceIPAddress ?? '', 80)}</span>`;
		case 'outcome':
			return call.errorCode === undefined
				? html`<span class="text dim">${outcomeText(call, t)}</span>`
				: html`<span class="failed">${icon('error')}</span
						><span class="text failed"
							><span class="unseen">${t('failed')}: </span>${plainText(call.errorCode, 80)}</span
						>`;
	}
}

/** All of a cell, for the pointer that rests on it. */
export function cellTitle(column: ColumnId, call: ListedCall, places?: PlaceNames): string {
	switch (column) {
		case 'when':
			return `${timeTitle(call)} · ${relativeTime(call.eventTime, Date.now(), t)}`;
		case 'operation':
			return plainText(call.eventName, 200);
		case 'who':
			return plainText(call.caller.arn ?? call.caller.name, 400);
		case 'resource':
			return plainText(call.resource ?? '', 400);
		case 'account':
			return `${accountText(call.accountId, places?.accounts)} ${plainText(call.region, 40)}`;
		case 'origin':
			return plainText(call.origin.detail, 400);
		case 'address':
			return plainText(call.sourceIPAddress ?? '', 400);
		case 'outcome':
			return plainText(call.errorMessage ?? call.errorCode ?? '', 400);
	}
}

/** The time of a call, whole: local and UTC. */
export function timeTitle(call: Pick<ListedCall, 'eventTime'>): string {
	return `${fullTime(call.eventTime)} · ${utcTime(call.eventTime)}`;
}

function who(call: ListedCall): TemplateResult {
	const badges = callerBadges(call);
	return html`<span class="text">${callerText(call.caller)}</span
		> ${badges.map((badge) => html`<span class="badge ${badge.replace(' ', '-')}">${badgeText(badge)}</span>`)}`;
}

function resource(call: ListedCall): TemplateResult {
	const others = call.moreResources;
	return html`<span class="text">${resourceText(call) ?? ''}</span>${
		others > 0
			? html`<span class="dim more" title=${t('names {0} more', others)}>+${others}</span>`
			: nothing
	}`;
}

/** Title of what a call is about; undefined where it names nothing. */
export function resourceText({ resource }: ListedCall): string | undefined {
	return resource === undefined ? undefined : plainText(resourceTitle(resource), 120);
}
