import * as vscode from 'vscode';
import { Command } from '../contributions.ts';
import { localTime } from '../model/describe.ts';
import { HistoryError } from '../model/errors.ts';
import { otherStates } from '../model/otherStates.ts';
import { plainText } from '../model/plainText.ts';
import { resourceTitle } from '../model/resourceNames.ts';
import { resourceStateAt } from '../model/resourceState.ts';
import { readStateCalls } from '../model/stateCalls.ts';
import { stateDocument } from '../model/stateDocument.ts';
import { normaliseTime } from '../model/time.ts';
import type { CommandHandler } from '../vscode/commands.ts';
import { quickPickText } from '../vscode/quickPickText.ts';
import { arnIn, callIn } from './commandArguments.ts';
import type { CommandDeps } from './commandDeps.ts';

const { t } = vscode.l10n;
const scheme = 'image-builder-state';

export interface StateCommands extends vscode.Disposable {
	readonly handlers: Readonly<Record<string, CommandHandler>>;
}

/** The state of a resource at a time, put together from its calls, as read-only documents. */
export function registerStateCommands(deps: CommandDeps): StateCommands {
	const documents = vscode.workspace.registerTextDocumentContentProvider(scheme, {
		provideTextDocumentContent: async (uri) => {
			const { arn, time } = readQuery(uri);
			const state = resourceStateAt(await readStateCalls(deps.history, arn), time);
			return state
				? stateDocument(arn, state, { time, t })
				: `// ${t('No call up to {0} is known that says anything of it.', time)}\n`;
		},
	});
	return {
		handlers: {
			[Command.showState]: (argument, time) => showState(deps, argument, time),
			[Command.compareStates]: (argument, before, after) =>
				compareStates(deps, argument, before, after),
		},
		dispose: () => documents.dispose(),
	};
}

/**
 * @param argument an ARN, or a row of the tree: of a call, the state right after it.
 * @param time ISO 8601; now where absent.
 */
async function showState(deps: CommandDeps, argument: unknown, time: unknown): Promise<void> {
	const { arn, at } = subjectOf(argument ?? deps.sidebar.selection[0]);
	const wanted = timeIn(time) ?? at ?? now();
	if (!resourceStateAt(await readStateCalls(deps.history, arn), wanted)) {
		throw new HistoryError(
			'not-found',
			t('No change of {0} up to then is known.', plainText(resourceTitle(arn), 100)),
		);
	}
	const document = await vscode.workspace.openTextDocument(documentOf(arn, wanted));
	await vscode.window.showTextDocument(document, { preview: true });
}

/** What changed between two times; asks for those that are not given. */
async function compareStates(
	deps: CommandDeps,
	argument: unknown,
	before: unknown,
	after: unknown,
): Promise<void> {
	const { arn } = subjectOf(argument ?? deps.sidebar.selection[0]);
	const title = quickPickText(resourceTitle(arn));
	const one = timeIn(before) ?? (await pickTime(deps, arn, t('State of {0} after', title)));
	if (one === undefined) {
		return;
	}
	const other =
		timeIn(after) ?? (await pickTime(deps, arn, t('Compare the state of {0} with', title), one));
	if (other === undefined) {
		return;
	}
	const [older, newer] = Date.parse(one) <= Date.parse(other) ? [one, other] : [other, one];
	await vscode.commands.executeCommand(
		'vscode.diff',
		documentOf(arn, older),
		documentOf(arn, newer),
		`${plainText(resourceTitle(arn), 80)}: ${localTime(older)} ↔ ${localTime(newer)}`,
	);
}

/** The times at which the resource changed, newest first, and now. */
async function pickTime(
	deps: CommandDeps,
	arn: string,
	title: string,
	without?: string,
): Promise<string | undefined> {
	const items = async () => {
		const calls = await readStateCalls(deps.history, arn);
		if (calls.length === 0) {
			throw new HistoryError('not-found', t('No change of it is known.'));
		}
		const times = calls.map(({ call }) => call.eventTime);
		const all = [
			{ label: t('Now'), description: '', time: now() },
			...calls.map(({ call }) => ({
				label: quickPickText(localTime(call.eventTime)),
				description: quickPickText(`${call.eventName} · ${call.caller.name}`),
				time: call.eventTime,
			})),
		];
		const others = without === undefined ? all : otherStates(all, times, without);
		if (others.length === 0) {
			throw new HistoryError('not-found', t('No other state of it is known.'));
		}
		return others;
	};
	const choice = await vscode.window.showQuickPick(await items(), {
		title,
		matchOnDescription: true,
	});
	return choice?.time;
}

function subjectOf(argument: unknown): { readonly arn: string; readonly at?: string } {
	const call = callIn(argument);
	const touch = call?.touches.find(({ role }) => role === 'subject');
	const arn = touch?.arn ?? arnIn(argument);
	if (arn === undefined) {
		throw new HistoryError('bad-query', t('Select a resource to see its state.'));
	}
	return call && touch ? { arn, at: call.eventTime } : { arn };
}

function timeIn(argument: unknown): string | undefined {
	return typeof argument === 'string' ? normaliseTime(argument) : undefined;
}

/** To the second, as CloudTrail's times. */
function now(): string {
	return `${new Date().toISOString().slice(0, 19)}Z`;
}

function documentOf(arn: string, time: string): vscode.Uri {
	const name = `${resourceTitle(arn)} ${time}`.replace(/[^\w.-]+/g, '-').slice(0, 120);
	const query = new URLSearchParams({ arn, time }).toString();
	return vscode.Uri.from({ scheme, path: `/${name}.jsonc`, query });
}

function readQuery(uri: vscode.Uri): { readonly arn: string; readonly time: string } {
	const query = new URLSearchParams(uri.query);
	return { arn: query.get('arn') ?? '', time: normaliseTime(query.get('time') ?? '') ?? now() };
}
