import type { Call } from '../model/call.ts';
import { originTitle } from '../model/describe.ts';
import type { History } from '../model/history.ts';
import { placeText } from '../model/placeText.ts';
import { plainText } from '../model/plainText.ts';
import type { CallFilter } from '../model/query.ts';
import { resourceTitle } from '../model/resourceNames.ts';
import type { Translate } from '../model/translate.ts';
import type { PlaceNames } from '../protocol/messages.ts';
import type { TimelineMark } from '../protocol/timeline.ts';

/** Up to so many calls are marked one by one; more are counted. */
const maxCalls = 40;
/** A mark is wider than a bin: what falls into so many bins stands for one mark of a kind. */
const binsOfMark = 3;
/** Changes without so long a rest between them are one deploy, ms. */
const oneDeploy = 30 * 60_000;

type Kind = TimelineMark['kind'];

/** Operations that make a version of something others build on. */
const versionNames = [
	'CreateImageRecipe',
	'CreateContainerRecipe',
	'CreateComponent',
	'CreateWorkflow',
];
const deployers = ['cloudformation', 'terraform', 'pulumi', 'cdk'] as const;

const wanted: Readonly<Record<Kind, CallFilter>> = {
	version: { eventNames: versionNames },
	deploy: { origins: deployers },
};

export interface MarksOptions {
	readonly history: Pick<History, 'calls' | 'timeline'>;
	/** What is listed. */
	readonly filter: CallFilter;
	/** Where the bins begin, epoch ms, and how long each is. */
	readonly from: number;
	readonly size: number;
	readonly bins: number;
	/** Given where calls may be of several places. */
	readonly places: PlaceNames | undefined;
	readonly t: Translate;
	readonly locale: string | undefined;
	readonly signal: AbortSignal | undefined;
}

/**
 * New versions and deploys to find one's way by, over all of the time: one by one where they are few,
 * and by number where they would cover each other.
 */
export async function takeMarks(options: MarksOptions): Promise<readonly TimelineMark[]> {
	const { eventNames, origins, failed } = options.filter;
	if (eventNames !== undefined || origins !== undefined || failed === true) {
		return [];
	}
	const marks = await Promise.all([marksOf('version', options), marksOf('deploy', options)]);
	return marks.flat().sort((one, other) => one.time - other.time);
}

async function marksOf(kind: Kind, options: MarksOptions): Promise<readonly TimelineMark[]> {
	const { history, from, size, signal } = options;
	const filter = { ...options.filter, ...wanted[kind], readOnly: false, failed: false };
	const asked = { ...(signal && { signal }), background: true };
	const { calls, next } = await history.calls({ ...filter, limit: maxCalls }, asked);
	const length = size * binsOfMark;
	const slots = Math.ceil(options.bins / binsOfMark);
	if (next !== undefined) {
		const range = { from: iso(from), to: iso(from + slots * length), bins: slots };
		const counted = await history.timeline(filter, range, asked);
		return counted.flatMap(({ changes }, slot) =>
			changes === 0 ? [] : [groupMark(kind, from + slot * length, length, changes, options)],
		);
	}
	const single = kind === 'deploy' ? lastOfDeploys(calls) : calls;
	if (slots === 1) {
		return single.map((call) => callMark(kind, call, options));
	}
	const slotOf = (call: Call) => Math.floor((Date.parse(call.eventTime) - from) / length);
	const all = Map.groupBy(calls, slotOf);
	return [...Map.groupBy(single, slotOf)].map(([slot, [call, ...others]]) =>
		call && others.length === 0
			? callMark(kind, call, options)
			: groupMark(kind, from + slot * length, length, all.get(slot)?.length ?? 0, options),
	);
}

/** @param calls the newest first */
function lastOfDeploys(calls: readonly Call[]): readonly Call[] {
	const times = calls.map(({ eventTime }) => Date.parse(eventTime));
	return calls.filter(
		(_, index) =>
			index === 0 || (times[index - 1] ?? Number.NaN) - (times[index] ?? Number.NaN) > oneDeploy,
	);
}

function callMark(
	kind: Kind,
	call: Call,
	{ t, places }: Pick<MarksOptions, 't' | 'places'>,
): TimelineMark {
	// recipes of several places often have one name, and their versions one number
	const title =
		kind === 'version'
			? `${versionTitle(call, t)}${places ? ` · ${placeText(call, places)}` : ''}`
			: t('Deployed with {0}', originTitle(call.origin.kind, t));
	return { kind, title, time: Date.parse(call.eventTime), eventId: call.eventId };
}

function versionTitle(call: Call, t: Translate): string {
	const touch = call.touches.find((each) => each.role === 'subject');
	return touch
		? t('New version: {0}', plainText(resourceTitle(touch.arn), 120))
		: plainText(call.eventName, 80);
}

function groupMark(
	kind: Kind,
	start: number,
	length: number,
	count: number,
	{ t, locale }: Pick<MarksOptions, 't' | 'locale'>,
): TimelineMark {
	const number = count.toLocaleString(locale);
	const title =
		kind === 'version' ? t('New versions: {0}', number) : t('Changes by deploys: {0}', number);
	const range = { from: iso(start), to: iso(start + length) };
	return { kind, title, time: start + length / 2, range };
}

function iso(time: number): string {
	return new Date(time).toISOString();
}
