import type { Call } from './call.ts';
import { isRun, runOperations } from './configurationEdits.ts';
import type { History } from './history.ts';
import type { CallFilter } from './query.ts';

/** What was done with a resource last. */
export interface LastChanges {
	/** The last call that changed its configuration. */
	readonly lastEdit?: Call;
	/** The last call that ran it, where nothing was changed since. */
	readonly lastRun?: Call;
}

/** @param arn of a resource, or pattern of one */
export async function lastChanges(
	history: Pick<History, 'calls'>,
	arn: string,
): Promise<LastChanges> {
	const { calls } = await history.calls({ ...changesOf({ arn }), limit: 1 });
	const [last] = calls;
	if (!last || !isRun(last.eventName)) {
		return last ? { lastEdit: last } : {};
	}
	// most resources are not run: only of the others the store is asked for more than one call
	const edit = await lastEdit(history, { arn });
	return { ...(edit && { lastEdit: edit }), lastRun: last };
}

/**
 * The last of the calls of a filter that changed the configuration of its resource; undefined where
 * none did.
 */
export async function lastEdit(
	history: Pick<History, 'calls'>,
	filter: CallFilter & { readonly arn: string },
): Promise<Call | undefined> {
	const { except } = filter;
	const eventNames = [...(except?.eventNames ?? []), ...runOperations];
	const edits = { ...changesOf(filter), except: { ...except, eventNames } };
	return (await history.calls({ ...edits, limit: 1 })).calls[0];
}

function changesOf(filter: CallFilter): CallFilter {
	return { ...filter, role: 'subject', readOnly: false, failed: false };
}
