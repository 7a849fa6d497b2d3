import { plainText } from '../model/plainText.ts';

/** Untrusted text for a quick pick or a status bar, where `$(name)` would become an icon. */
export function quickPickText(text: string, limit = 120): string {
	return plainText(text, limit).replaceAll('$(', '$ (');
}
