import * as vscode from 'vscode';
import { Command } from '../contributions.ts';
import { changesText, relativeTime } from '../model/describe.ts';
import { HistoryError } from '../model/errors.ts';
import { readLookUpText } from '../model/lookUpText.ts';
import { kindTitle, resourceTitle } from '../model/resourceNames.ts';
import { quickPickText } from '../vscode/quickPickText.ts';
import type { CommandDeps } from './commandDeps.ts';
import { type LookUpTarget, RecentTargets, recentFirst } from './recentTargets.ts';

const { t } = vscode.l10n;

interface LookUpItem extends vscode.QuickPickItem {
	readonly target?: LookUpTarget;
}

/**
 * Finds a resource, a caller or calls by name, ARN, ARN pattern, event id or words.
 * @param text looks up without asking.
 */
export async function lookUp(deps: CommandDeps, text?: unknown): Promise<void> {
	const target =
		typeof text === 'string' && text.trim() !== ''
			? targetOf(text)
			: await pickTarget(deps, new RecentTargets(deps.context.workspaceState));
	if (target) {
		await open(deps, target);
	}
}

function pickTarget(deps: CommandDeps, recent: RecentTargets): Promise<LookUpTarget | undefined> {
	const pick = vscode.window.createQuickPick<LookUpItem>();
	pick.title = t('Look up in the history of Image Builder');
	pick.placeholder = t('Name of a resource or caller, an ARN, an event id, or any words');
	pick.matchOnDescription = true;
	pick.matchOnDetail = true;
	pick.busy = true;
	let known: readonly LookUpItem[] = [];
	const show = () => {
		pick.items = [...typedItems(pick.value), ...known];
	};
	show();
	void knownItems(deps, recent).then(
		(items) => {
			known = items;
			pick.busy = false;
			show();
		},
		(error: unknown) => {
			pick.busy = false;
			deps.log.error(error instanceof Error ? error : new Error(String(error)));
		},
	);
	return new Promise((resolve) => {
		pick.onDidChangeValue(show);
		pick.onDidAccept(() => {
			const target = pick.selectedItems[0]?.target;
			resolve(target);
			if (target) {
				recent.add(target);
			}
			pick.hide();
		});
		pick.onDidHide(() => {
			resolve(undefined);
			pick.dispose();
		});
		pick.show();
	});
}

/** What can be done with the very text that was typed or pasted. */
function typedItems(text: string): readonly LookUpItem[] {
	const target = targetOf(text);
	if (!target) {
		return [];
	}
	const typed = quickPickText(text, 100);
	const label = {
		resource: () => `$(history) ${t('Show the history of {0}', typed)}`,
		event: () => `$(symbol-event) ${t('Show the call {0}', typed)}`,
		search: () => `$(search) ${t("Search all calls for '{0}'", typed)}`,
		caller: () => typed,
	}[target.kind]();
	return [{ label, alwaysShow: true, target }];
}

async function knownItems(
	{ history }: CommandDeps,
	recent: RecentTargets,
): Promise<readonly LookUpItem[]> {
	const now = Date.now();
	const [resources, callers] = await Promise.all([history.resources(), history.groups('caller')]);
	const items: (LookUpItem & { readonly target: LookUpTarget })[] = [
		...resources.map((resource) => ({
			label: quickPickText(resourceTitle(resource.arn)),
			description: quickPickText(
				[
					kindTitle(resource.kind, t),
					changesText(resource.changes, t),
					resource.lastCall && relativeTime(resource.lastCall, now, t),
				]
					.filter(Boolean)
					.join(' · '),
			),
			detail: quickPickText(resource.arn, 300),
			target: { kind: 'resource' as const, arn: resource.arn },
		})),
		...callers.map((caller) => ({
			label: `$(account) ${quickPickText(caller.key)}`,
			description: [
				t('Caller'),
				changesText(caller.changes, t),
				relativeTime(caller.lastCall, now, t),
			].join(' · '),
			target: { kind: 'caller' as const, caller: caller.key },
		})),
	];
	const { before, after } = recentFirst(items, recent.list());
	const separator = (label: string): LookUpItem => ({
		label,
		kind: vscode.QuickPickItemKind.Separator,
	});
	return [
		...(before.length > 0 ? [separator(t('recently looked up')), ...before] : []),
		...(after.length > 0 ? [separator(t('known')), ...after] : []),
	];
}

function targetOf(text: string): LookUpTarget | undefined {
	const read = readLookUpText(text);
	switch (read.kind) {
		case 'arn':
			return { kind: 'resource', arn: read.arn };
		case 'event':
			return { kind: 'event', eventId: read.eventId };
		case 'words':
			return { kind: 'search', text: read.words };
		case 'nothing':
			return undefined;
	}
}

async function open({ history }: CommandDeps, target: LookUpTarget): Promise<void> {
	if (target.kind !== 'event') {
		await vscode.commands.executeCommand(Command.showHistory, target);
		return;
	}
	if (!(await history.call(target.eventId))) {
		throw new HistoryError(
			'not-found',
			t('No call with the id {0} has been read.', target.eventId),
		);
	}
	await vscode.commands.executeCommand(Command.showCall, target.eventId);
}
