// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of other languages
import { expect, test } from 'vitest';
import { detectResources } from '../../../src/iac/detect.ts';
import { Grammars } from '../../../src/iac/grammars.ts';
import { languageOf } from '../../../src/iac/language.ts';
import { detect, listed } from './support.ts';

const noGrammars = new Grammars({
	load: () => Promise.reject(new Error('loaded')),
	query: () => Promise.reject(new Error('loaded')),
});

test('a document that never mentions Image Builder loads no parser', async () => {
	const document = { fileName: 'a.yaml', text: 'Resources: {}' };
	expect(await detectResources(noGrammars, document)).toEqual([]);
	const other = { fileName: 'a.yaml', text: '# imagebuilder' };
	await expect(detectResources(noGrammars, other)).rejects.toThrow('loaded');
});

test('JSON and plain text need no grammar', async () => {
	const text = '{"Resources":{"A":{"Type":"AWS::ImageBuilder::Image"}}}';
	expect(await detectResources(noGrammars, { fileName: 'a.json', text })).toHaveLength(1);
	const log = 'see arn:aws:imagebuilder:eu-west-1:111122223333:image/linux/1.0.0/1 please';
	const found = await detectResources(noGrammars, { fileName: 'a.md', text: log });
	expect(listed(log, found)).toEqual([
		'1 arn:aws:imagebuilder:eu-west-1:111122223333:image/linux/1.0.0/1 | image | arn:aws:imagebuilder:eu-west-1:111122223333:image/linux/1.0.0/1',
	]);
});

test('a grammar that could not be loaded is tried again', async () => {
	let fails = true;
	const text = 'Resources:\n  A:\n    Type: AWS::ImageBuilder::Image\n';
	const { grammars } = await import('./support.ts');
	const flaky = {
		get: (name: 'yaml') => (fails ? Promise.reject(new Error('not yet')) : grammars.get(name)),
	} as unknown as Grammars;
	await expect(detectResources(flaky, { fileName: 'a.yaml', text })).rejects.toThrow('not yet');
	fails = false;
	expect(await detectResources(flaky, { fileName: 'a.yaml', text })).toHaveLength(1);
});

test.each([
	['a.yaml', undefined, 'Resources:', 'yaml'],
	['a.template', undefined, '{"Resources": {}}', 'json'],
	['a.template', undefined, 'Resources:\n', 'yaml'],
	['a.yaml', undefined, ' {"Resources": {}}', 'json'],
	['a.yaml', undefined, `a: 1\n${'\n'.repeat(32_767)}`, 'large-yaml'],
	['a.tf', undefined, 'x = 1', 'hcl'],
	['A.TF.JSON', undefined, '{"a": 1}', 'json'],
	['terraform.tfstate.backup', undefined, '{"a": 1}', 'json'],
	['stack.mts', undefined, '', 'typescript'],
	['untitled', 'python', '', 'python'],
	['untitled', 'opentofu', '', 'hcl'],
	['x.yml.j2', undefined, 'a: 1', 'yaml'],
	['README.md', undefined, '# x', 'text'],
	['main.go', undefined, 'package main', 'text'],
])('%s (%s) %# is read as its language', (fileName, languageId, text, language) => {
	const document = { fileName, text, ...(languageId !== undefined && { languageId }) };
	expect(languageOf(document)).toBe(language);
});

test('every language gives its ARNs, each once', async () => {
	const arn = 'arn:aws:imagebuilder:*:*:image/*';
	const texts = {
		'a.yaml': `Resource: ${arn}\n`,
		'a.json': `{"Resource": "${arn}"}`,
		'a.tf': `x = "${arn}"\n`,
		'a.ts': `const x = '${arn}';\n`,
		'a.py': `x = "${arn}"\n`,
		'a.go': `x := "${arn}"\n`,
		Dockerfile: `ENV X=${arn}\n`,
	};
	for (const [fileName, text] of Object.entries(texts)) {
		const found = await detect(fileName, text);
		expect(found.map(({ form, pattern }) => `${fileName} ${form} ${pattern}`)).toEqual([
			`${fileName} arn ${arn}`,
		]);
	}
});

test.each(['a.yaml', 'a.json', 'a.tf', 'a.ts', 'a.py'])(
	'%s takes any rubbish without a throw',
	async (fileName) => {
		const pieces = ['AWS::ImageBuilder::Image', 'Type:', '{', '[', '"', "'", '${', '!Ref', '\n  '];
		let seed = 7;
		for (let round = 0; round < 30; round++) {
			let text = 'imagebuilder ';
			for (let piece = 0; piece < 60; piece++) {
				seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
				text += `${pieces[seed % pieces.length]} `;
			}
			const found = await detect(fileName, text);
			expect(found.every(({ start, end }) => start < end && end <= text.length)).toBe(true);
		}
	},
);
