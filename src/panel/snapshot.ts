import { type AccountNames, accountText } from '../model/accountText.ts';
import { parseArn } from '../model/arn.ts';
import { accountNamesOf } from '../model/connectionPlaces.ts';
import { HistoryError } from '../model/errors.ts';
import { plainText } from '../model/plainText.ts';
import { kindTitle, resourceTitle } from '../model/resourceNames.ts';
import type { Translate } from '../model/translate.ts';
import {
	type CallRows,
	firstPageSize,
	type Heading,
	type HistorySnapshot,
	type Notice,
} from '../protocol/messages.ts';
import type { HistoryTarget } from '../protocol/target.ts';
import { emptyNotice, type ListOptions, listFacts } from './listFacts.ts';
import { listPlaces } from './listPlaces.ts';
import { takeRows } from './listRows.ts';
import { readListFilter } from './targetFilter.ts';

const maxProblems = 3;

/**
 * Reads the first rows of a list and the short table of what was read, nothing that takes longer: only where there are none it waits
 * for what tells why. @throws HistoryError of the store, or `cancelled`.
 */
export async function takeSnapshot(options: ListOptions): Promise<HistorySnapshot> {
	const { history, facts, state, generation, now, t, signal } = options;
	const { filter: listed, problems } = readListFilter(state.target, state.filter, now, t);
	const { order } = state;
	const [page, coverage] = await Promise.all([
		takeRows(
			history,
			{ ...listed, ...(order && { order }), limit: firstPageSize },
			signal && { signal },
		),
		facts.coverage(),
	]);
	const { connection } = history;
	const places = listPlaces(state.target, connection, coverage, page.calls);
	const heading: Heading = {
		...headingOf(state.target, accountNamesOf(connection), t),
		sample: connection.kind === 'sample',
		syncing: connection.kind === 'aws' && connection.phase === 'syncing',
		...(places && { places }),
	};
	return {
		generation,
		state,
		heading,
		...page,
		...(await whatIsKnown(options, page)),
		...(problems.length > 0 && { problems: problems.slice(0, maxProblems) }),
	};
}

/** What needs no counting, because the first page is all there is. */
async function whatIsKnown(
	options: ListOptions,
	{ calls, next }: CallRows,
): Promise<Pick<HistorySnapshot, 'facts' | 'notice'>> {
	const { facts, state } = options;
	const isEmpty = calls.length === 0;
	const known = isEmpty ? await facts.of(state.target) : facts.known(state.target);
	if (next !== undefined || !known) {
		return {};
	}
	return {
		facts: listFacts(options, known, { calls: calls.length, more: false }),
		...(isEmpty && { notice: emptyNotice(options, known) }),
	};
}

/** Tells that the store could not be asked. */
export function failureNotice(error: unknown, t: Translate): Notice {
	return {
		severity: 'error',
		title: t('The history could not be read'),
		lines: [error instanceof HistoryError ? plainText(error.message, 500) : t('Internal error.')],
		ways: [
			{ run: 'refresh', title: t('Try Again') },
			{ run: 'showLog', title: t('Show Log') },
		],
	};
}

/** Title of a panel and of its page. */
export function targetTitle(target: HistoryTarget, t: Translate): string {
	switch (target.kind) {
		case 'all':
			return t('All calls');
		case 'resource':
			return plainText(resourceTitle(target.arn), 120);
		case 'caller':
			return plainText(target.caller, 120);
		case 'session':
			return t('Sign-in of {0}', plainText(target.caller, 100));
		case 'search':
			return plainText(target.text, 120);
	}
}

function headingOf(
	target: HistoryTarget,
	names: AccountNames,
	t: Translate,
): Pick<Heading, 'title' | 'kind' | 'arn' | 'place'> {
	const title = targetTitle(target, t);
	switch (target.kind) {
		case 'all':
			return { title, kind: t('Image Builder') };
		case 'caller':
			return { title, kind: t('Caller') };
		case 'session':
			return { title, kind: t('One sign-in') };
		case 'search':
			return { title, kind: t('Search') };
		case 'resource': {
			const arn = parseArn(target.arn);
			return {
				title,
				kind: arn ? kindTitle(arn.kind, t) : t('Resource'),
				arn: target.arn,
				...(arn && { place: `${accountText(arn.owner, names)} · ${arn.region}` }),
			};
		}
	}
}
