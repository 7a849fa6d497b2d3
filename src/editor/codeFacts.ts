import type { CodeMatch } from '../iac/matching.ts';
import type { AllowedOrigin } from '../model/allowedOrigins.ts';
import type { Call } from '../model/call.ts';
import { configurationEdits, runOperations } from '../model/configurationEdits.ts';
import type { History } from '../model/history.ts';
import { type CodeVerdict, deployOrigins, judge, type OwningTool } from '../model/outsideCode.ts';
import type { CallFilter } from '../model/query.ts';

/** Edits that a definition is judged by without asking further. */
const fewEdits = 20;
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

/** Asks the store what a definition's surfaces show; two questions, where the last deploy is near. */
export async function readCodeFacts(
	history: Pick<History, 'calls' | 'count' | 'connection'>,
	{ arn, owner, allowed, now }: FactsQuestion,
): Promise<Omit<CodeFacts, 'match'>> {
	const edited: CallFilter = {
		...{ arn, role: 'subject', readOnly: false, failed: false },
		eventNames: configurationEdits,
	};
	const from = new Date(now - countedDays * day).toISOString();
	const sample = history.connection.kind === 'sample';
	const [page, counts] = await Promise.all([
		history.calls({ ...edited, limit: fewEdits }),
		history.count({ ...edited, from }),
	]);
	const [lastEdit] = page.calls;
	if (!lastEdit) {
		const ran: CallFilter = { ...edited, eventNames: runOperations };
		const [runs, count] = await Promise.all([
			history.calls({ ...ran, limit: 1 }),
			history.count({ ...ran, from }),
		]);
		const [lastRun] = runs.calls;
		return { arn, count: count.calls, ...(lastRun && { lastRun }), sample };
	}
	const base = { arn, count: counts.calls, lastEdit, sample };
	if (owner === undefined) {
		return base;
	}
	const judged = (changes: readonly Call[]) => judge({ tool: owner, arn, changes, allowed });
	const verdict = judged(page.calls);
	if (verdict.kind !== 'unknown' || page.next === undefined) {
		return { ...base, verdict };
	}
	// the deploy lies further back: everything since then is asked for
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
