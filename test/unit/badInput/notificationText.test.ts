import { describe, expect, it } from 'vitest';
import { notificationText } from '../../../src/vscode/notificationText.ts';
import { hostileTexts } from '../../builders/hostile.ts';

/** What VS Code's notifications make links of (`base/common/linkedText.ts`). */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

const texts = [
	...hostileTexts,
	'skipped /logs/[Open](command:workbench.action.quit).json',
	'[a](https://example.com/track) [b](file:///etc/passwd)',
	'[[x]](command:y) [z]\u200b(command:y) [z]\n(command:y)',
	'](command:a)[](command:b)[c](command:d "now")',
];

describe('notificationText', () => {
	it.each(texts)('leaves no link of %j', (text) => {
		const shown = notificationText(`There is no AWS profile "${text}".`);
		expect(shown).not.toMatch(link);
		expect(shown).toMatch(/^[^\n]{1,1100}$/);
	});

	it('leaves other text as it is', () => {
		const text = 'Not allowed: cloudtrail:LookupEvents was denied (an explicit deny).';
		expect(notificationText(text)).toBe(text);
	});
});
