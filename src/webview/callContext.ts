import { parseArn } from '../model/arn.ts';
import { printCaller } from '../model/callerQuery.ts';
import { quoteValue, quoteWord } from '../model/queryTokens.ts';
import type { CallContext } from '../protocol/callContext.ts';
import type { ColumnId } from '../protocol/layout.ts';
import type { ListedCall } from '../protocol/listedCall.ts';
import type { PlaceNames } from '../protocol/messages.ts';
import { cellText, rowText } from './cellText.ts';

/** Where in the list a menu opens. */
export interface ContextPlace {
	/** Undefined for the row as a whole. */
	readonly column: ColumnId | undefined;
	readonly columns: readonly ColumnId[];
	readonly places?: PlaceNames | undefined;
}

export interface ContextOfCall {
	/** What is copied: the cell, or the row where it is about that. */
	readonly copied: string;
	/** What the menu is told. */
	readonly menu: CallContext;
}

/** What a menu and the clipboard get of a call. */
export function callContext(
	call: ListedCall,
	{ column, columns, places }: ContextPlace,
): ContextOfCall {
	const { eventId, resource } = call;
	const cell = column === undefined ? undefined : cellText(column, call, places);
	const query = column === undefined ? undefined : cellQuery(column, call);
	const row = rowText(columns, call, places);
	const menu: CallContext = {
		webviewSection: 'call',
		preventDefaultContextMenuItems: true,
		eventId,
		...(resource !== undefined && parseArn(resource) && { arn: resource }),
		...(cell !== undefined && { cell }),
		row,
		...(query !== undefined && { query }),
	};
	return { copied: cell ?? row, menu };
}

/** The query that finds calls with the same value in a cell; undefined where it has none. */
function cellQuery(column: ColumnId, call: ListedCall): string | undefined {
	switch (column) {
		case 'when':
			return undefined;
		case 'who':
			return `who:${printCaller(call.caller.name)}`;
		case 'operation':
			return `op:${quoteValue(call.eventName)}`;
		case 'resource':
			return call.resource === undefined ? undefined : `resource:${quoteValue(call.resource)}`;
		case 'account':
			return `account:${quoteValue(call.accountId)} region:${quoteValue(call.region)}`;
		case 'origin':
			return `origin:${call.origin.kind}`;
		case 'address':
			return call.sourceIPAddress === undefined ? undefined : quoteWord(call.sourceIPAddress);
		case 'outcome':
			if (call.errorCode !== undefined) {
				return quoteWord(call.errorCode);
			}
			return call.readOnly ? 'is:read' : 'is:change is:ok';
	}
}
