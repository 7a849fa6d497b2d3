// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of other languages
import { describe, expect, test } from 'vitest';
import { detect, listed } from '../support.ts';

async function definitions(fileName: string, text: string): Promise<readonly string[]> {
	return listed(text, await detect(fileName, text), 'definition');
}

describe('imports of TypeScript', () => {
	test.each([
		["import * as ib from 'aws-cdk-lib/aws-imagebuilder';", 'new ib.CfnImage(this, "A");'],
		["import ib from 'aws-cdk-lib/aws-imagebuilder';", 'new ib.CfnImage(this, "A");'],
		["import ib = require('@aws-cdk/aws-imagebuilder');", 'new ib.CfnImage(this, "A");'],
		["import { CfnImage } from 'aws-cdk-lib/aws-imagebuilder';", 'new CfnImage(this, "A");'],
		["import { CfnImage as I } from '@aws-cdk/aws-imagebuilder';", 'new I(this, "A");'],
		["import { aws_imagebuilder as ib } from 'aws-cdk-lib';", 'new ib.CfnImage(this, "A");'],
		["import * as cdk from 'aws-cdk-lib';", 'new cdk.aws_imagebuilder.CfnImage(this, "A");'],
		["const { CfnImage: I } = require('aws-cdk-lib/aws-imagebuilder');", 'new I(this, "A");'],
		["const ib = require('monocdk/aws-imagebuilder');", 'new ib.CfnImage(this, "A");'],
		["import * as imagebuilder from '../lib';", 'new imagebuilder.Image(this, "A");'],
		['// no import to be seen', 'new imagebuilder.CfnImage(this, "A");'],
		["import { Image } from '@aws-cdk/aws-imagebuilder-alpha';", 'new Image(this, "A", {});'],
		[
			"import { ImagebuilderImage } from '@cdktf/provider-aws/lib/imagebuilder-image';",
			'new ImagebuilderImage(this, "A", {});',
		],
		["import * as aws from '@pulumi/aws';", 'new aws.imagebuilder.Image("A", {});'],
		["import { imagebuilder as ib } from '@pulumi/aws';", 'new ib.Image("A", {});'],
		["import * as ib from '@pulumi/aws/imagebuilder';", 'new ib.Image("A", {});'],
		["import { Image } from '@pulumi/aws-native/imagebuilder';", 'new Image("A", {});'],
		['// SST has a global', 'new aws.imagebuilder.Image("A", {});'],
	])('%s', async (header, code) => {
		expect(await definitions('stack.ts', `${header}\n${code}\n`)).toEqual([
			'2 A | image | image/*',
		]);
	});

	test.each([
		["import { Image } from './imagebuilder';", 'new Image(this, "A");'],
		["import { Image } from 'cdk-imagebuilder-things';", 'new Image(this, "A");'],
		["import * as ib from 'aws-cdk-lib/aws-imagebuilder';", 'ib.CfnImage.isCfnResource(x);'],
		["import * as ib from 'aws-cdk-lib/aws-imagebuilder';", 'const a: ib.CfnImage = make();'],
		["import * as ib from 'aws-cdk-lib/aws-imagebuilder';", 'const s = "new ib.CfnImage(this)";'],
		["import * as aws from '@pulumi/aws';", 'new aws.appstream.ImageBuilder("A", {});'],
		['// imagebuilder', 'new Image(10, 20);'],
	])('%s %s defines none', async (header, code) => {
		expect(await definitions('stack.ts', `${header}\n${code}\n`)).toEqual([]);
	});
});

describe('imports of Python', () => {
	test.each([
		['from aws_cdk import aws_imagebuilder', 'aws_imagebuilder.CfnImage(self, "A")'],
		['from aws_cdk import aws_imagebuilder as ib', 'ib.CfnImage(self, "A")'],
		['import aws_cdk.aws_imagebuilder as ib', 'ib.CfnImage(self, "A")'],
		['import aws_cdk', 'aws_cdk.aws_imagebuilder.CfnImage(self, id="A")'],
		['from aws_cdk.aws_imagebuilder import CfnImage as I', 'I(scope=self, id="A")'],
		['from aws_cdk import aws_imagebuilder_alpha as ib', 'ib.Image(self, "A")'],
		['import pulumi_aws as aws', 'aws.imagebuilder.Image("A")'],
		['import pulumi_aws_native as aws_native', 'aws_native.imagebuilder.Image(resource_name="A")'],
		['from pulumi_aws import imagebuilder', 'imagebuilder.Image("A", opts=None)'],
		['from pulumi_aws.imagebuilder import Image', 'Image("A")'],
	])('%s', async (header, code) => {
		expect(await definitions('stack.py', `${header}\n${code}\n`)).toEqual([
			'2 A | image | image/*',
		]);
	});

	test.each([
		['from aws_cdk import aws_imagebuilder as ib', 'ib.CfnImage.ImageTestsConfigurationProperty()'],
		['from aws_cdk import aws_imagebuilder as ib', 'def f(image: ib.CfnImage): pass'],
		['from PIL import Image  # imagebuilder', 'Image("A")'],
	])('%s %s defines none', async (header, code) => {
		expect(await definitions('stack.py', `${header}\n${code}\n`)).toEqual([]);
	});
});

