import { plainText } from '../model/plainText.ts';

/**
 * Text for a notification, which would make `[words](command:...)` a link that runs: messages quote
 * file names, profiles and servers.
 */
export function notificationText(text: string): string {
	return plainText(text, 1000).replaceAll('](', '] (');
}
