import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sourceTexts } from '../../scripts/support/sourceTexts.ts';
import { relativeTime } from '../../src/model/describe.ts';
import { explainFailure } from '../../src/model/explainFailure.ts';
import { english, type Translate } from '../../src/model/translate.ts';
import { buildCall } from '../builders/call.ts';

type Texts = Readonly<Record<string, string>>;

const languages = ['de', 'ja'];

function read(file: string): Texts {
	return JSON.parse(readFileSync(file, 'utf8')) as Texts;
}

/** What a translation must keep: holes, icons, commands of links, line breaks. */
function kept(text: string): readonly string[] {
	return [...text.matchAll(/\{\d+\}|\$\([\w-]+\)|\]\(command:[\w.]+\)|`[^`]*`|\n/g)]
		.map(([part]) => part)
		.sort();
}

function missing(wanted: readonly string[], texts: Texts): readonly string[] {
	return wanted.filter((text) => texts[text] === undefined);
}

describe('texts of the code', () => {
	const texts = sourceTexts();
	const bundle = read('l10n/bundle.l10n.json');

	it('are found', () => {
		expect(texts).toEqual(
			expect.arrayContaining(['Copy ARN', '{0} calls', "Search all calls for '{0}'"]),
		);
		expect(texts.length).toBeGreaterThan(400);
	});

	it('stand in the bundle', () => {
		expect(missing(texts, bundle), 'run npm run l10n').toEqual([]);
		expect(Object.entries(bundle).filter(([key, text]) => key !== text)).toEqual([]);
	});
});

describe.each(languages)('translation to %s', (language) => {
	it.each([
		['l10n/bundle.l10n', read('l10n/bundle.l10n.json')],
		['package.nls', read('package.nls.json')],
	])('of %s says the same, with the same holes and links', (name, source) => {
		const translation = read(`${name}.${language}.json`);
		expect(missing(Object.keys(translation), source)).toEqual([]);
		for (const [key, text] of Object.entries(translation)) {
			expect(text.trim(), key).not.toBe('');
			expect(kept(text), key).toEqual(kept(source[key] ?? ''));
		}
		expect(missing(Object.keys(source), translation), 'not translated').toEqual([]);
	});
});

describe('translations', () => {
	it.each([
		['de', 'vor 5 min', 'Eine Richtlinie verweigert iam:PassRole ausdrücklich für alice auf *.'],
		['ja', '5 分前', 'ポリシーが alice による * への iam:PassRole を明示的に拒否しています。'],
	])('reach the sentences of the model: %s', (language, ago, denial) => {
		const texts = read(`l10n/bundle.l10n.${language}.json`);
		const t: Translate = (message, ...args) => english(texts[message] ?? message, ...args);
		const now = Date.parse('2026-11-22T12:05:00Z');
		expect(relativeTime('2026-11-22T12:00:00Z', now, t)).toBe(ago);
		const call = buildCall({
			caller: { type: 'IAMUser', name: 'alice' },
			errorCode: 'AccessDenied',
			errorMessage:
				'User: alice is not authorized to perform: iam:PassRole on resource: * with an explicit deny',
		});
		expect(explainFailure(call, t)?.summary).toBe(denial);
	});

	it('are of the languages that are tested here', () => {
		const files = globSync(['l10n/bundle.l10n.*.json', 'package.nls.*.json']);
		expect(new Set(files.map((file) => /\.(\w+)\.json$/.exec(file)?.[1]))).toEqual(
			new Set(languages),
		);
	});
});
