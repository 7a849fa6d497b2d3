// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of other languages
import { describe, expect, test } from 'vitest';
import type { CodeContext } from '../../../../src/iac/codeResource.ts';
import { detect, listed } from '../support.ts';

/** Pattern of the one pipeline of a template, after its kind. */
async function patternOfName(name: string, head = '', context?: CodeContext): Promise<unknown> {
	const text = `${head}
Resources:
  Pipeline:
    Type: AWS::ImageBuilder::ImagePipeline
    Properties:
      Name: ${name}
`;
	const [found] = await detect('template.yaml', text, context);
	return found?.pattern?.split('image-pipeline/')[1];
}

const parameters = `Parameters:
  Env: { Type: String, Default: Dev_Test }
  None: { Type: String }
  Ssm: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /a/b }
Mappings:
  Map: { one: { a: X, b: X }, two: { a: Y, b: X } }
`;

describe('names', () => {
	test.each([
		['My_Golden AMI', 'my-golden-ami'],
		['"quoted"', 'quoted'],
		["'it''s'", "it's"],
		['!Ref Env', 'dev-test'],
		['!Ref None', '*'],
		['!Ref Ssm', '*'],
		['!Sub "${Env}-x-${None}"', 'dev-test-x-*'],
		['!Sub ["${A}-${B.C}", {A: !Ref Env}]', 'dev-test-*'],
		['!Sub "${!Literal}-x"', '${literal}-x'],
		['{ "Fn::Sub": "a-${AWS::Region}" }', 'a-*'],
		['!Join ["-", [a, !Ref Env, {Ref: None}]]', 'a-dev-test-*'],
		['!Join ["-", !Split [",", "a,b"]]', '*'],
		['!FindInMap [Map, one, a]', 'x'],
		['!FindInMap [Map, !Ref None, b]', 'x'],
		['!FindInMap [Map, !Ref None, a]', '*'],
		['!Select [1, [a, b]]', 'b'],
		['!If [IsProd, same, same]', 'same'],
		['!If [IsProd, one, other]', '*'],
		['!ImportValue shared-name', '*'],
		['!GetAtt Other.Name', '*'],
		['"{{resolve:ssm:/name}}-x"', '*-x'],
	])('%s', async (name, expected) => {
		expect(await patternOfName(name, parameters)).toBe(expected);
	});

	test('take parameters and stack names from outside', async () => {
		const context = {
			parameters: new Map([['None', 'given']]),
			stackName: 'images',
			region: 'eu-west-1',
		};
		const name = '!Sub "${AWS::StackName}-${None}-${AWS::Region}"';
		expect(await patternOfName(name, parameters, context)).toBe('images-given-eu-west-1');
	});
});

test('account, Region and partition stand in the pattern where the surroundings tell them', async () => {
	const text = 'Resources:\n  P:\n    Type: AWS::ImageBuilder::Image\n';
	const context = { partition: 'aws', region: 'eu-west-1', accountId: '111122223333' };
	const [found] = await detect('t.yaml', text, context);
	expect(found?.pattern).toBe('arn:aws:imagebuilder:eu-west-1:111122223333:image/*');
});

test('all nine types are known, and no others', async () => {
	const types = [
		'Component',
		'ContainerRecipe',
		'DistributionConfiguration',
		'Image',
		'ImagePipeline',
		'ImageRecipe',
		'InfrastructureConfiguration',
		'LifecyclePolicy',
		'Workflow',
		'ImageFactory',
	];
	const resources = Object.fromEntries(
		types.map((type) => [`A${type}`, { Type: `AWS::ImageBuilder::${type}` }]),
	);
	const found = await detect('t.json', JSON.stringify({ Resources: resources }));
	expect(found.map(({ logicalId, kind }) => `${logicalId} ${kind}`)).toEqual([
		'AComponent component',
		'AContainerRecipe container-recipe',
		'ADistributionConfiguration distribution-configuration',
		'AImage image',
		'AImagePipeline image-pipeline',
		'AImageRecipe image-recipe',
		'AInfrastructureConfiguration infrastructure-configuration',
		'ALifecyclePolicy lifecycle-policy',
		'AWorkflow workflow/build',
	]);
	expect(found.at(-1)?.pattern).toBe('arn:*:imagebuilder:*:*:workflow/*/*');
});

