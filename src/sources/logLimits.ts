/** What one log file may cost. Files beyond are not read, and reported with the reason. */
export interface LogLimits {
	/** Bytes on the disk. */
	readonly fileBytes: number;
	/** Bytes after unzipping. */
	readonly unzippedBytes: number;
	/** Unzipped bytes for each zipped one; real logs stay below 50, gzip can do 1,032. */
	readonly ratio: number;
	/** The ratio is not looked at below so many unzipped bytes. */
	readonly ratioFreeBytes: number;
}

export const logLimits: LogLimits = {
	fileBytes: 256 * 2 ** 20,
	unzippedBytes: 256 * 2 ** 20,
	ratio: 200,
	ratioFreeBytes: 16 * 2 ** 20,
};
