import { spreadsheetText } from '../model/csv.ts';
import { callerText, originTitle } from '../model/describe.ts';
import { placeText } from '../model/placeText.ts';
import { plainText } from '../model/plainText.ts';
import type { ColumnId } from '../protocol/layout.ts';
import type { ListedCall } from '../protocol/listedCall.ts';
import type { PlaceNames } from '../protocol/messages.ts';
import { resourceText } from './callRow.ts';
import { t } from './translate.ts';

/** A cell to be taken elsewhere: what it shows, one line, and its time whole, ISO 8601 UTC. */
export function cellText(column: ColumnId, call: ListedCall, places?: PlaceNames): string {
	switch (column) {
		case 'when':
			return plainText(call.eventTime, 40);
		case 'who':
			return callerText(call.caller);
		case 'operation':
			return plainText(call.eventName, 200);
		case 'resource':
			return resourceText(call) ?? '';
		case 'account':
			return placeText(call, places);
		case 'origin':
			return originTitle(call.origin.kind, t);
		case 'address':
			return plainText(call.sourceIPAddress ?? '', 400);
		case 'outcome':
			return call.errorCode === undefined
				? call.readOnly
					? t('read')
					: t('change')
				: plainText(call.errorCode, 200);
	}
}

/** All cells of a row with tabs between, as spreadsheets take them: none of them is a formula. */
export function rowText(
	columns: readonly ColumnId[],
	call: ListedCall,
	places?: PlaceNames,
): string {
	return columns.map((id) => spreadsheetText(cellText(id, call, places))).join('\t');
}