test('a name that several functions use means the nearest definition before', async () => {
	const text = `import * as ib from 'aws-cdk-lib/aws-imagebuilder';
function one() {
	const recipe = new ib.CfnImageRecipe(this, 'A', { name: 'a', version: '1.0.0' });
	new ib.CfnImage(this, 'X', { imageRecipeArn: recipe.attrArn });
}
function two() {
	const recipe = new ib.CfnImageRecipe(this, 'B', { name: 'b', version: '2.0.0' });
	new ib.CfnImage(this, 'Y', { imageRecipeArn: recipe.attrArn });
}
`;
	const found = await detect('stack.ts', text);
	expect(listed(text, found, 'reference')).toEqual([
		'4 recipe | image-recipe | image-recipe/a/1.0.0',
		'8 recipe | image-recipe | image-recipe/b/2.0.0',
	]);
	expect(found.filter(({ kind }) => kind === 'image').map(({ pattern }) => pattern)).toEqual([
		'arn:*:imagebuilder:*:*:image/a/1.0.0',
		'arn:*:imagebuilder:*:*:image/b/2.0.0',
	]);
});

test('properties are named as requests name them', async () => {
	const text = `from aws_cdk import aws_imagebuilder as ib
ib.CfnInfrastructureConfiguration(self, "A",
    name="a",
    instance_types=["t3.medium"],
    logging=ib.CfnInfrastructureConfiguration.LoggingProperty(
        s3_logs=ib.CfnInfrastructureConfiguration.S3LogsProperty(s3_bucket_name="logs"),
    ),
    instance_metadata_options={"httpTokens": "required"},
    key_pair=props.key_pair,
)
`;
	const [found] = await detect('stack.py', text);
	expect(found?.properties?.map(({ path, value }) => [path, value])).toEqual([
		['name', 'a'],
		['instanceTypes', ['t3.medium']],
		['logging.s3Logs.s3BucketName', 'logs'],
		['instanceMetadataOptions.httpTokens', 'required'],
		['keyPair', undefined],
	]);
});

describe('ARNs put together by code', () => {
	test.each([
		[
			'a.ts',
			"const x = 'arn:' + p + ':imagebuilder:' + r + ':aws:image/linux/x.x.x';",
			'arn:*:imagebuilder:*:aws:image/linux/x.x.x',
		],
		[
			'a.ts',
			"const n = 'linux';\nconst x = `arn:aws:imagebuilder:${r}:aws:image/${n}/1.0.0`;",
			'arn:aws:imagebuilder:*:aws:image/linux/1.0.0',
		],
		[
			'a.ts',
			'const x = `arn:aws:imagebuilder:${a\n.b}:${c}:image/*`;',
			'arn:aws:imagebuilder:*:*:image/*',
		],
		[
			'a.py',
			'x = "arn:aws:imagebuilder:%s:aws:image/%s/x.x.x" % (r, n)',
			'arn:aws:imagebuilder:*:aws:image/*/x.x.x',
		],
		[
			'a.py',
			'x = "arn:aws:imagebuilder:{}:aws:image/{}/x.x.x".format(r, "linux")',
			'arn:aws:imagebuilder:*:aws:image/linux/x.x.x',
		],
		[
			'a.py',
			'x = ("arn:aws:imagebuilder:"\n  f"{r}:aws:"\n  "image/linux/x.x.x")',
			'arn:aws:imagebuilder:*:aws:image/linux/x.x.x',
		],
	])('%s %s', async (fileName, text, pattern) => {
		const found = await detect(fileName, text);
		expect(found.map((one) => [one.form, one.pattern])).toEqual([['arn', pattern]]);
	});
});

test('half-typed code gives the constructs it begins', async () => {
	const text = `import * as ib from 'aws-cdk-lib/aws-imagebuilder';
export class S {
	constructor() {
		const r = new ib.CfnImageRecipe(this, 'R', { name: 'r', version: '1.0.0' });
		const p = new ib.CfnImagePipeline(this, 'P', { name: 'p', imageRecipeArn: r.
		if (
	}
	// new ib.CfnImage(this, 'Commented', {
	other() { new ib.CfnComponent(this, 'C', { name: 'c'
`;
	expect(await definitions('stack.ts', text)).toEqual([
		'4 R | image-recipe | image-recipe/r/1.0.0',
		'5 P | image-pipeline | image-pipeline/*',
		'9 C | component | component/*',
	]);
});
