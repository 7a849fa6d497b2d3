import * as vscode from 'vscode';
import { Command } from '../contributions.ts';
import { sourceId } from '../model/connectionSettings.ts';
import { HistoryError } from '../model/errors.ts';
import type { History } from '../model/history.ts';
import type { FromWebviewMessage, PageRequests } from '../protocol/messages.ts';
import type { PanelState } from '../protocol/target.ts';
import { takeDetail } from './callDetail.ts';
import { knownValues } from './knownValues.ts';
import type { ListFeed } from './listFeed.ts';
import { takeRows } from './listRows.ts';
import type { PanelMemory } from './panelMemory.ts';
import { openRecord } from './recordDocument.ts';
import { listFilter, sharedFilter } from './targetFilter.ts';
import { takeTimeline } from './timeline.ts';
import { waysOutCommands } from './waysOut.ts';

export type Request = Extract<FromWebviewMessage, { type: 'request' }>;

/** What the panel shows while it is asked. */
export interface RequestContext {
	readonly history: History;
	readonly memory: PanelMemory;
	readonly feed: Pick<ListFeed, 'facts' | 'generation' | 'listedAt' | 'signal'>;
	readonly state: PanelState;
	/** How far back a refresh reads Event history. */
	readonly lookBackDays: number;
	/** Shows again what may have changed. */
	refresh(): void;
}

/** Does what the page asks for. @throws HistoryError */
export async function answerRequest(
	request: Request,
	context: RequestContext,
): Promise<PageRequests[Request['method']]['answer']> {
	const { history, memory, feed, state } = context;
	const { facts, listedAt, signal } = feed;
	switch (request.method) {
		case 'rows': {
			const { generation, after, limit } = request.ask;
			if (generation !== feed.generation) {
				throw new HistoryError('cancelled', 'The list was replaced.');
			}
			const { target, filter, order } = state;
			const listed = { ...listFilter(target, filter, listedAt), ...(order && { order }) };
			return takeRows(history, { ...listed, after, limit }, { signal });
		}
		case 'timeline':
			return takeTimeline({
				...{ history, facts, state, signal },
				now: Date.now(),
				lookBackDays: context.lookBackDays,
				t: vscode.l10n.t,
				locale: vscode.env.language,
			});
		case 'detail':
			return takeDetail(history, request.ask.eventId, vscode.l10n.t, vscode.env.language);
		case 'known':
			return knownValues(history, state.target);
		case 'saveFilter':
			await memory.saveFilter(state.filter);
			return null;
		case 'deleteFilter':
			memory.deleteFilter(request.ask.name);
			return null;
		case 'shareFilter':
			await shareFilter(state);
			return null;
		case 'callDeed':
			await vscode.commands.executeCommand(Command[request.ask.deed], request.ask.eventId);
			return null;
		case 'exportCalls':
			await exportListed(context);
			return null;
		case 'compare': {
			const { before, after } = request.ask;
			await vscode.commands.executeCommand(Command.compareCalls, before, after);
			return null;
		}
		case 'showState':
			await vscode.commands.executeCommand(Command.showState, request.ask.arn, request.ask.time);
			return null;
		case 'openRecord':
			await openRecord(history, request.ask.eventId);
			return null;
		case 'copy':
			await vscode.env.clipboard.writeText(request.ask.text);
			return null;
		case 'revealInCode':
			await vscode.commands.executeCommand(Command.revealInCode, request.ask.arn);
			return null;
		case 'openInConsole':
			await vscode.commands.executeCommand(Command.openInConsole, request.ask.arn);
			return null;
		case 'wayOut':
			runWayOut(history, request.ask, () => context.refresh());
			return null;
	}
}

/** Exports the calls that the panel lists. */
export async function exportListed({ state, feed }: RequestContext): Promise<void> {
	const filter = listFilter(state.target, state.filter, feed.listedAt);
	await vscode.commands.executeCommand(Command.exportCalls, { filter });
}

/** Starts it: a command tells of its own failures, and may take longer than a page waits. */
function runWayOut(
	{ connections }: Pick<History, 'connections'>,
	{ run, fetch }: PageRequests['wayOut']['ask'],
	done: () => void,
): void {
	const start = (...args: readonly unknown[]) =>
		void vscode.commands.executeCommand(waysOutCommands[run], ...args).then(done, done);
	if (run !== 'fetch') {
		start();
		return;
	}
	const source = connections
		.find(({ name }) => name === fetch?.connection)
		?.sources.find((each) => sourceId(each) === fetch?.source);
	if (!fetch || !source) {
		throw new HistoryError('not-found', vscode.l10n.t('The settings have this source no more.'));
	}
	start({ ...fetch, source });
}

async function shareFilter({ target, filter }: PanelState): Promise<void> {
	const { t } = vscode.l10n;
	const shared = sharedFilter(target, filter, Date.now());
	const isNone = Object.keys(shared).length === 0;
	// without a filter that command would ask for one
	await (isNone
		? vscode.commands.executeCommand(Command.clearFilter)
		: vscode.commands.executeCommand(Command.filter, shared));
	// the tree may be out of sight
	vscode.window.setStatusBarMessage(
		isNone ? t("$(check) The tree's filter is cleared") : t('$(check) The tree is filtered too'),
		4000,
	);
}
