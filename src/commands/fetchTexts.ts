import { type AccountNames, accountText } from '../model/accountText.ts';
import { bytesText } from '../model/bytesText.ts';
import { type ArchiveSettings, sourceId } from '../model/connectionSettings.ts';
import { callsText, localDay } from '../model/describe.ts';
import type { FetchEstimate, FetchProgress, FetchReport, FetchWindow } from '../model/fetch.ts';
import { plainText } from '../model/plainText.ts';
import { sourceTitle } from '../model/sourceTitle.ts';
import { english, type Translate } from '../model/translate.ts';

const maxNotes = 6;

export interface FetchTextOptions {
	/** ms since 1970 */
	readonly now: number;
	readonly t?: Translate;
	readonly locale?: string;
}

/** `1 Aug to 31 Aug 2025`: the days of a window, its end not counted. */
export function windowText({ from, to }: FetchWindow, options: FetchTextOptions): string {
	const { now, t = english, locale } = options;
	const last = new Date(Math.max(Date.parse(from), Date.parse(to) - 1)).toISOString();
	const [begin, end] = [localDay(from, now, locale), localDay(last, now, locale)];
	return begin === end ? begin : t('{0} to {1}', begin, end);
}

/** What a fetch would take, one sentence a line. */
export function estimateLines(
	estimate: FetchEstimate,
	names: AccountNames,
	{ t = english, locale }: FetchTextOptions,
): readonly string[] {
	const { objects, objectsKnown = 0, bytes, usd, places, notes } = estimate;
	const number = (value: number) => value.toLocaleString(locale);
	const size = bytes === undefined ? undefined : bytesText(bytes, locale);
	const amount =
		objects === undefined
			? size && t('It scans about {0}.', size)
			: size === undefined
				? t('It reads {0} log files.', number(objects))
				: t('It reads {0} log files, {1}.', number(objects), size);
	return [
		amount,
		objectsKnown > 0
			? t('{0} log files were read before and are left out.', number(objectsKnown))
			: undefined,
		usd === undefined ? undefined : costText(usd, t, locale),
		places && placesText(places, names, t),
		...notes.slice(0, maxNotes).map((note) => plainText(note, 300)),
	].filter((line): line is string => line !== undefined && line !== '');
}

function costText(usd: number, t: Translate, locale?: string): string {
	if (usd < 0.01) {
		return t('AWS charges less than 0.01 USD for it.');
	}
	const digits = usd < 10 ? 2 : 0;
	const amount = usd.toLocaleString(locale, {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	});
	return t('AWS charges roughly {0} USD for it, at the list prices of us-east-1.', amount);
}

function placesText(
	places: NonNullable<FetchEstimate['places']>,
	names: AccountNames,
	t: Translate,
): string | undefined {
	const accounts = [...new Set(places.map(({ accountId }) => accountId))];
	const regions = [...new Set(places.map(({ region }) => region))];
	const [account, region] = [accounts[0], regions[0]];
	if (account === undefined || region === undefined) {
		return undefined;
	}
	return t(
		'It holds {0} in {1}.',
		accounts.length === 1 ? accountText(account, names) : t('{0} accounts', accounts.length),
		regions.length === 1 ? plainText(region, 40) : t('{0} Regions', regions.length),
	);
}

/** How a fetch goes: `412 of 1,300 log files, 34 MB, 12 calls`. */
export function fetchProgressText(
	{ phase, done, total, bytes, calls }: FetchProgress,
	source: ArchiveSettings,
	{ t = english, locale }: FetchTextOptions,
): string {
	const number = (value: number) => value.toLocaleString(locale);
	const files = source.type === 's3';
	if (phase === 'planning') {
		return files && done > 0
			? t('looking for log files, {0} so far', number(done))
			: t('looking at what there is');
	}
	const parts = [
		total === undefined
			? files && t('{0} log files', number(done))
			: files
				? t('{0} of {1} log files', number(done), number(total))
				: t('{0} of {1} parts', number(done), number(total)),
		bytes > 0 && bytesText(bytes, locale),
		callsText(calls, t),
	];
	return parts.filter((part) => typeof part === 'string').join(', ');
}

/** What a fetch brought, in a sentence or two. */
export function fetchSummary(
	{ source, calls, newCalls, objects, gaps, cancelled }: FetchReport,
	{ t = english, locale }: FetchTextOptions,
): string {
	const number = (value: number) => value.toLocaleString(locale);
	const where = sourceTitle(source, t);
	const found =
		calls === 0
			? t('No call of Image Builder in {0} at that time.', where)
			: newCalls === calls
				? t('{0} new calls of Image Builder from {1}.', number(newCalls), where)
				: t(
						'{0} new calls of Image Builder, {1} found in {2}.',
						number(newCalls),
						number(calls),
						where,
					);
	return [
		cancelled ? t('Stopped; what was read is kept.') : '',
		found,
		objects === undefined ? '' : t('{0} log files were read.', number(objects)),
		gaps.length === 0
			? ''
			: gaps.length === 1
				? t('One part could not be read.')
				: t('{0} parts could not be read.', number(gaps.length)),
	]
		.filter((part) => part !== '')
		.join(' ');
}

/** `S3 bucket trail-logs`, for titles. */
export function archiveTitle(source: ArchiveSettings, t: Translate = english): string {
	return sourceTitle(sourceId(source), t);
}
