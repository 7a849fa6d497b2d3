import type { Call } from './call.ts';

/** Columns of the export, in their order. */
const columns: readonly (readonly [name: string, value: (call: Call) => string | undefined])[] = [
	['eventTime', (call) => call.eventTime],
	['eventName', (call) => call.eventName],
	['outcome', (call) => (call.errorCode === undefined ? 'ok' : 'failed')],
	['readOnly', (call) => String(call.readOnly)],
	['caller', (call) => call.caller.name],
	['callerType', (call) => call.caller.type],
	['callerArn', (call) => call.caller.arn],
	['role', (call) => call.caller.role],
	['sourceIdentity', (call) => call.caller.sourceIdentity],
	['origin', (call) => call.origin.kind],
	['originName', (call) => call.origin.name],
	['sourceIPAddress', (call) => call.sourceIPAddress],
	['userAgent', (call) => call.userAgent],
	['errorCode', (call) => call.errorCode],
	['errorMessage', (call) => call.errorMessage],
	['accountId', (call) => call.accountId],
	['region', (call) => call.region],
	['subjects', (call) => arns(call, 'subject')],
	['references', (call) => arns(call, 'reference')],
	['eventId', (call) => call.eventId],
];

/** The first line, with its line end. */
export const csvHeader: string = line(columns.map(([name]) => name));

/** One call as a line with its line end, RFC 4180. */
export function csvLine(call: Call): string {
	return line(columns.map(([, value]) => value(call) ?? ''));
}

/** One cell. */
export function csvCell(text: string): string {
	const safe = spreadsheetText(text);
	return /[",\r\n\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe in front, which spreadsheets
 * take for "this is text".
 */
export function spreadsheetText(text: string): string {
	return isFormula(text) ? `'${text}` : text;
}

// full-width signs are folded to the plain ones by some spreadsheets; blanks before them are skipped
function isFormula(text: string): boolean {
	return /^[\s\0]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(text);
}

function line(cells: readonly string[]): string {
	return `${cells.map(csvCell).join(',')}\r\n`;
}

function arns(call: Call, role: 'subject' | 'reference'): string {
	return call.touches
		.filter((touch) => touch.role === role)
		.map((touch) => touch.arn)
		.join(' ');
}