test('what only looks like a resource defines none', async () => {
	const text = `
rules:
  imageBuilder:
    Type: AWS::ImageBuilder::ImagePipeline
    Severity: high
list:
  - Type: AWS::ImageBuilder::Image
text: |
  Resources:
    Quoted:
      Type: AWS::ImageBuilder::Image
Resources:
  Import:
    Type: AWS::CloudFormation::Stack
    ResourceType: AWS::ImageBuilder::Image
  # Gone:
  #   Type: AWS::ImageBuilder::Image
`;
	expect(await detect('t.yaml', text)).toEqual([]);
});

test('mentions that are no references are none', async () => {
	const text = `
Resources:
  Recipe:
    Type: AWS::ImageBuilder::ImageRecipe
  Pipeline:
    Type: AWS::ImageBuilder::ImagePipeline
    DependsOn: Recipe
    Properties:
      Description: uses Recipe, see !Ref Recipe
      Name: !Sub '\${!Recipe} Recipe \${Recipe} \${Recipe.Name} \${Recipes}' # !Ref Recipe
      Tags: { Ref: !Ref Recipe, Key: !GetAtt RecipeX.Arn }
`;
	const found = await detect('t.yaml', text);
	expect(listed(text, found, 'reference').map((line) => line.split(' ')[0])).toEqual([
		'10',
		'10',
		'11',
	]);
	expect(
		found.filter(({ form }) => form === 'reference').every((one) => one.target === 'Recipe'),
	).toBe(true);
});

test('properties are named as requests name them, with exact ranges', async () => {
	const text = `Resources:
  Pipeline:
    Type: AWS::ImageBuilder::ImagePipeline
    Properties:
      Name: weekly
      Schedule:
        ScheduleExpression: 'cron(0 6 ? * mon *)'
      Workflows:
        - WorkflowArn: !Ref Workflow
  Infra:
    Type: AWS::ImageBuilder::InfrastructureConfiguration
    Properties:
      InstanceTypes: [t3.medium, m5.large]
  Recipe:
    Type: AWS::ImageBuilder::ImageRecipe
    Properties:
      Version: 1.0.0
      Components:
        - ComponentArn: a
          Parameters: [{ Name: x, Value: [y] }]
`;
	const found = await detect('t.yaml', text);
	const properties = found.flatMap((one) => one.properties ?? []);
	expect(
		properties.map(({ path, start, end, valueStart, valueEnd, value }) => [
			path,
			value,
			text.slice(start, end),
			text.slice(valueStart, valueEnd),
		]),
	).toEqual([
		['name', 'weekly', 'Name: weekly', 'weekly'],
		[
			'schedule.scheduleExpression',
			'cron(0 6 ? * mon *)',
			"ScheduleExpression: 'cron(0 6 ? * mon *)'",
			"'cron(0 6 ? * mon *)'",
		],
		['workflows[0].workflowArn', undefined, 'WorkflowArn: !Ref Workflow', '!Ref Workflow'],
		[
			'instanceTypes',
			['t3.medium', 'm5.large'],
			'InstanceTypes: [t3.medium, m5.large]',
			'[t3.medium, m5.large]',
		],
		['semanticVersion', '1.0.0', 'Version: 1.0.0', '1.0.0'],
		['components[0].componentArn', 'a', 'ComponentArn: a', 'a'],
		['components[0].parameters[0].name', 'x', 'Name: x', 'x'],
		['components[0].parameters[0].value', ['y'], 'Value: [y]', '[y]'],
	]);
});

test('a half-typed template gives what can be read', async () => {
	const text = `Resources:
  First:
    Type: AWS::ImageBuilder::Component
    Properties:
      Name: first
      Data: "never closed
  Second:
    Type: AWS::ImageBuilder::ImagePipeline
    Properties:
      Name: second
      ImageRecipeArn: !Ref
   bad: [
`;
	const found = await detect('t.yaml', text);
	expect(found.map(({ logicalId, name }) => `${logicalId} ${name}`)).toContain('Second second');
});

