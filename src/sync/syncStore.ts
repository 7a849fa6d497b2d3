import type { Coverage } from '../model/coverage.ts';
import type { RecordedCall } from '../model/recordedCall.ts';

/** What syncing needs of the store; `CallStore` has it all. Every call is one transaction. */
export interface SyncStore {
	save(page: {
		readonly calls: readonly RecordedCall[];
		readonly source: string;
		readonly coverage?: readonly Coverage[];
		readonly imported?: boolean;
	}): { readonly newCalls: number; readonly changedCalls: number };
	coverage(): readonly Coverage[];
	/** @returns ms since 1970 at which the caller may send, at least `intervalMs` after any other. */
	reserveSlot(key: string, intervalMs: number, now: number): number;
	/** No slot of that key before `until`, ms since 1970. */
	holdSlots(key: string, until: number): void;
	acquireLease(
		name: string,
		holder: string,
		ttlMs: number,
		now: number,
	):
		| { readonly ok: true }
		| { readonly ok: false; readonly holder: string; readonly expiresAt: number };
	/** @returns false where the lease went to another holder. */
	renewLease(name: string, holder: string, ttlMs: number, now: number): boolean;
	releaseLease(name: string, holder: string): void;
	meta(key: string): string | undefined;
	setMeta(key: string, value: string): void;
}
