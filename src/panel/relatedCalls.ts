import { parseArn } from '../model/arn.ts';
import type { Call } from '../model/call.ts';
import { callerText, localTime } from '../model/describe.ts';
import type { History } from '../model/history.ts';
import { plainText } from '../model/plainText.ts';
import type { CallFilter } from '../model/query.ts';
import { readCloudTrailRecord } from '../model/record.ts';
import { resourceTitle } from '../model/resourceNames.ts';
import type { Translate } from '../model/translate.ts';
import type { RelatedGroup, RelatedLink } from '../protocol/callDetail.ts';

type Asked = Pick<History, 'calls'>;

/** Calls of the same sign-in, before and after. */
const neighbours = 3;
/** Operations that answer with the build they began. */
const starts: ReadonlySet<string> = new Set([
	'StartImagePipelineExecution',
	'CreateImage',
	'RetryImage',
	'ImportDiskImage',
	'DistributeImage',
]);

/** What else happened around a call. */
export async function relatedCalls(
	history: Asked,
	call: Call,
	record: string | undefined,
	t: Translate,
	locale?: string,
): Promise<readonly RelatedGroup[]> {
	const link = (each: Call) => callLink(each, locale);
	const [resource, session, shared] = await Promise.all([
		ofResource(history, call, link, t),
		ofSession(history, call, link, t),
		ofRequest(history, call, record),
	]);
	const groups: readonly RelatedGroup[] = [
		{ title: t('The build it started'), links: buildOf(call) },
		{ title: t('The same resource, before and after'), links: resource },
		{ title: t('The same request or event'), links: shared.map(link) },
		{ title: t('The same sign-in'), links: session },
	];
	return groups.filter(({ links }) => links.length > 0);
}

/** A call as a link to it. */
export function callLink(call: Call, locale?: string): RelatedLink {
	return {
		label: plainText(call.eventName, 80),
		detail: `${localTime(call.eventTime, locale)} · ${callerText(call.caller)}`,
		to: { eventId: call.eventId },
	};
}

function buildOf(call: Call): readonly RelatedLink[] {
	if (!starts.has(call.eventName) || call.errorCode !== undefined) {
		return [];
	}
	return call.touches
		.filter(({ arn, role }) => role === 'subject' && parseArn(arn)?.kind === 'image')
		.map(({ arn }) => ({
			label: plainText(resourceTitle(arn), 120),
			detail: plainText(arn, 300),
			to: { target: { kind: 'resource', arn } },
		}));
}

async function ofResource(
	history: Asked,
	call: Call,
	link: (call: Call) => RelatedLink,
	t: Translate,
): Promise<readonly RelatedLink[]> {
	const arn = call.touches.find((each) => each.role === 'subject')?.arn;
	if (arn === undefined) {
		return [];
	}
	const filter: CallFilter = { arn, role: 'subject', ...(!call.readOnly && { readOnly: false }) };
	const [before, after] = await Promise.all([
		callsBefore(history, call, filter, 1),
		callsAfter(history, call, filter, 1),
	]);
	const named = (word: string) => (each: Call) => {
		const plain = link(each);
		return { ...plain, detail: `${word} · ${plain.detail}` };
	};
	return [...before.map(named(t('before'))), ...after.map(named(t('after')))];
}

async function ofSession(
	history: Asked,
	call: Call,
	link: (call: Call) => RelatedLink,
	t: Translate,
): Promise<readonly RelatedLink[]> {
	const { session, name } = call.caller;
	if (session === undefined) {
		return [];
	}
	const [before, after] = await Promise.all([
		callsBefore(history, call, { session }, neighbours),
		callsAfter(history, call, { session }, neighbours),
	]);
	if (before.length + after.length === 0) {
		return [];
	}
	return [
		...[...before.toReversed(), ...after].map(link),
		{
			label: t('All calls of this sign-in'),
			detail: callerText(call.caller),
			to: { target: { kind: 'session', session, caller: plainText(name, 200) } },
		},
	];
}

/** Records that CloudTrail itself ties together. */
async function ofRequest(
	history: Asked,
	call: Call,
	record: string | undefined,
): Promise<readonly Call[]> {
	const { sharedEventID, requestID } = identifiers(record);
	const found = await Promise.all(
		[sharedEventID, requestID].map(async (id) =>
			id === undefined ? [] : (await history.calls({ text: id, limit: 10 })).calls,
		),
	);
	const others = new Map(found.flat().map((each) => [each.eventId, each]));
	others.delete(call.eventId);
	return [...others.values()];
}

function identifiers(record: string | undefined) {
	// an id as AWS makes them; whatever else stands there must not become a search
	const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
	const valid = (text: string | undefined) =>
		text !== undefined && uuid.test(text) ? text : undefined;
	try {
		const read = record === undefined ? undefined : readCloudTrailRecord(JSON.parse(record));
		return { sharedEventID: valid(read?.sharedEventID), requestID: valid(read?.requestID) };
	} catch {
		return { sharedEventID: undefined, requestID: undefined };
	}
}

/** Newest first. */
async function callsBefore(history: Asked, call: Call, filter: CallFilter, limit: number) {
	return (await history.calls({ ...filter, to: call.eventTime, limit })).calls;
}

/** The ones right after, oldest first. */
async function callsAfter(history: Asked, call: Call, filter: CallFilter, limit: number) {
	const from = new Date(Date.parse(call.eventTime) + 1).toISOString();
	return (await history.calls({ ...filter, from, order: 'oldest', limit })).calls;
}
