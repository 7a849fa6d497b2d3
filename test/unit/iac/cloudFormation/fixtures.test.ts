import { expect, test } from 'vitest';
import { detect, fixture, listed } from '../support.ts';

test('a template in YAML', async () => {
	const { fileName, text } = await fixture('goldenAmi.yaml');
	const found = await detect(fileName, text);
	expect(listed(text, found, 'definition')).toEqual([
		'43 HardeningComponent | component | component/prod-hardening/2.1.0',
		'54 Recipe | image-recipe | image-recipe/golden-ami/1.4.0',
		'65 Infrastructure | infrastructure-configuration | infrastructure-configuration/*-prod-infra',
		'77 Pipeline | image-pipeline | image-pipeline/weekly-golden-ami',
		'88 FirstImage | image | image/golden-ami/1.4.0',
		'96 BuildWorkflow | workflow/test | workflow/test/build/1.0.0',
	]);
	expect(listed(text, found, 'reference')).toEqual([
		'62 HardeningComponent | component | component/prod-hardening/2.1.0',
		'63 HardeningComponent | component | component/prod-hardening/2.1.0',
		'82 Recipe | image-recipe | image-recipe/golden-ami/1.4.0',
		'84 Infrastructure | infrastructure-configuration | infrastructure-configuration/*-prod-infra',
		'91 Recipe | image-recipe | image-recipe/golden-ami/1.4.0',
		'93 Infrastructure | infrastructure-configuration | infrastructure-configuration/*-prod-infra',
		'109 Pipeline | image-pipeline | image-pipeline/weekly-golden-ami',
	]);
	expect(listed(text, found, 'arn')).toEqual([
		'32 arn:<AWS::Partition>:imagebuilder:<AWS::Region>:<AWS::AccountId>:component/* | component | component/*',
		"33 Fn::Join: - '' - - 'arn:' - !Ref AWS::Partition - ':imagebuilder:' - Ref: AWS::Region - ':aws:component/' - !FindInMap [Names, recipe, prefix] - /1.0.x | component | arn:*:imagebuilder:*:aws:component/Golden_AMI/1.0.x",
		'60 arn:<AWS::Partition>:imagebuilder:<AWS::Region>:aws:image/amazon-linux-2023-x86/x.x.x | image | arn:*:imagebuilder:*:aws:image/amazon-linux-2023-x86/x.x.x',
	]);
});

test('a template that CDK synthesised', async () => {
	const { fileName, text } = await fixture('synthesised.template.json');
	const found = await detect(fileName, text);
	expect(listed(text, found, 'definition')).toEqual([
		'3 Recipe7A1B2C3D | container-recipe | container-recipe/runtime-*/1.0.x',
		'30 PipelineE5F6A7B8 | image-pipeline | image-pipeline/runtimestack-pipeline-0a1b2c3d',
	]);
	expect(listed(text, found, 'reference')).toEqual([
		'35 Recipe7A1B2C3D | container-recipe | container-recipe/runtime-*/1.0.x',
		'45 PipelineE5F6A7B8 | image-pipeline | image-pipeline/runtimestack-pipeline-0a1b2c3d',
	]);
	expect(listed(text, found, 'arn')).toEqual([
		'8 { "Fn::Join": [ "", [ "arn:", { "Ref": "AWS::Partition" }, ":imagebuilder:us-east-1:aws:component/update-linux/x.x.x" ] ] } | component | arn:*:imagebuilder:us-east-1:aws:component/update-linux/x.x.x',
		'46 arn:aws-cn:imagebuilder:cn-north-1:111122223333:image/runtime/* | image | arn:aws-cn:imagebuilder:cn-north-1:111122223333:image/runtime/*',
	]);
});

test('resources of the Serverless Framework', async () => {
	const { fileName, text } = await fixture('serverless.yml');
	const found = await detect(fileName, text);
	expect(listed(text, found, 'definition')).toEqual([
		'6 Nightly | image-pipeline | image-pipeline/*-nightly',
	]);
	expect(listed(text, found, 'reference')).toEqual([]);
	expect(listed(text, found, 'arn')).toEqual([
		'10 arn:aws:imagebuilder:eu-west-1:111122223333:image-recipe/nightly/1.0.0 | image-recipe | arn:aws:imagebuilder:eu-west-1:111122223333:image-recipe/nightly/1.0.0',
	]);
});

test('several templates in one stream, and Fn::ForEach', async () => {
	const { fileName, text } = await fixture('streams.yaml');
	const found = await detect(fileName, text);
	expect(listed(text, found, 'definition')).toEqual([
		'2 Recipe | image-recipe | image-recipe/first/1.0.0',
		'10 Recipe | image-recipe | image-recipe/second/2.0.0',
		'19 Pipeline<Arch> | image-pipeline | image-pipeline/build-*',
	]);
	expect(listed(text, found, 'reference')).toEqual([
		'7 Recipe | image-recipe | image-recipe/first/1.0.0',
		'15 Recipe | image-recipe | image-recipe/second/2.0.0',
	]);
	expect(listed(text, found, 'arn')).toEqual([]);
});

test('a template with directives of a template engine', async () => {
	const { fileName, text } = await fixture('pipeline.yml.tpl');
	const found = await detect(fileName, text);
	expect(listed(text, found, 'definition')).toEqual([
		'2 distribution | distribution-configuration | distribution-configuration/*---distribution',
		'15 pipeline | image-pipeline | image-pipeline/*',
	]);
	expect(listed(text, found, 'reference')).toEqual([
		'19 distribution | distribution-configuration | distribution-configuration/*---distribution',
	]);
	expect(listed(text, found, 'arn')).toEqual([]);
});
