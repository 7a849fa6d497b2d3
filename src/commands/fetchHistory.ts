import * as vscode from 'vscode';
import { Command, Setting } from '../contributions.ts';
import { rememberSource } from '../model/connectionEdits.ts';
import { accountNamesOf } from '../model/connectionPlaces.ts';
import { sourceId } from '../model/connectionSettings.ts';
import type { FetchEstimate, FetchReport, FetchRequest, FetchWindow } from '../model/fetch.ts';
import { toAbortSignal } from '../vscode/cancellation.ts';
import { reportError } from '../vscode/errors.ts';
import { notificationText } from '../vscode/notificationText.ts';
import { quickPickText } from '../vscode/quickPickText.ts';
import { readRawConnections, writeSetting } from '../vscode/settings.ts';
import type { CommandDeps } from './commandDeps.ts';
import { type FetchAnswers, readFetchAnswers, windowOf } from './fetchArguments.ts';
import {
	archiveTitle,
	estimateLines,
	fetchProgressText,
	fetchSummary,
	windowText,
} from './fetchTexts.ts';
import { type ArchiveChoice, pickArchive } from './pickArchive.ts';
import { pickFetchTime } from './pickFetchTime.ts';
import type { QueryDocuments } from './queryDocuments.ts';

const { t } = vscode.l10n;

/**
 * Reads older history out of an archive: asks from where and which time, says what it takes, and
 * reads once the user agreed.
 * @param argument what is answered beforehand, see `readFetchAnswers`
 * @returns undefined where the user backed out, or there is nothing to read
 * @throws HistoryError
 */
export async function fetchHistory(
	deps: CommandDeps,
	queries: QueryDocuments,
	argument: unknown,
): Promise<FetchReport | undefined> {
	const answers = readFetchAnswers(argument, deps.history.connections);
	const archive = await archiveOf(deps, answers);
	const window = archive && (await timeOf(deps, archive, answers));
	if (!window) {
		return undefined;
	}
	const request: FetchRequest = { ...archive, ...window };
	if (answers.confirm && !(await isAgreed(deps, queries, request))) {
		return undefined;
	}
	const report = await run(deps, request);
	// the command is done; the message may stay as long as it likes
	summarise(deps, request, report).catch((error: unknown) => reportError(error, deps.log));
	return report;
}

function archiveOf(
	deps: CommandDeps,
	{ connection, source }: FetchAnswers,
): ArchiveChoice | Promise<ArchiveChoice | undefined> {
	return connection !== undefined && source
		? { connection, source }
		: pickArchive(deps, connection);
}

async function timeOf(
	deps: CommandDeps,
	archive: ArchiveChoice,
	answers: FetchAnswers,
): Promise<FetchWindow | undefined> {
	const given = windowOf(answers);
	if (given) {
		return given;
	}
	const picked = await pickFetchTime(deps, archive, answers.to);
	const { accounts, regions } = answers;
	return picked && { ...(accounts && { accounts }), ...(regions && { regions }), ...picked };
}

/** Shows what it takes, and lets the user look at the query before it runs. */
async function isAgreed(
	deps: CommandDeps,
	queries: QueryDocuments,
	request: FetchRequest,
): Promise<boolean> {
	const estimate = await estimateOf(deps, request);
	const title = archiveTitle(request.source, t);
	const texts = { now: Date.now(), t, locale: vscode.env.language };
	const when = windowText(request, texts);
	const lines = estimateLines(estimate, accountNamesOf(deps.history.connection), texts);
	if (estimate.objects === 0) {
		// that it has nothing is worth knowing too, or this would be offered for ever
		await run(deps, request);
		void vscode.window.showInformationMessage(
			notificationText(t('{0} has nothing from {1} that was not read.', title, when)),
		);
		deps.log.info([`nothing to fetch from ${title}`, ...lines].join(' '));
		return false;
	}
	const start = t('Fetch');
	const { query } = estimate;
	const show =
		query === undefined
			? []
			: [request.source.type === 'cloudwatch-logs' ? t('Open the Query') : t('Open the SQL')];
	const question = t('Fetch {0} from {1}?', when, title);
	const choice = await vscode.window.showInformationMessage(
		notificationText(question),
		{ modal: true, detail: lines.join('\n') },
		start,
		...show,
	);
	if (query === undefined || choice === undefined || choice === start) {
		return choice === start;
	}
	await queries.show(query, request.source, [question, ...lines]);
	// the query is to be read meanwhile: neither in the way nor gone by itself
	const go: vscode.QuickPickItem = {
		label: `$(archive) ${start}`,
		detail: lines.slice(0, 2).join(' '),
	};
	const answer = await vscode.window.showQuickPick([go, { label: t('Do not fetch') }], {
		title: quickPickText(question),
		ignoreFocusOut: true,
	});
	return answer === go;
}

function estimateOf({ history }: CommandDeps, request: FetchRequest): Thenable<FetchEstimate> {
	return vscode.window.withProgress(
		{
			location: vscode.ProgressLocation.Notification,
			title: notificationText(t('Looking at what {0} has', archiveTitle(request.source, t))),
			cancellable: true,
		},
		(_, token) => history.estimate(request, { signal: toAbortSignal(token) }),
	);
}

function run({ history, log }: CommandDeps, request: FetchRequest): Thenable<FetchReport> {
	const { source } = request;
	log.info(`fetch: ${sourceId(source)} from ${request.from} to ${request.to}`);
	return vscode.window.withProgress(
		{
			location: vscode.ProgressLocation.Notification,
			title: notificationText(t('Fetching from {0}', archiveTitle(source, t))),
			cancellable: true,
		},
		(progress, token) => {
			let percent = 0;
			return history.fetch(request, {
				signal: toAbortSignal(token),
				onProgress: (now) => {
					const { phase, done, total } = now;
					const reached = phase === 'reading' && total ? Math.min(100, (done / total) * 100) : 0;
					progress.report({
						message: fetchProgressText(now, source, {
							now: Date.now(),
							t,
							locale: vscode.env.language,
						}),
						...(reached > percent && { increment: reached - percent }),
					});
					percent = Math.max(percent, reached);
				},
			});
		},
	);
}

async function summarise(
	{ history, log }: CommandDeps,
	{ connection, source }: FetchRequest,
	report: FetchReport,
): Promise<void> {
	const text = fetchSummary(report, { now: Date.now(), t, locale: vscode.env.language });
	log.info(`fetch: ${text} ${report.requests} requests, ${report.bytes} bytes`);
	for (const { what, reason } of report.gaps.slice(0, 100)) {
		log.warn(`not read: ${what}: ${reason}`);
	}
	const settings = history.connections.find(({ name }) => name === connection);
	const remembered = () => settings && rememberSource(readRawConnections(), settings, source);
	const remember = t('Remember Source');
	const show = t('Show Coverage');
	const ways = [...(remembered() ? [remember] : []), show];
	const message = notificationText(text);
	const choice =
		report.gaps.length > 0
			? await vscode.window.showWarningMessage(message, ...ways)
			: await vscode.window.showInformationMessage(message, ...ways);
	if (choice === show) {
		await vscode.commands.executeCommand(Command.showCoverage);
	} else if (choice === remember) {
		await writeSetting(Setting.connections, remembered());
	}
}
