import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RecordedCall } from '../../../src/model/recordedCall.ts';
import { CallStore, type StoreOptions } from '../../../src/store/callStore.ts';
import { buildRecord, type RecordOverrides } from '../../builders/record.ts';
import { recorded } from './buildCalls.ts';

export const account = '111122223333';
export const otherAccount = '444455556666';
/** Sees the example account. */
export const scope = { accounts: [account] };

/** A folder that goes with the test. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'image-builder-history-store-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
	return folder;
}

/** A store that is closed with the test. */
export function openStore(options: Partial<StoreOptions> = {}): CallStore {
	const store = CallStore.open({ folder: options.folder ?? temporaryFolder(), ...options });
	onTestFinished(() => store.close());
	return store;
}

export function buildCall(overrides: RecordOverrides = {}): RecordedCall {
	return recorded(JSON.stringify(buildRecord(overrides)));
}

/** An event id that tells calls apart. */
export function eventId(number: number): string {
	return `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}
