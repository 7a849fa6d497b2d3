import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { readParsedRecord } from '../model/readRecord.ts';
import type { RecordedCall } from '../model/recordedCall.ts';
import { type LogLimits, logLimits } from './logLimits.ts';
import { type FoundRecords, findRecords } from './logRecords.ts';
import { isGzip, megabytes, release, type Unzipped, unzip } from './logUnzip.ts';

/** Image Builder's calls in one file. */
export interface LogFileResult {
	readonly file: string;
	readonly calls: readonly RecordedCall[];
	/** Records that could not be read, with the reason; never with the record's body. */
	readonly unreadable: readonly string[];
	/** Why the file was not, or not wholly, read; for people. */
	readonly skipped?: string;
}

/**
 * Reads one log file, zipped or not, in any wrapping. Holds the thread while it reads: it is meant
 * for a worker. Never throws on a file's content.
 */
export async function readLogFile(
	file: string,
	limits: LogLimits = logLimits,
): Promise<LogFileResult> {
	let content: Unzipped;
	try {
		content = readContent(file, limits);
	} catch (error) {
		return notRead(file, ioReason(error));
	}
	return content.problem === undefined
		? readLogBytes(file, content.bytes, limits)
		: notRead(file, content.problem);
}

/**
 * The same for the bytes of a log file, wherever they come from.
 * @param name what the result calls the file.
 */
export async function readLogBytes(
	name: string,
	bytes: Buffer,
	limits: LogLimits = logLimits,
): Promise<LogFileResult> {
	if (!isGzip(bytes)) {
		return readText(name, { bytes });
	}
	const content = await unzip(bytes, limits);
	const result = readText(name, content);
	release(content.bytes);
	return result;
}

/** @returns nothing that still needs the bytes. */
function readText(name: string, content: Unzipped): LogFileResult {
	if (content.bytes.length === 0) {
		return notRead(name, content.problem);
	}
	const shape = refusal(content.bytes);
	if (shape !== undefined) {
		return notRead(name, shape);
	}
	const found = findRecords(decoded(content.bytes));
	const { calls, unreadable } = readCalls(found);
	const lost = unreadable.length + found.broken;
	const reasons = [
		content.problem ?? found.problem,
		lost > 0 &&
			`${lost} of ${found.found.length + found.broken} records of Image Builder unreadable${
				unreadable[0] === undefined ? '' : ` (${unreadable[0]})`
			}`,
	].filter((reason) => typeof reason === 'string');
	return {
		file: name,
		calls,
		unreadable: [...unreadable, ...Array<string>(found.broken).fill('no valid JSON')],
		...(reasons.length > 0 && { skipped: withKept(reasons.join('; '), calls.length) }),
	};
}

function notRead(file: string, skipped: string | undefined): LogFileResult {
	return { file, calls: [], unreadable: [], ...(skipped !== undefined && { skipped }) };
}

function withKept(reason: string, kept: number): string {
	return kept === 0 ? reason : `${reason}; ${kept} ${kept === 1 ? 'call was' : 'calls were'} read`;
}

function readCalls({ found }: FoundRecords): {
	calls: readonly RecordedCall[];
	unreadable: readonly string[];
} {
	const calls: RecordedCall[] = [];
	const unreadable: string[] = [];
	for (const { record, json } of found) {
		const read = readParsedRecord(record, json);
		if (read.ok) {
			calls.push(read.value);
		} else if (read.kind === 'unreadable') {
			unreadable.push(read.reason);
		}
	}
	return { calls, unreadable };
}

function readContent(file: string, limits: LogLimits): Unzipped {
	// Not blocking: opening a pipe would wait for a writer for ever. Windows has no such flag.
	const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	try {
		const status = fstatSync(descriptor);
		if (!status.isFile()) {
			return { bytes: Buffer.alloc(0), problem: 'not a file' };
		}
		if (status.size > limits.fileBytes) {
			const problem = `too large: ${megabytes(status.size)} MB, the limit is ${megabytes(limits.fileBytes)} MB`;
			return { bytes: Buffer.alloc(0), problem };
		}
		return { bytes: readAll(descriptor, status.size) };
	} finally {
		closeSync(descriptor);
	}
}

/** As many bytes as the file had when it was measured, so that a growing one ends. */
function readAll(descriptor: number, size: number): Buffer {
	const bytes = Buffer.allocUnsafeSlow(size);
	let length = 0;
	while (length < size) {
		const read = readSync(descriptor, bytes, length, size - length, null);
		if (read === 0) {
			break;
		}
		length += read;
	}
	return bytes.subarray(0, length);
}

/** Without byte order mark, and in UTF-8: PowerShell redirects output in UTF-16. */
function decoded(bytes: Buffer): Buffer {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) {
		return Buffer.from(bytes.toString('utf16le', 2), 'utf8');
	}
	return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** What can be told from the first bytes, with a way out where there is one. */
function refusal(bytes: Buffer): string | undefined {
	const head = decoded(bytes.subarray(0, 512)).toString('utf8').trimStart();
	if (/^"?Event (?:name|ID)"?,/i.test(head) || /^"?eventVersion"?,/i.test(head)) {
		return 'a CSV file holds only parts of each record: download the history as JSON and import that';
	}
	if (head.startsWith('PK')) {
		return 'a ZIP archive: unpack it and import the folder';
	}
	return head === '' || head.startsWith('{') || head.startsWith('[')
		? undefined
		: 'not a CloudTrail log';
}

function ioReason(error: unknown): string {
	const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
	switch (code) {
		case 'EACCES':
		case 'EPERM':
			return 'no permission to read it';
		case 'ENOENT':
			return 'not found';
		case 'EISDIR':
			return 'a folder';
		default:
			return `could not be read: ${code ?? String(error)}`;
	}
}
