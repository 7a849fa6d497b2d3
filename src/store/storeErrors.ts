import { HistoryError } from '../model/errors.ts';

/** SQLite's primary result codes that need a word of their own. */
const sqlite = {
	perm: 3,
	busy: 5,
	locked: 6,
	readOnly: 8,
	ioError: 10,
	corrupt: 11,
	full: 13,
	cannotOpen: 14,
	notADatabase: 26,
} as const;

/** No rights, or something else stands where the folder should be. */
const notWritable = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'];

/** The result code of SQLite without its extension, or undefined for any other error. */
function resultCode(error: unknown): number | undefined {
	if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') {
		return undefined;
	}
	return error.errcode & 0xff;
}

/** Is the database file itself broken? */
export function isDamage(error: unknown): boolean {
	const code = resultCode(error);
	return code === sqlite.corrupt || code === sqlite.notADatabase;
}

export function isBusy(error: unknown): boolean {
	const code = resultCode(error);
	return code === sqlite.busy || code === sqlite.locked;
}

/** Can the file not be opened or written for want of rights? */
export function isReadOnly(error: unknown): boolean {
	const code = resultCode(error);
	return code === sqlite.readOnly || code === sqlite.cannotOpen || code === sqlite.perm;
}

/** What SQLite or the file system said, in our words; any other error comes back as it is. */
export function toStoreError(error: unknown, file: string): unknown {
	const cause = { cause: error };
	if (isBusy(error)) {
		return new HistoryError(
			'store-busy',
			'Another window is writing the history for very long. Nothing was lost; try again.',
			cause,
		);
	}
	if (isReadOnly(error) || isSystemError(error, notWritable)) {
		return new HistoryError('store-read-only', `The history cannot be written: ${file}`, cause);
	}
	if (resultCode(error) === sqlite.full || isSystemError(error, ['ENOSPC', 'EDQUOT'])) {
		return new HistoryError(
			'store-full',
			`The disk is full. What was stored before is safe: ${file}`,
			cause,
		);
	}
	if (isDamage(error) || resultCode(error) === sqlite.ioError) {
		return new HistoryError('store-damaged', `The history cannot be read: ${file}`, cause);
	}
	return error;
}

/** Is this an error of the file system with one of the codes? */
export function isSystemError(error: unknown, codes: readonly string[]): boolean {
	return (
		error instanceof Error &&
		'code' in error &&
		typeof error.code === 'string' &&
		codes.includes(error.code)
	);
}
