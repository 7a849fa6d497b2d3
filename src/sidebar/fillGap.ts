import * as vscode from 'vscode';
import { Command } from '../contributions.ts';
import { isObject } from '../model/record.ts';
import type { CoverageRow, LineRow } from './coverageRows.ts';

/** Does what fills the hole of a row of the Coverage view; anything else is for the fetch command. */
export async function fillGap(row: unknown): Promise<unknown> {
	const { filling, from, to, accountId, region, gaps = [] } = isLine(row) ? row : {};
	switch (filling?.kind) {
		case 'refresh':
			return vscode.commands.executeCommand(Command.refresh);
		case 'import':
			return vscode.commands.executeCommand(Command.importLogs);
		case 'fetch': {
			const { connection, source } = filling;
			return vscode.commands.executeCommand(Command.fetch, {
				connection,
				source,
				// files of other places are others: only those of this one are read
				...(source.type === 's3' &&
					accountId &&
					region && {
						accounts: [accountId],
						// what is missing of all Regions is known only once all are read
						...(gaps.every((gap) => gap.region !== '') && { regions: [region] }),
					}),
				// without a begin the command asks how far back
				...(from !== undefined && { from: iso(from) }),
				to: iso(to ?? Date.now()),
			});
		}
		default:
			return vscode.commands.executeCommand(Command.fetch, row);
	}
}

// arguments come from anybody
function isLine(row: unknown): row is LineRow {
	return isObject(row) && (row as Partial<CoverageRow>).type === 'line';
}

function iso(time: number): string {
	return new Date(time).toISOString();
}
