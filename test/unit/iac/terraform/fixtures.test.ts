import { expect, test } from 'vitest';
import { detect, fixture, listed } from '../support.ts';

test('HCL', async () => {
	const { fileName, text } = await fixture('main.tf');
	const found = await detect(fileName, text);
	expect(listed(text, found, 'definition')).toEqual([
		'13 hardening | component | component/platform-golden-hardening-*/1.2.0',
		'25 base | image-recipe | image-recipe/platform-golden-base/1.0.0',
		'51 this | infrastructure-configuration | infrastructure-configuration/linux-base-*',
		'56 this | image-pipeline | image-pipeline/platform-weekly-base',
		'67 first | image | image/platform-golden-base/1.0.0',
		'72 test | workflow/test | workflow/test/smoke/1.0.0',
	]);
	expect(listed(text, found, 'reference')).toEqual([
		'9 update | component | arn:aws:imagebuilder:eu-central-1:aws:component/update-linux/1.0.2',
		'31 data.aws_imagebuilder_component.update | component | arn:aws:imagebuilder:eu-central-1:aws:component/update-linux/1.0.2',
		'35 aws_imagebuilder_component.hardening | component | component/platform-golden-hardening-*/1.2.0',
		'41 aws_imagebuilder_component.hardening | component | component/platform-golden-hardening-*/1.2.0',
		'57 aws_imagebuilder_image_recipe.base | image-recipe | image-recipe/platform-golden-base/1.0.0',
		'58 aws_imagebuilder_image_recipe.base | image-recipe | image-recipe/platform-golden-base/1.0.0',
		'59 aws_imagebuilder_infrastructure_configuration.this | infrastructure-configuration | infrastructure-configuration/linux-base-*',
		'60 aws_imagebuilder_distribution_configuration.elsewhere | distribution-configuration | -',
		'69 aws_imagebuilder_image_recipe.base | image-recipe | image-recipe/platform-golden-base/1.0.0',
	]);
	expect(listed(text, found, 'arn')).toEqual([
		'10 arn:aws:imagebuilder:eu-central-1:aws:component/update-linux/1.0.2 | component | arn:aws:imagebuilder:eu-central-1:aws:component/update-linux/1.0.2',
		'28 arn:<data.aws_partition.current.partition>:imagebuilder:<var.region>:aws:image/amazon-linux-2023-x86/x.x.x | image | arn:*:imagebuilder:*:aws:image/amazon-linux-2023-x86/x.x.x',
	]);
});

test('JSON syntax', async () => {
	const { fileName, text } = await fixture('main.tf.json');
	const found = await detect(fileName, text);
	expect(listed(text, found, 'definition')).toEqual([
		'6 base | image-recipe | image-recipe/platform-golden-base/1.0.0',
		'9 this | image-pipeline | image-pipeline/weekly',
	]);
	expect(listed(text, found, 'reference')).toEqual([
		'9 aws_imagebuilder_image_recipe.base | image-recipe | image-recipe/platform-golden-base/1.0.0',
	]);
	expect(listed(text, found, 'arn')).toEqual([]);
});

test('a state', async () => {
	const { fileName, text } = await fixture('terraform.tfstate');
	const found = await detect(fileName, text);
	expect(listed(text, found, 'definition')).toEqual([]);
	expect(listed(text, found, 'reference')).toEqual([]);
	expect(listed(text, found, 'arn')).toEqual([
		'13 arn:aws:imagebuilder:eu-central-1:111122223333:image-recipe/platform-golden-base/1.0.0 | image-recipe | arn:aws:imagebuilder:eu-central-1:111122223333:image-recipe/platform-golden-base/1.0.0',
		'14 arn:aws:imagebuilder:eu-central-1:111122223333:image-recipe/platform-golden-base/1.0.0 | image-recipe | arn:aws:imagebuilder:eu-central-1:111122223333:image-recipe/platform-golden-base/1.0.0',
		'26 arn:aws:imagebuilder:eu-central-1:111122223333:component/hardening-arm/1.2.0/1 | component | arn:aws:imagebuilder:eu-central-1:111122223333:component/hardening-arm/1.2.0/1',
		'27 arn:aws:imagebuilder:eu-central-1:111122223333:component/hardening-x86/1.2.0/1 | component | arn:aws:imagebuilder:eu-central-1:111122223333:component/hardening-x86/1.2.0/1',
	]);
});

test('a plan', async () => {
	const { fileName, text } = await fixture('plan.json');
	const found = await detect(fileName, text);
	expect(listed(text, found, 'definition')).toEqual([]);
	expect(listed(text, found, 'reference')).toEqual([]);
	expect(listed(text, found, 'arn')).toEqual([
		'9 arn:aws:imagebuilder:eu-central-1:111122223333:image-pipeline/weekly | image-pipeline | arn:aws:imagebuilder:eu-central-1:111122223333:image-pipeline/weekly',
		'17 arn:aws:imagebuilder:eu-central-1:111122223333:component/hardening/1.0.0/1 | component | arn:aws:imagebuilder:eu-central-1:111122223333:component/hardening/1.0.0/1',
		'27 arn:aws:imagebuilder:eu-central-1:111122223333:image-recipe/gone/1.0.0 | image-recipe | arn:aws:imagebuilder:eu-central-1:111122223333:image-recipe/gone/1.0.0',
	]);
});
