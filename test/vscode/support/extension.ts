import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ImageBuilderHistoryApi } from '../../../src/api.ts';
import { extensionId, Setting } from '../../../src/contributions.ts';
import type { Call } from '../../../src/model/call.ts';
import type { CallQuery } from '../../../src/model/query.ts';

/** The extension's API, activated. */
export async function activated(): Promise<ImageBuilderHistoryApi> {
	const extension = vscode.extensions.getExtension<ImageBuilderHistoryApi>(extensionId);
	assert.ok(extension, `${extensionId} is not known to VS Code`);
	return extension.activate();
}

/** Sets settings of the extension for the user; `undefined` takes one back. */
export async function configure(values: Readonly<Record<string, unknown>>): Promise<void> {
	const section = vscode.workspace.getConfiguration(Setting.section);
	for (const [name, value] of Object.entries(values)) {
		await section.update(name, value, vscode.ConfigurationTarget.Global);
	}
}

/** All calls of a query, page by page. */
export async function allCalls(
	api: ImageBuilderHistoryApi,
	query: CallQuery = {},
): Promise<readonly Call[]> {
	const calls: Call[] = [];
	let after: string | undefined;
	do {
		const page = await api.calls({ ...query, ...(after !== undefined && { after }) });
		calls.push(...page.calls);
		after = page.next;
	} while (after !== undefined);
	return calls;
}
