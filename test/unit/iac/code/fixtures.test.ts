import { expect, test } from 'vitest';
import { detect, fixture, listed } from '../support.ts';

test('CDK in TypeScript', async () => {
	const { fileName, text } = await fixture('cdkStack.ts.txt');
	const found = await detect(fileName, text);
	expect(listed(text, found, 'definition')).toEqual([
		'18 Hardening | component | component/golden-hardening-prod/2.0.0',
		'25 Recipe | image-recipe | image-recipe/golden-ami/1.0.0',
		'32 Infra | infrastructure-configuration | infrastructure-configuration/*-infra',
		'37 Pipeline | image-pipeline | image-pipeline/weekly',
		'44 <id>-image | image | image/golden-ami/1.0.0',
		'49 Generic | distribution-configuration | distribution-configuration/everywhere',
	]);
	expect(listed(text, found, 'reference')).toEqual([
		'29 component | component | component/golden-hardening-prod/2.0.0',
		'39 this.recipe | image-recipe | image-recipe/golden-ami/1.0.0',
		'40 infra | infrastructure-configuration | infrastructure-configuration/*-infra',
		'45 this.recipe | image-recipe | image-recipe/golden-ami/1.0.0',
		'46 infra | infrastructure-configuration | infrastructure-configuration/*-infra',
		'55 image | image | image/golden-ami/1.0.0',
	]);
	expect(listed(text, found, 'arn')).toEqual([
		"28 'arn:aws:imagebuilder:' + cdk.Aws.REGION + ':aws:image/amazon-linux-2023-x86/x.x.x' | image | arn:aws:imagebuilder:*:aws:image/amazon-linux-2023-x86/x.x.x",
	]);
});

test('constructs of the alpha library', async () => {
	const { fileName, text } = await fixture('cdkConstructs.ts.txt');
	const found = await detect(fileName, text);
	expect(listed(text, found, 'definition')).toEqual([
		'3 Recipe | image-recipe | image-recipe/linux/1.0.0',
		'8 Smoke | workflow/test | workflow/test/smoke',
		'12 Pipeline | image-pipeline | image-pipeline/*',
		'13 Image | image | image/linux/1.0.0',
	]);
	expect(listed(text, found, 'reference')).toEqual([
		'12 recipe | image-recipe | image-recipe/linux/1.0.0',
		'14 imagebuilder.ImagePipeline.fromImagePipelineName | image-pipeline | image-pipeline/their-pipeline',
		'15 imagebuilder.Component.fromComponentArn | component | arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/1.0.2',
	]);
	expect(listed(text, found, 'arn')).toEqual([
		'18 arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/1.0.2 | component | arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/1.0.2',
	]);
});

test('CDK in JavaScript', async () => {
	const { fileName, text } = await fixture('cdkStack.js.txt');
	const found = await detect(fileName, text);
	expect(listed(text, found, 'definition')).toEqual([
		'7 Recipe | image-recipe | image-recipe/js/1.0.0',
		'8 Pipeline | image-pipeline | image-pipeline/js',
		'9 Cleanup | lifecycle-policy | lifecycle-policy/cleanup',
	]);
	expect(listed(text, found, 'reference')).toEqual([
		'8 recipe | image-recipe | image-recipe/js/1.0.0',
	]);
	expect(listed(text, found, 'arn')).toEqual([]);
});

test('CDK in Python', async () => {
	const { fileName, text } = await fixture('cdkStack.py.txt');
	const found = await detect(fileName, text);
	expect(listed(text, found, 'definition')).toEqual([
		'19 Hardening | component | component/golden-hardening-prod/2.0.0',
		'26 Recipe | image-recipe | image-recipe/linux-base/1.0.0',
		'38 Pipeline | image-pipeline | image-pipeline/weekly-*',
		'45 Image | image | image/linux-base/1.0.0',
		'46 Infra | infrastructure-configuration | infrastructure-configuration/*',
	]);
	expect(listed(text, found, 'reference')).toEqual([
		'32 component | component | component/golden-hardening-prod/2.0.0',
		'40 self.recipe | image-recipe | image-recipe/linux-base/1.0.0',
		'45 self.recipe | image-recipe | image-recipe/linux-base/1.0.0',
		'47 alpha.ImagePipeline.from_image_pipeline_name | image-pipeline | image-pipeline/their-pipeline',
	]);
	expect(listed(text, found, 'arn')).toEqual([
		'29 "arn:aws:imagebuilder:" + self.region + ":aws:image/amazon-linux-2023-x86/x.x.x" | image | arn:aws:imagebuilder:*:aws:image/amazon-linux-2023-x86/x.x.x',
	]);
});
