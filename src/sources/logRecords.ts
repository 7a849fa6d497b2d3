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

const marker = Buffer.from('{"eventVersion":');
const newline = 0x0a;

/**
 * Image Builder's records of a log file, in any wrapping that CloudTrail's records come in. Only
 * what speaks of Image Builder is parsed.
 * @param bytes UTF-8, without a byte order mark.
 */
export function findRecords(bytes: Buffer): FoundRecords {
	// A text without a mention has no record of Image Builder; searching it costs next to nothing.
	let hit = indexOfMention(bytes, 0);
	if (hit < 0) {
		return { found: [], broken: 0, ...shapeProblem(bytes) };
	}
	const found: FoundRecord[] = [];
	let broken = 0;
	const read = (start: number, end: number) => {
		if (hit >= 0 && hit < start) {
			hit = indexOfMention(bytes, start);
		}
		if (hit >= 0 && hit < end && !readElement(bytes.toString('utf8', start, end), found)) {
			broken += byMarker(bytes, start, end, found);
		}
	};
	const end = scanElements(bytes, read);
	if (end.closed && broken === 0) {
		return { found, broken: 0 };
	}
	if (isLines(bytes)) {
		return byLine(bytes);
	}
	if (!end.closed && bytes.indexOf(marker, end.rest + 1) >= 0) {
		broken += byMarker(bytes, end.rest, bytes.length, found);
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
 * Saves what follows a damaged record: in the compact form of trail logs the marker begins a record,
 * as a quote inside of a string would be escaped.
 * @returns how many pieces were of Image Builder and could not be read.
 */
function byMarker(bytes: Buffer, from: number, to: number, into: FoundRecord[]): number {
	let broken = 0;
	for (let start = from; start < to; ) {
		const next = bytes.indexOf(marker, start + 1);
		const end = next < 0 || next > to ? to : next;
		const hit = indexOfMention(bytes, start);
		if (hit < 0 || hit >= to) {
			break;
		}
		if (hit < end && !readElement(bytes.toString('utf8', start, pieceEnd(bytes, end)), into)) {
			broken++;
		}
		start = end;
	}
	return broken;
}

/** Where the last `}` of a piece closes it, without the list's own closing `]}`. */
function pieceEnd(bytes: Buffer, end: number): number {
	const last = bytes.lastIndexOf(0x7d, end - 1);
	return bytes[last - 1] === 0x5d && end === bytes.length
		? bytes.lastIndexOf(0x7d, last - 1) + 1
		: last + 1;
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
