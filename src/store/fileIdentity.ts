import { statSync } from 'node:fs';

/** Tells one file from another that took its path; undefined where there is none. */
export function fileIdentity(file: string): bigint | undefined {
	return statSync(file, { bigint: true, throwIfNoEntry: false })?.ino;
}
