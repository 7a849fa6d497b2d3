import * as vscode from 'vscode';
import { Command } from '../contributions.ts';
import { isObject } from '../model/record.ts';
import type { CoverageRow, LineRow } from './coverageRows.ts';

/** Does what fills the hole of a row of the Coverage view; anything else is a question. */
export async function fillGap(row: unknown): Promise<unknown> {
	const { filling, from, to } = isLine(row) ? row : {};
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
				// without a begin the command asks how far back
				...(from !== undefined && { from: iso(from) }),
				to: iso(to ?? Date.now()),
			});
		}
		default:
			return vscode.commands.executeCommand(Command.fetch);
	}
}

// arguments come from anybody
function isLine(row: unknown): row is LineRow {
	return isObject(row) && (row as Partial<CoverageRow>).type === 'line';
}

function iso(time: number): string {
	return new Date(time).toISOString();
}
