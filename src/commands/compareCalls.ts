import * as vscode from 'vscode';
import type { Call } from '../model/call.ts';
import { callBefore } from '../model/callBefore.ts';
import { localTime } from '../model/describe.ts';
import { HistoryError } from '../model/errors.ts';
import { plainText } from '../model/plainText.ts';
import { sortedJson } from '../model/sortedJson.ts';
import { quickPickText } from '../vscode/quickPickText.ts';
import { eventIdsIn } from './commandArguments.ts';
import type { CommandDeps } from './commandDeps.ts';

const { t } = vscode.l10n;
const scheme = 'image-builder-compare';

export interface CompareCommand extends vscode.Disposable {
	run(args: readonly unknown[]): Promise<void>;
	/** A call and the one that set the same resource before. */
	withPrevious(args: readonly unknown[]): Promise<void>;
}

/** Two calls in VS Code's own diff editor, the older one on the left. */
export function registerCompare(deps: CommandDeps): CompareCommand {
	const { history } = deps;
	const documents = vscode.workspace.registerTextDocumentContentProvider(scheme, {
		async provideTextDocumentContent(uri) {
			return sortedJson((await history.record(uri.query)) ?? '');
		},
	});
	return {
		run: (args) => compare(deps, args),
		withPrevious: (args) => compareWithPrevious(deps, args),
		dispose: () => documents.dispose(),
	};
}

async function compare(deps: CommandDeps, args: readonly unknown[]): Promise<void> {
	const given = eventIdsIn(args);
	const ids = given.length > 0 ? given : eventIdsIn([undefined, deps.sidebar.selection]);
	const [first, second] = await Promise.all(ids.slice(0, 2).map((id) => knownCall(deps, id)));
	if (!first || ids.length > 2) {
		throw new HistoryError('bad-query', t('Select two calls to compare.'));
	}
	const other = second ?? (await pickOther(deps, first));
	if (!other) {
		return;
	}
	await showDiff(first, other);
}

async function compareWithPrevious(deps: CommandDeps, args: readonly unknown[]): Promise<void> {
	const [eventId] = eventIdsIn([args[0] ?? deps.sidebar.selection[0]]);
	if (eventId === undefined) {
		throw new HistoryError('bad-query', t('Select a call first.'));
	}
	const call = await knownCall(deps, eventId);
	const before = await callBefore(deps.history, call);
	if (!before) {
		throw new HistoryError('not-found', t('No call before this one is known to compare with.'));
	}
	await showDiff(before, call);
}

async function showDiff(first: Call, other: Call): Promise<void> {
	const [older, newer] = first.eventTime <= other.eventTime ? [first, other] : [other, first];
	await vscode.commands.executeCommand(
		'vscode.diff',
		documentOf(older),
		documentOf(newer),
		`${label(older)} ↔ ${label(newer)}`,
	);
}

async function knownCall({ history }: CommandDeps, eventId: string): Promise<Call> {
	const call = await history.call(eventId);
	if (!call) {
		throw new HistoryError('not-found', t('The call {0} is not known.', plainText(eventId, 60)));
	}
	return call;
}

/** Calls of the same operation and resource come first: those are what people compare. */
async function pickOther({ history }: CommandDeps, call: Call): Promise<Call | undefined> {
	const arn = call.touches.find((touch) => touch.role === 'subject')?.arn;
	const items = async () => {
		const { calls } = await history.calls({
			...(arn === undefined ? { eventNames: [call.eventName] } : { arn }),
			limit: 200,
		});
		const same = (each: Call) => (each.eventName === call.eventName ? 0 : 1);
		return calls
			.filter((each) => each.eventId !== call.eventId)
			.sort((a, b) => same(a) - same(b))
			.map((each) => ({
				label: quickPickText(each.eventName),
				description: quickPickText(`${localTime(each.eventTime)} · ${each.caller.name}`),
				call: each,
			}));
	};
	const choice = await vscode.window.showQuickPick(items(), {
		title: t('Compare {0} with', quickPickText(call.eventName)),
		matchOnDescription: true,
	});
	return choice?.call;
}

function documentOf(call: Call): vscode.Uri {
	const name = label(call).replace(/[^\w .-]+/g, '-');
	return vscode.Uri.from({ scheme, path: `/${name}.json`, query: call.eventId });
}

function label(call: Call): string {
	return `${plainText(call.eventName, 60)} ${localTime(call.eventTime)}`;
}
