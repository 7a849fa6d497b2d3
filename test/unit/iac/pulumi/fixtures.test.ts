import { expect, test } from 'vitest';
import { detect, fixture, listed } from '../support.ts';

test('Pulumi in TypeScript', async () => {
	const { fileName, text } = await fixture('pulumi.ts.txt');
	const found = await detect(fileName, text);
	expect(listed(text, found, 'definition')).toEqual([
		'5 linux | image-recipe | image-recipe/*-linux/1.0.0',
		'10 weekly | image-pipeline | image-pipeline/weekly-*',
		'13 hardening | component | component/hardening/1.0.0',
	]);
	expect(listed(text, found, 'reference')).toEqual([
		'11 recipe | image-recipe | image-recipe/*-linux/1.0.0',
		'14 aws.imagebuilder.ImagePipeline.get | image-pipeline | arn:aws:imagebuilder:eu-west-1:111122223333:image-pipeline/theirs',
		'16 pipeline | image-pipeline | image-pipeline/weekly-*',
	]);
	expect(listed(text, found, 'arn')).toEqual([
		'8 arn:aws:imagebuilder:<region>:aws:image/amazon-linux-2023-x86/x.x.x | image | arn:aws:imagebuilder:*:aws:image/amazon-linux-2023-x86/x.x.x',
		'14 arn:aws:imagebuilder:eu-west-1:111122223333:image-pipeline/theirs | image-pipeline | arn:aws:imagebuilder:eu-west-1:111122223333:image-pipeline/theirs',
	]);
});

test('Pulumi in Python', async () => {
	const { fileName, text } = await fixture('pulumi.py.txt');
	const found = await detect(fileName, text);
	expect(listed(text, found, 'definition')).toEqual([
		'5 linux | image-recipe | image-recipe/linux/1.0.0',
		'10 weekly | image-pipeline | image-pipeline/weekly',
		'11 infra | infrastructure-configuration | infrastructure-configuration/infra-*',
	]);
	expect(listed(text, found, 'reference')).toEqual([
		'10 recipe | image-recipe | image-recipe/linux/1.0.0',
	]);
	expect(listed(text, found, 'arn')).toEqual([
		'8 arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/x.x.x | component | arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/x.x.x',
	]);
});

test('Pulumi in YAML', async () => {
	const { fileName, text } = await fixture('Pulumi.yaml');
	const found = await detect(fileName, text);
	expect(listed(text, found, 'definition')).toEqual([
		'4 recipe | image-recipe | image-recipe/linux/1.0.0',
		'9 weekly | image-pipeline | image-pipeline/weekly-*',
		'15 tidy | lifecycle-policy | lifecycle-policy/tidy-*',
	]);
	expect(listed(text, found, 'reference')).toEqual([
		'12 recipe | image-recipe | image-recipe/linux/1.0.0',
	]);
	expect(listed(text, found, 'arn')).toEqual([]);
});
