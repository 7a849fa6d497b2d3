import { createHash } from 'node:crypto';
import type { SyncSettings } from './protocol.ts';

/**
 * Where the store remembers which account a connection was, so that a window shows the right rows
 * before any network answered. Keys of the environment are told apart without keeping their ids.
 */
export function accountKey(settings: SyncSettings): string {
	const key = settings.profile === '' ? (process.env.AWS_ACCESS_KEY_ID ?? '') : '';
	const text = JSON.stringify([settings.profile, settings.endpointUrl ?? '', key]);
	return `account:${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}
