import { expect, test } from 'vitest';
import { CodeDocument } from '../../../src/iac/codeDocument.ts';
import { detect, fixture, grammars } from './support.ts';

const template = `Resources:
  Recipe:
    Type: AWS::ImageBuilder::ImageRecipe
    Properties:
      Name: linux
      Version: 1.0.0
  Pipeline:
    Type: AWS::ImageBuilder::ImagePipeline
    Properties:
      Name: weekly
      ImageRecipeArn: !Ref Recipe
`;

async function ids(document: CodeDocument): Promise<readonly string[]> {
	return (await document.resources()).map(
		({ form, start, end }) => `${form} ${document.text.slice(start, end)}`,
	);
}

test.each(['goldenAmi.yaml', 'main.tf', 'cdkStack.ts.txt', 'cdkStack.py.txt', 'main.tf.json'])(
	'typing %s key by key gives what reading it at once gives',
	async (name) => {
		const { fileName, text } = await fixture(name);
		const half = Math.floor(text.length / 2);
		const document = new CodeDocument(grammars, { fileName, text: text.slice(0, half) });
		await document.resources();
		for (let at = half; at < text.length; at += 97) {
			document.update([{ start: at, end: at, text: text.slice(at, at + 97) }]);
			await document.resources();
		}
		expect(await document.resources()).toEqual(await detect(fileName, text));
		document.dispose();
	},
);

test('half-typed code keeps what was found and still stands there, at its new place', async () => {
	const document = new CodeDocument(grammars, { fileName: 't.json', text: '' });
	const whole = JSON.stringify(
		{
			Resources: {
				Recipe: { Type: 'AWS::ImageBuilder::ImageRecipe', Properties: { Name: 'linux' } },
				Pipeline: { Type: 'AWS::ImageBuilder::ImagePipeline', Properties: { Name: 'weekly' } },
			},
		},
		undefined,
		1,
	);
	document.update(whole);
	const before = await ids(document);
	expect(before).toEqual(['definition Recipe', 'definition Pipeline']);
	document.update(whole.replace('"Recipe": {', '"Half": { "x": }}]}, \n"Recipe": {'));
	expect(await ids(document)).toEqual(before);
});

test('what is deleted is gone, broken or not', async () => {
	const document = new CodeDocument(grammars, { fileName: 't.yaml', text: template });
	expect(await ids(document)).toEqual([
		'definition Recipe',
		'definition Pipeline',
		'reference Recipe',
	]);
	const at = template.indexOf('  Pipeline:');
	document.update([{ start: at, end: template.length, text: '  Other: "never closed\n' }]);
	expect(await ids(document)).toEqual(['definition Recipe']);
});

test('a document may begin and cease to mention Image Builder', async () => {
	const document = new CodeDocument(grammars, { fileName: 't.yaml', text: 'Resources: {}\n' });
	expect(await ids(document)).toEqual([]);
	document.update(template);
	expect(await ids(document)).toHaveLength(3);
	document.update('Resources: {}\n');
	expect(await ids(document)).toEqual([]);
});

test('a document that is disposed of finds nothing more', async () => {
	const document = new CodeDocument(grammars, { fileName: 't.yaml', text: template });
	const pending = document.resources();
	document.dispose();
	expect(await pending).toEqual([]);
});
