import { describe, expect, it } from 'vitest';
import { amiAt, amiMarkdown } from '../../../src/editor/amiHover.ts';
import { targetAt } from '../../../src/editor/codeTarget.ts';
import { english } from '../../../src/model/translate.ts';
import { buildCall } from '../../builders/call.ts';
import { FakeHistory } from '../../builders/fakeHistory.ts';
import { detect } from '../iac/support.ts';

const files = {
	'main.tf': `resource "aws_imagebuilder_image_pipeline" "golden" {
  name             = "golden-ami"
  image_recipe_arn = aws_imagebuilder_image_recipe.base.arn
  schedule {
    schedule_expression = "cron(0 4 * * ? *)"
  }
}
resource "aws_imagebuilder_image_recipe" "base" {
  name = "base"
}
`,
	'template.yaml': `Resources:
  Golden:
    Type: AWS::ImageBuilder::ImagePipeline
    Properties:
      Name: golden-ami
      ImageRecipeArn: !Ref Base
      Schedule:
        ScheduleExpression: cron(0 4 * * ? *)
  Base:
    Type: AWS::ImageBuilder::ImageRecipe
    Properties:
      Name: base
`,
	'stack.ts': `import * as imagebuilder from 'aws-cdk-lib/aws-imagebuilder';
const base = new imagebuilder.CfnImageRecipe(this, 'Base', { name: 'base', version: '1.0.0' });
new imagebuilder.CfnImagePipeline(this, 'Golden', {
	name: 'golden-ami',
	imageRecipeArn: base.attrArn,
	schedule: { scheduleExpression: 'cron(0 4 * * ? *)' },
});
`,
} as const;

async function at(file: keyof typeof files, text: string) {
	const content = files[file];
	const offset = content.indexOf(text) + 1;
	expect(offset).toBeGreaterThan(0);
	const target = targetAt(await detect(file, content), content, offset);
	return (
		target && {
			what: content.slice(target.start, target.end),
			form: target.resource.form,
			name: target.resource.name,
			set: target.set?.property.path,
		}
	);
}

describe('targetAt', () => {
	it.each([
		[
			'main.tf',
			'"golden"',
			'aws_imagebuilder_image_pipeline',
			'schedule_expression',
			'aws_imagebuilder_image_recipe.base',
		],
		[
			'template.yaml',
			'Golden',
			'AWS::ImageBuilder::ImagePipeline',
			'ScheduleExpression',
			'Base\n      Schedule',
		],
		['stack.ts', "'Golden'", 'CfnImagePipeline', 'scheduleExpression', 'base.attrArn'],
	] as const)('%s: id, type, property, reference', async (file, id, type, property, reference) => {
		expect(await at(file, id)).toMatchObject({ form: 'definition', name: 'golden-ami' });
		const atType = await at(file, type);
		expect(atType).toMatchObject({ form: 'definition', name: 'golden-ami' });
		expect(atType?.what).toContain(type);
		expect(await at(file, property)).toMatchObject({
			form: 'definition',
			set: 'schedule.scheduleExpression',
		});
		expect(await at(file, reference)).toMatchObject({
			form: 'reference',
			name: 'base',
			set: 'imageRecipeArn',
		});
	});

	it('is quiet elsewhere', async () => {
		expect(await at('main.tf', 'resource')).toBeUndefined();
		expect(await at('template.yaml', 'Properties')).toBeUndefined();
		expect(await at('template.yaml', 'Resources')).toBeUndefined();
	});
});

describe('an AMI', () => {
	const id = 'ami-0123456789abcdef0';

	it('is found at the cursor only', () => {
		expect(amiAt(`ami: ${id}, x`, 8)).toEqual({ id, start: 5, end: 5 + id.length });
		expect(amiAt(`ami: ${id}, x`, 2)).toBeUndefined();
		expect(amiAt('ami-golden', 3)).toBeUndefined();
	});

	it('is told by the calls that spell it, and not at all without any', async () => {
		const now = Date.parse('2026-11-22T12:00:00Z');
		const history = new FakeHistory([buildCall({ errorCode: 'X' }), buildCall({ userAgent: id })]);
		const markdown = await amiMarkdown(history, id, now, english);
		expect(markdown?.match(/^- /gm)).toHaveLength(1);
		expect(markdown).toContain('command:imageBuilderHistory.showHistory');
		expect(await amiMarkdown(new FakeHistory([]), id, now, english)).toBeUndefined();
	});
});
