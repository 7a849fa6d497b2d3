import { type AccountNames, accountText } from './accountText.ts';
import type { PlaceCoverage } from './coverageSummary.ts';
import { localClock, localDay, relativeTime } from './describe.ts';
import { plainText } from './plainText.ts';
import { english, type Translate } from './translate.ts';
import type { UnknownReason } from './unknown.ts';

export interface CoverageTextOptions {
	readonly now: number;
	readonly names?: AccountNames;
	readonly t?: Translate;
	readonly locale?: string | undefined;
}

/** What has been read of a place, as one honest sentence. */
export function coverageText(
	place: PlaceCoverage,
	{ now, names, t = english, locale }: CoverageTextOptions,
): string {
	const where = `${accountText(place.accountId, names)} ${place.region}`;
	const to = upTo(place.to, now, t);
	const changesFrom = dayAndTime(place.changesFrom, now, locale);
	const older = place.olderStretches ? ` ${t('Before that there are gaps.')}` : '';
	const sentence =
		place.allFrom === undefined
			? t('{0}: changes read from {1} {2}; reads not read.', where, changesFrom, to)
			: Date.parse(place.allFrom) <= Date.parse(place.changesFrom)
				? t('{0}: every call read from {1} {2}.', where, dayAndTime(place.allFrom, now, locale), to)
				: t(
						'{0}: changes read from {1}, every call from {2} {3}.',
						where,
						changesFrom,
						dayAndTime(place.allFrom, now, locale),
						to,
					);
	const except =
		place.except.length === 0
			? ''
			: ` ${t('Still open: {0}.', plainText(place.except.join(', '), 300))}`;
	return `${sentence}${except}${older}`;
}

/** Why nothing is shown, as one sentence for people; texts of AWS in it are plain text. */
export function unknownText(
	reason: UnknownReason,
	now: number,
	t: Translate = english,
	locale?: string,
): string {
	switch (reason.kind) {
		case 'only-reads':
			return reason.reads === 1
				? t('No change is known, only 1 call that reads. Reads are hidden.')
				: t('No change is known, only {0} calls that read. Reads are hidden.', reason.reads);
		case 'not-in-sample':
			return t('The sample history has no call of it.');
		case 'not-yours':
			return t(
				'It belongs to {0}, not to an account of yours: only calls that name it can be known.',
				plainText(reason.owner, 60),
			);
		case 'not-connected':
			return t('Not connected to AWS: no call has been read.');
		case 'connecting':
			return t('Connecting to AWS.');
		case 'failed': {
			const message = plainText(reason.message, 300);
			return reason.region === undefined
				? t('Reading failed: {0}', message)
				: t('Reading {0} failed: {1}', plainText(reason.region, 40), message);
		}
		case 'other-account':
			return reason.accountIds.length > 1
				? t(
						'It belongs to account {0}; the connections in use read the accounts {1}.',
						reason.owner,
						reason.accountIds.join(', '),
					)
				: t(
						'It belongs to account {0}; the profile in use reads account {1}.',
						reason.owner,
						reason.accountIds.join(', '),
					);
		case 'region-not-selected':
			return t('Region {0} is not among the selected Regions.', plainText(reason.region, 40));
		case 'syncing':
			return reason.readBackTo === undefined
				? t('History is being read now.')
				: t(
						'History is being read now, so far back to {0}.',
						dayAndTime(reason.readBackTo, now, locale),
					);
		case 'not-read':
			return reason.region === undefined
				? t('No history has been read yet.')
				: t('No history of {0} has been read yet.', plainText(reason.region, 40));
		case 'nothing-read-of-it': {
			const shown = reason.places
				.slice(0, 3)
				.map((place) => coverageText(place, { now, t, locale }));
			return t('No call of it in what has been read. {0}', shown.join(' '));
		}
	}
}

/** `to 3 min ago`, ISO 8601. */
export function upTo(time: string, now: number, t: Translate): string {
	return now - Date.parse(time) < 60_000 ? t('until now') : t('to {0}', relativeTime(time, now, t));
}

function dayAndTime(time: string, now: number, locale?: string): string {
	return `${localDay(time, now, locale)}, ${localClock(time, locale)}`;
}
