import type { CodeMatch } from '../iac/matching.ts';
import type { AllowedOrigin } from '../model/allowedOrigins.ts';
import type { Call } from '../model/call.ts';
import { configurationEdits, isRun, runOperations } from '../model/configurationEdits.ts';
import type { History } from '../model/history.ts';
import { type CodeVerdict, deployOrigins, judge, type OwningTool } from '../model/outsideCode.ts';
import type { CallFilter } from '../model/query.ts';

/** Edits that a definition is judged by without asking further. */
const fewEdits = 20;
/** Changes, runs among them, that are looked through without asking for edits. */
const fewChanges = 60;
/** Edits since the last deploy that are looked at. */
const manyEdits = 200;
const day = 86_400_000;
/** The time that a lens counts changes of, days. */
export const countedDays = 90;

/** What the calls say of a definition in code. */
export interface CodeFacts {
	/** ARN, or pattern of the versions that the code means. */
	readonly arn: string;
	readonly match: CodeMatch;
	/** The last call that edited its configuration. */
	readonly lastEdit?: Call;
	/** The last call that ran it, where none edited it. */
	readonly lastRun?: Call;
	/** Edits, or runs where there is no edit, of the last 90 days. */
	readonly count: number;
	/** Missing where nobody can say: text that no tool owns, and images, which are results. */
	readonly verdict?: CodeVerdict;
	readonly sample: boolean;
}

export interface FactsQuestion {
	readonly arn: string;
	/** Without one there is no verdict. */
	readonly owner: OwningTool | undefined;
	readonly allowed: readonly AllowedOrigin[];
	/** Epoch, milliseconds. */
	readonly now: number;
}

/** Asks the store what a definition's surfaces show: one question, where there are few changes. */
export async function readCodeFacts(
	history: Pick<History, 'calls' | 'count' | 'connection'>,
	{ arn, owner, allowed, now }: FactsQuestion,
): Promise<Omit<CodeFacts, 'match'>> {
	const sample = history.connection.kind === 'sample';
	const from = now - countedDays * day;
	const { edits, all, lastRun, runs } = await readEdits(history, arn, from);
	const [lastEdit] = edits;
	if (!lastEdit) {
		return { arn, count: runs, ...(lastRun && { lastRun }), sample };
	}
	const recent = edits.filter(({ eventTime }) => Date.parse(eventTime) >= from);
	const isCounted = all || recent.length < edits.length;
	const count = isCounted ? recent.length : await countOf(history, arn, configurationEdits, from);
	const base = { arn, count, lastEdit, sample };
	if (owner === undefined) {
		return base;
	}
	const judged = (changes: readonly Call[]) => judge({ tool: owner, arn, changes, allowed });
	const verdict = judged(edits);
	if (verdict.kind !== 'unknown' || all) {
		return { ...base, verdict };
	}
	// the deploy lies further back: everything since then is asked for
	const edited = { ...changesOf(arn), eventNames: configurationEdits };
	const origins = deployOrigins(owner);
	const deployed = judged((await history.calls({ ...edited, origins, limit: fewEdits })).calls);
	if (deployed.kind === 'unknown') {
		return { ...base, verdict };
	}
	const { deploy } = deployed;
	const since = await history.calls({ ...edited, from: deploy.eventTime, limit: manyEdits });
	const older = since.calls.some(({ eventId }) => eventId === deploy.eventId) ? [] : [deploy];
	return { ...base, verdict: judged([...since.calls, ...older]) };
}

interface Edits {
	/** Newest first. */
	readonly edits: readonly Call[];
	/** Are these all that there are? */
	readonly all: boolean;
	readonly lastRun?: Call;
	/** Counted only where there are no edits. */
	readonly runs: number;
}

async function readEdits(
	history: Pick<History, 'calls' | 'count'>,
	arn: string,
	from: number,
): Promise<Edits> {
	// the store lists all changes of a resource much faster than those of some operations
	const page = await history.calls({ ...changesOf(arn), limit: fewChanges });
	const some = page.calls.filter(({ eventName }) => !isRun(eventName));
	if (page.next === undefined) {
		const ran = page.calls.filter(({ eventName }) => isRun(eventName));
		const recent = ran.filter(({ eventTime }) => Date.parse(eventTime) >= from);
		const [lastRun] = ran;
		return { edits: some, all: true, runs: recent.length, ...(lastRun && { lastRun }) };
	}
	if (some.length >= fewEdits) {
		return { edits: some, all: false, runs: 0 };
	}
	const query = { ...changesOf(arn), eventNames: configurationEdits, limit: fewEdits };
	const edited = await history.calls(query);
	const [lastRun] = page.calls;
	return edited.calls.length > 0
		? { edits: edited.calls, all: edited.next === undefined, runs: 0 }
		: {
				...{ edits: [], all: true, ...(lastRun && { lastRun }) },
				runs: await countOf(history, arn, runOperations, from),
			};
}

async function countOf(
	history: Pick<History, 'count'>,
	arn: string,
	eventNames: readonly string[],
	from: number,
): Promise<number> {
	const since = new Date(from).toISOString();
	return (await history.count({ ...changesOf(arn), eventNames, from: since })).calls;
}

function changesOf(arn: string): CallFilter {
	return { arn, role: 'subject', readOnly: false, failed: false };
}
