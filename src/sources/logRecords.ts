import { findPieces } from './logRescue.ts';
import { scanElements } from './logScan.ts';
import { indexOfMention } from './logSimd.ts';

/** A record found in a file, with its text. */
export interface FoundRecord {
	readonly record: object;
	/** JSON text of the record. */
	readonly json: string;
}

export interface FoundRecords {
	readonly found: readonly FoundRecord[];
	/** Places that speak of Image Builder and are no JSON. */
	readonly broken: number;
	/** Why not everything could be read, for people. */
	readonly problem?: string;
}

const newline = 0x0a;

/**
 * Image Builder's records of a log file, in any wrapping that CloudTrail's records come in. Only
 * what speaks of Image Builder is parsed.
 * @param bytes UTF-8, without a byte order mark.
 */
export function findRecords(bytes: Buffer): FoundRecords {
	// A text without a mention has no record of Image Builder; searching it costs next to nothing.
	const first = indexOfMention(bytes, 0);
	if (first < 0) {
		return { found: [], broken: 0, ...shapeProblem(bytes) };
	}
	const found: FoundRecord[] = [];
	let broken = 0;
	const speaks = mentionsFrom(bytes, first);
	const read = (start: number, end: number) => {
		if (speaks(start, end) && !readElement(bytes.toString('utf8', start, end), found)) {
			broken += rescue(bytes, start, end, found);
		}
	};
	const end = scanElements(bytes, read);
	if (end.closed && broken === 0) {
		return { found, broken: 0 };
	}
	if (isLines(bytes)) {
		return byLine(bytes);
	}
	if (!end.closed) {
		broken += rescue(bytes, end.rest, bytes.length, found);
	}
	return { found, broken, ...(!end.closed && { problem: 'the file is cut off or damaged' }) };
}

/** @returns whether the text was JSON. */
function readElement(text: string, into: FoundRecord[]): boolean {
	try {
		return unwrap(JSON.parse(text), text, into, 0);
	} catch {
		// No JSON, or nested deeper than can be written again.
		return false;
	}
}

/** Takes the wrappings off: Events of `lookup-events`, EventBridge's `detail`, lists. */
function unwrap(
	value: unknown,
	text: string | undefined,
	into: FoundRecord[],
	depth: number,
): boolean {
	if (typeof value !== 'object' || value === null || depth > 4) {
		return true;
	}
	if (Array.isArray(value)) {
		return value.map((each) => unwrap(each, undefined, into, depth + 1)).every(Boolean);
	}
	const fields = value as Readonly<Record<string, unknown>>;
	const embedded = fields.CloudTrailEvent ?? fields.cloudTrailEvent;
	if (typeof embedded === 'string') {
		return readElement(embedded, into);
	}
	if (fields.eventSource !== undefined) {
		if (fields.eventSource === 'imagebuilder.amazonaws.com') {
			const json = text === undefined || text.includes('\n') ? JSON.stringify(value) : text;
			into.push({ record: value, json });
		}
		return true;
	}
	const inner = fields.Records ?? fields.Events ?? fields.detail ?? embedded;
	return unwrap(inner, undefined, into, depth + 1);
}

/** Is it one JSON text a line, so that a broken line leaves the others alone? */
function isLines(bytes: Buffer): boolean {
	const end = bytes.indexOf(newline);
	if (bytes[0] !== 0x7b || end < 0) {
		return false;
	}
	try {
		JSON.parse(bytes.toString('utf8', 0, end));
		return true;
	} catch {
		// Then the first line may be the broken one: do others begin like it?
		return bytes.indexOf('\n{"') >= 0;
	}
}

function byLine(bytes: Buffer): FoundRecords {
	const found: FoundRecord[] = [];
	let broken = 0;
	let hit = indexOfMention(bytes, 0);
	while (hit >= 0) {
		const start = bytes.lastIndexOf(newline, hit) + 1;
		const next = bytes.indexOf(newline, hit);
		const end = next < 0 ? bytes.length : next;
		broken += readElement(bytes.toString('utf8', start, end), found) ? 0 : 1;
		hit = indexOfMention(bytes, end);
	}
	return { found, broken };
}

/**
 * Reads what is left in damaged text.
 * @returns how many pieces were of Image Builder and could not be read.
 */
function rescue(bytes: Buffer, from: number, to: number, into: FoundRecord[]): number {
	let broken = 0;
	const speaks = mentionsFrom(bytes, indexOfMention(bytes, from));
	findPieces(bytes, from, to, (start, end, whole) => {
		if (speaks(start, end) && !(whole && readElement(bytes.toString('utf8', start, end), into))) {
			broken++;
		}
	});
	return broken;
}

/** Whether a part of the text speaks of Image Builder; asked for one part after the other. */
function mentionsFrom(bytes: Buffer, first: number): (start: number, end: number) => boolean {
	let hit = first;
	return (start, end) => {
		if (hit >= 0 && hit < start) {
			hit = indexOfMention(bytes, start);
		}
		return hit >= 0 && hit < end;
	};
}

/** What a file looks like that says nothing of Image Builder. */
function shapeProblem(bytes: Buffer): { problem?: string } {
	const head = bytes.toString('latin1', 0, 4096).trimStart();
	if (head === '' || /^(?:\[\s*\]|\{\s*"(?:Records|Events)"\s*:\s*\[\s*\])/.test(head)) {
		return {};
	}
	if (bytes.indexOf('"eventSource') < 0 && bytes.indexOf('"EventSource') < 0) {
		return { problem: 'not a CloudTrail log' };
	}
	return /[}\]]\s*$/.test(bytes.toString('latin1', Math.max(0, bytes.length - 64)))
		? {}
		: { problem: 'the file is cut off or damaged' };
}
