import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { translatedTexts } from '../../../src/protocol/pageTexts.ts';

/** What the page uses of the model's words. */
const models = ['describe', 'queryCompletion', 'resourceNames', 'sourceTitle'].map(
	(name) => `src/model/${name}.ts`,
);

describe('the texts of the page', () => {
	it('are all sent in the language of the user', () => {
		const used = [...globSync('src/webview/*.ts'), ...models].flatMap((file) =>
			[...readFileSync(file, 'utf8').matchAll(/\bt\(\s*'((?:[^'\\]|\\.)*)'/g)].map(
				([, text = '']) => text,
			),
		);
		expect(used.length).toBeGreaterThan(100);
		const sent = translatedTexts((text) => `${text}!`);
		expect(used.filter((text) => sent[text] === undefined)).toEqual([]);
		expect(Object.keys(sent).filter((text) => !used.includes(text))).toEqual([]);
	});

	it('are not sent where there is no translation, and keep their holes', () => {
		expect(translatedTexts((text) => text)).toEqual({});
		const sent = translatedTexts((text, first) => `<${text.replace('{0}', String(first))}>`);
		expect(sent['{0} calls']).toBe('<{0} calls>');
	});
});
