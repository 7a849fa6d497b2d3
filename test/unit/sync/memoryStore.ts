import type { Coverage } from '../../../src/model/coverage.ts';
import type { SyncStore } from '../../../src/sync/syncStore.ts';

type Page = Parameters<SyncStore['save']>[0];

/** What syncing needs of a store, in memory. */
export class MemoryStore implements SyncStore {
	readonly calls = new Map<string, string>();
	readonly pages: Page[] = [];
	readonly slots = new Map<string, number>();
	readonly #meta = new Map<string, string>();
	readonly #leases = new Map<string, { holder: string; expiresAt: number }>();
	#coverage: Coverage[] = [];

	save(page: Page): { newCalls: number; changedCalls: number } {
		this.pages.push(page);
		let newCalls = 0;
		for (const { call, json } of page.calls) {
			newCalls += this.calls.has(call.eventId) ? 0 : 1;
			this.calls.set(call.eventId, json);
		}
		this.#coverage.push(...(page.coverage ?? []));
		return { newCalls, changedCalls: 0 };
	}

	coverage(): Coverage[] {
		return [...this.#coverage];
	}

	reserveSlot(key: string, intervalMs: number, now: number): number {
		const slot = Math.max(now, this.slots.get(key) ?? 0);
		this.slots.set(key, slot + intervalMs);
		return slot;
	}

	holdSlots(key: string, until: number): void {
		this.slots.set(key, Math.max(until, this.slots.get(key) ?? 0));
	}

	acquireLease(name: string, holder: string, ttlMs: number, now: number) {
		const lease = this.#leases.get(name);
		if (lease && lease.holder !== holder && lease.expiresAt > now) {
			return { ok: false, ...lease } as const;
		}
		this.#leases.set(name, { holder, expiresAt: now + ttlMs });
		return { ok: true } as const;
	}

	renewLease(name: string, holder: string, ttlMs: number, now: number): boolean {
		if (this.#leases.get(name)?.holder !== holder) {
			return false;
		}
		this.#leases.set(name, { holder, expiresAt: now + ttlMs });
		return true;
	}

	releaseLease(name: string, holder: string): void {
		if (this.#leases.get(name)?.holder === holder) {
			this.#leases.delete(name);
		}
	}

	meta(key: string): string | undefined {
		return this.#meta.get(key);
	}

	setMeta(key: string, value: string): void {
		this.#meta.set(key, value);
	}
}
