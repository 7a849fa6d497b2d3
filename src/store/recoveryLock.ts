import {
	closeSync,
	openSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeSync,
} from 'node:fs';
import { sleep } from './connection.ts';
import { isSystemError } from './storeErrors.ts';

/** A recovery renews its lock far more often. */
const abandonedAfter = 60_000;
const waitAtMost = 15 * 60_000;

/** Held by the one thread of the one process that rebuilds a damaged database. */
export class RecoveryLock {
	readonly #file: string;
	#renewed = 0;

	private constructor(file: string) {
		this.#file = file;
	}

	/** @returns undefined where another one is rebuilding; wait for it. */
	static take(database: string): RecoveryLock | undefined {
		const file = lockOf(database);
		if (isAbandoned(file)) {
			rmSync(file, { force: true });
		}
		try {
			const descriptor = openSync(file, 'wx');
			writeSync(descriptor, String(process.pid));
			closeSync(descriptor);
			return new RecoveryLock(file);
		} catch (error) {
			if (isSystemError(error, ['EEXIST'])) {
				return undefined;
			}
			throw error;
		}
	}

	/** Tells that the work goes on. */
	renew(): void {
		const now = Date.now();
		if (now - this.#renewed > abandonedAfter / 10) {
			this.#renewed = now;
			utimesSync(this.#file, now / 1000, now / 1000);
		}
	}

	release(): void {
		rmSync(this.#file, { force: true });
	}
}

/** Holds this thread while another one rebuilds the database. */
export function waitForRecovery(database: string): void {
	const file = lockOf(database);
	const deadline = Date.now() + waitAtMost;
	while (isHeld(file) && Date.now() < deadline) {
		sleep(50);
	}
}

function lockOf(database: string): string {
	return `${database}.recovering`;
}

function isHeld(file: string): boolean {
	return statSync(file, { throwIfNoEntry: false }) !== undefined && !isAbandoned(file);
}

function isAbandoned(file: string): boolean {
	const stat = statSync(file, { throwIfNoEntry: false });
	if (!stat) {
		return false;
	}
	if (Math.abs(Date.now() - stat.mtimeMs) > abandonedAfter) {
		return true;
	}
	try {
		const holder = Number(readFileSync(file, 'utf8'));
		// empty for the instant between making and filling it
		return holder > 0 && !isAlive(holder);
	} catch {
		return false;
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return isSystemError(error, ['EPERM']);
	}
}
