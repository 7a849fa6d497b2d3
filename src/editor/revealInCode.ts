import * as vscode from 'vscode';
import { HistoryError } from '../model/errors.ts';
import { plainText } from '../model/plainText.ts';
import { resourceTitle } from '../model/resourceNames.ts';
import { commandTarget } from '../panel/commandTarget.ts';
import { isObject } from '../protocol/target.ts';
import type { CodeIndex, PlacedResource } from './codeIndex.ts';

/**
 * Opens the code that defines or names a resource: the place itself, or a peek at all places,
 * definitions first.
 * @throws HistoryError `bad-query` where the argument names no resource.
 */
export async function revealInCode(codeIndex: CodeIndex, argument: unknown): Promise<void> {
	const arns = arnsOf(argument);
	const [arn] = arns;
	if (arn === undefined) {
		throw new HistoryError('bad-query', vscode.l10n.t('No resource to look for in code.'));
	}
	const name = plainText(resourceTitle(arn), 80);
	const places = await vscode.window.withProgress(
		{
			location: vscode.ProgressLocation.Window,
			title: vscode.l10n.t('Looking for {0} in code', name),
		},
		() => firstPlaces(codeIndex, arns),
	);
	const locations = places.map(locationOf);
	const [first] = locations;
	if (!first) {
		void vscode.window.showInformationMessage(
			vscode.l10n.t('No open or workspace file defines or names {0}.', name),
		);
		return;
	}
	await vscode.window.showTextDocument(first.uri, { selection: first.range });
	if (locations.length > 1) {
		await vscode.commands.executeCommand(
			'editor.action.peekLocations',
			first.uri,
			first.range.start,
			locations,
			'peek',
		);
	}
}

/** Of a call that is about several resources, the first that code knows of. */
async function firstPlaces(
	codeIndex: CodeIndex,
	arns: readonly string[],
): Promise<readonly PlacedResource[]> {
	for (const arn of arns) {
		const places = await thereStill(await codeIndex.placesOf(arn));
		if (places.length > 0) {
			return places;
		}
	}
	return [];
}

/** Without those in files that were deleted a moment ago. */
async function thereStill(places: readonly PlacedResource[]): Promise<readonly PlacedResource[]> {
	// VS Code holds closed documents for a while, whose files may be gone
	const typed = new Set(
		vscode.workspace.textDocuments
			.filter(({ isDirty, isUntitled }) => isDirty || isUntitled)
			.map(({ uri }) => uri.toString()),
	);
	const files = new Map(places.map(({ uri }) => [uri.toString(), uri]));
	const gone = new Set<string>();
	await Promise.all(
		Array.from(files, async ([key, uri]) => {
			try {
				await (typed.has(key) ? undefined : vscode.workspace.fs.stat(uri));
			} catch {
				gone.add(key);
			}
		}),
	);
	return places.filter(({ uri }) => !gone.has(uri.toString()));
}

/** The resource of an argument, or those that its call is about. */
function arnsOf(argument: unknown): readonly string[] {
	const target = commandTarget(argument);
	const call: unknown = isObject(argument) ? argument.call : undefined;
	const touches = isObject(call) && Array.isArray(call.touches) ? call.touches : [];
	const subjects = touches.flatMap((touch: unknown) =>
		isObject(touch) && touch.role === 'subject' && typeof touch.arn === 'string' ? [touch.arn] : [],
	);
	return [...new Set([...(target?.kind === 'resource' ? [target.arn] : []), ...subjects])];
}

function locationOf({ uri, line, character, endLine, endCharacter }: PlacedResource) {
	return new vscode.Location(uri, new vscode.Range(line, character, endLine, endCharacter));
}