test('a template of more lines than the grammar can count is read all the same', async () => {
	const filler = Array.from({ length: 33_000 }, (_, line) => `  k${line}: v`).join('\n');
	const text = `Metadata:
${filler}
Resources:
  Recipe:
    Type: AWS::ImageBuilder::ImageRecipe
    Properties: { Name: !Sub 'x-\${AWS::Region}', Version: "1.0.0" }
  Pipeline:
    Type: AWS::ImageBuilder::ImagePipeline
    Properties:
      ImageRecipeArn: !GetAtt Recipe.Arn
`;
	const found = await detect('t.yaml', text);
	expect(listed(text, found)).toEqual([
		'33003 Recipe | image-recipe | image-recipe/x-*/1.0.0',
		'33006 Pipeline | image-pipeline | image-pipeline/*',
		'33009 Recipe | image-recipe | image-recipe/x-*/1.0.0',
	]);
});

test('ARNs in Fn::Sub take what parameters and the surroundings tell', async () => {
	const text = `Parameters:
  Base: { Default: amazon-linux-2023-x86 }
Resources:
  Recipe:
    Type: AWS::ImageBuilder::ImageRecipe
    Properties:
      ParentImage: !Sub "arn:\${AWS::Partition}:imagebuilder:\${AWS::Region}:aws:image/\${Base}/x.x.x"
      Components:
        - ComponentArn:
            Fn::Sub:
              - arn:aws:imagebuilder:\${R}:\${AWS::AccountId}:component/\${Name}/\${V}
              - { R: eu-west-1, Name: !Ref Base, V: !GetAtt A.B }
`;
	const found = await detect('t.yaml', text, { region: 'eu-west-1' });
	expect(listed(text, found, 'arn')).toEqual([
		'7 arn:<AWS::Partition>:imagebuilder:<AWS::Region>:aws:image/<Base>/x.x.x | image | arn:*:imagebuilder:eu-west-1:aws:image/amazon-linux-2023-x86/x.x.x',
		'11 arn:aws:imagebuilder:<R>:<AWS::AccountId>:component/<Name>/<V> | component | arn:aws:imagebuilder:eu-west-1:*:component/amazon-linux-2023-x86/*',
	]);
});

test('holes of another template engine hide nothing', async () => {
	const text = `Resources:
{% for os in systems %}
  Recipe{{ os }}:
    Type: AWS::ImageBuilder::ImageRecipe
    Properties:
      Name: {{ os }}-recipe
      Version: {{ version }}
{% endfor %}
  Pipeline:
    Type: AWS::ImageBuilder::ImagePipeline
    Properties:
      {{ extra | indent(6) }}
      Name: "{{ prefix }}-pipeline"
`;
	const found = await detect('t.yml.j2', text);
	expect(listed(text, found)).toEqual([
		'3 Recipe{{ os }} | image-recipe | image-recipe/*-recipe',
		'9 Pipeline | image-pipeline | image-pipeline/*-pipeline',
	]);
	expect(found[0]?.logicalId).toBe('Recipe{{ os }}');
});

test('what stands beside the resources of a template defines none', async () => {
	const text = `x-shared: &shared
  Type: AWS::ImageBuilder::Component
Resources:
  A: { Type: AWS::ImageBuilder::Component }
`;
	expect((await detect('t.yaml', text)).map(({ logicalId }) => logicalId)).toEqual(['A']);
});

test('line ends, byte order marks and characters beyond the first plane move no range', async () => {
	const text = `# 日本語 🚀
Resources:
  Recipe:
    Type: AWS::ImageBuilder::ImageRecipe
    Properties: { Name: 🚀 gold, Version: 1.0.0 }
  Pipeline:
    Type: AWS::ImageBuilder::ImagePipeline
    Properties:
      ImageRecipeArn: !GetAtt 'Recipe.Arn'
`;
	for (const variant of [text, `\ufeff${text}`, text.replaceAll('\n', '\r\n')]) {
		expect(listed(variant, await detect('t.yaml', variant))).toEqual([
			'3 Recipe | image-recipe | image-recipe/🚀-gold/1.0.0',
			'6 Pipeline | image-pipeline | image-pipeline/*',
			'9 Recipe | image-recipe | image-recipe/🚀-gold/1.0.0',
		]);
	}
	const json = '\ufeff{"Resources":{"A":{"Type":"AWS::ImageBuilder::Image"}}}';
	expect(listed(json, await detect('t.json', json))).toEqual(['1 A | image | image/*']);
});
