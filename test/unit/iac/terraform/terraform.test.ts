// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of other languages
import { describe, expect, test } from 'vitest';
import { resourcesOfState } from '../../../../src/iac/terraform/state.ts';
import { terraformScope } from '../../../../src/iac/terraform/terraformScope.ts';
import { detect, fixture, grammars, listed } from '../support.ts';

async function patternOfName(name: string): Promise<unknown> {
	const text = `
locals {
  a = "A_b"
  nested = { inner = { name = "deep" } }
  loop = local.loop
}
variable "v" { default = "val" }
variable "none" {}
resource "aws_imagebuilder_image_pipeline" "p" {
  name = ${name}
}
`;
	const [found] = await detect('main.tf', text);
	return found?.pattern?.split('image-pipeline/')[1];
}

describe('names', () => {
	test.each([
		['"plain name"', 'plain-name'],
		['local.a', 'a-b'],
		['var.v', 'val'],
		['var.none', '*'],
		['"${var.v}-${local.a}-${each.key}"', 'val-a-b-*'],
		['"x-${count.index}"', 'x-*'],
		['local.nested.inner.name', 'deep'],
		['local.loop', '*'],
		['format("%s-%02d-%s%%", var.v, 3, "z")', 'val-*-z%'],
		['join("-", ["a", var.v])', 'a-val'],
		['lower("UP")', 'up'],
		['replace(local.a, "_", ".")', 'a.b'],
		['replace("a1", "/[0-9]/", "")', '*'],
		['var.none ? "same" : "same"', 'same'],
		['var.none ? "one" : "other"', '*'],
		['(var.v)', 'val'],
		['random_pet.this.id', '*'],
		['"$${literal}"', '${literal}'],
	])('%s', async (name, expected) => {
		expect(await patternOfName(name)).toBe(expected);
	});
});

test('properties are named as requests name them', async () => {
	const text = `
resource "aws_imagebuilder_image_recipe" "r" {
  version = "1.0.0"
  block_device_mapping {
    ebs { volume_size = 20 }
  }
  component {
    component_arn = "a"
    parameter {
      name = "x"
    }
  }
  component { component_arn = "b" }
  dynamic "component" {
    for_each = var.more
    content { component_arn = component.value }
  }
  systems_manager_agent { uninstall_after_build = true }
}
`;
	const [recipe] = await detect('main.tf', text);
	expect(recipe?.properties?.map(({ path, value }) => [path, value])).toEqual([
		['semanticVersion', '1.0.0'],
		['blockDeviceMappings[0].ebs.volumeSize', '20'],
		['components[0].componentArn', 'a'],
		['components[0].parameters[0].name', 'x'],
		['components[1].componentArn', 'b'],
		['components[2].componentArn', undefined],
		['additionalInstanceConfiguration.systemsManagerAgent.uninstallAfterBuild', 'true'],
	]);
});

test('variables and locals of the whole module fill names', async () => {
	const terraform = await terraformScope(grammars, [
		{ fileName: 'locals.tf', text: 'locals {\n  name = "${local.team}-${var.stage}"\n}' },
		{ fileName: 'more.tf', text: 'locals {\n  team = lower(var.team)\n}' },
		{
			fileName: 'variables.tf',
			text: 'variable "team" { default = "X" }\nvariable "stage" {}\nvariable "unset" {}',
		},
		{ fileName: 'terraform.tfvars', text: 'team = "Platform"\nstage = "prod"\n' },
	]);
	expect(Object.fromEntries(terraform.variables)).toEqual({ team: 'Platform', stage: 'prod' });
	expect(Object.fromEntries(terraform.locals)).toEqual({ name: 'platform-prod', team: 'platform' });
	const text = 'resource "aws_imagebuilder_component" "c" {\n  name = "${local.name}-c"\n}\n';
	const [found] = await detect('main.tf', text, { terraform });
	expect(found?.name).toBe('platform-prod-c');
});

test('a state gives ARNs by address, and definitions take theirs from it', async () => {
	const { text } = await fixture('terraform.tfstate');
	const state = resourcesOfState(text);
	expect(state).toEqual([
		{
			address: 'aws_imagebuilder_image_recipe.base',
			arn: 'arn:aws:imagebuilder:eu-central-1:111122223333:image-recipe/platform-golden-base/1.0.0',
		},
		{
			address: 'module.builds.aws_imagebuilder_component.hardening',
			arn: 'arn:aws:imagebuilder:eu-central-1:111122223333:component/hardening-arm/1.2.0/1',
		},
		{
			address: 'module.builds.aws_imagebuilder_component.hardening',
			arn: 'arn:aws:imagebuilder:eu-central-1:111122223333:component/hardening-x86/1.2.0/1',
		},
	]);
	const arns = new Map(state.map(({ address, arn }) => [address, [arn]]));
	const main = await fixture('main.tf');
	const found = await detect(main.fileName, main.text, { arns });
	const recipes = found.filter(({ address }) => address === 'aws_imagebuilder_image_recipe.base');
	expect(recipes.length).toBeGreaterThan(1);
	for (const { pattern } of recipes) {
		expect(pattern).toBe(state[0]?.arn);
	}
});

test('a plan gives the addresses without their index', async () => {
	const { text } = await fixture('plan.json');
	expect(resourcesOfState(text).map(({ address }) => address)).toEqual([
		'aws_imagebuilder_image_pipeline.this',
		'module.builds.aws_imagebuilder_component.hardening',
		'aws_imagebuilder_image_recipe.gone',
	]);
});

test('text that is no state gives none', () => {
	expect(resourcesOfState('{"resources": "aws_imagebuilder_x", ')).toEqual([]);
	expect(resourcesOfState('')).toEqual([]);
});

test('a half-typed file gives what can be read', async () => {
	const text = `
resource "aws_imagebuilder_component" "first" {
  name = "first
}

resource "aws_imagebuilder_component" "second" {
  name = "second"
`;
	const found = await detect('main.tf', text);
	expect(found.map(({ logicalId }) => logicalId)).toEqual(['first', 'second']);
});

test('modules, outputs of modules and AppStream builders are none', async () => {
	const text = `
module "aws_imagebuilder_image" {
  source = "./imagebuilder"
  arn    = module.aws_imagebuilder_image.recipe_arn
}
resource "aws_appstream_image_builder" "x" { name = "imagebuilder" }
`;
	expect(await detect('main.tf', text)).toEqual([]);
});

test('ARNs take what variables and locals tell, and may be joined', async () => {
	const text = `
locals { region = "eu-west-1" }
data "x" "y" {
  a = "arn:aws:imagebuilder:${'$'}{local.region}:aws:image/${'$'}{var.image}/x.x.x"
  b = join(":", ["arn", "aws", "imagebuilder", local.region, "aws", "component/update-linux/1.0.x"])
  c = format("arn:%s:imagebuilder:%s:aws:image/linux/x.x.x", var.p, var.r)
}
`;
	const found = await detect('main.tf', text);
	expect(listed(text, found)).toEqual([
		'4 arn:aws:imagebuilder:<local.region>:aws:image/<var.image>/x.x.x | image | arn:aws:imagebuilder:eu-west-1:aws:image/*/x.x.x',
		'5 join(":", ["arn", "aws", "imagebuilder", local.region, "aws", "component/update-linux/1.0.x"]) | component | arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/1.0.x',
		'6 arn:%s:imagebuilder:%s:aws:image/linux/x.x.x | image | arn:*:imagebuilder:*:aws:image/linux/x.x.x',
	]);
});
