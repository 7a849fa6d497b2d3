export interface CodeSample {
	readonly language: string;
	readonly fileName: string;
	readonly text: string;
}

const rarity = 25;

/**
 * Templates of about as many lines: pipelines with their recipes among resources of other services,
 * one in 25. That is still several times what public templates hold.
 */
export function codeSamples(lines: number): readonly CodeSample[] {
	return [
		sample('YAML', 'template.yaml', lines, 'Resources:\n', yamlPipeline, yamlOther, ''),
		{
			language: 'JSON',
			fileName: 'template.json',
			text: json(lines),
		},
		sample('HCL', 'main.tf', lines, '', hclPipeline, hclOther, ''),
		sample('TypeScript', 'stack.ts', lines, tsHead, tsPipeline, tsOther, '}\n'),
		sample('Python', 'stack.py', lines, pyHead, pyPipeline, pyOther, ''),
	];
}

/** A file of a program that has nothing to do with Image Builder, 10 KB. */
export function ordinaryFile(seed: number): string {
	return `export function work${seed}(a: number): number {\n\treturn a * ${seed};\n}\n`.repeat(160);
}

type Block = (index: number) => string;

function sample(
	language: string,
	fileName: string,
	lines: number,
	head: string,
	pipeline: Block,
	other: Block,
	tail: string,
): CodeSample {
	let text = head;
	for (let index = 0, count = 0; count < lines; index++) {
		const block = index % rarity === 0 ? pipeline(index) : other(index);
		text += block;
		count += block.split('\n').length - 1;
	}
	return { language, fileName, text: text + tail };
}

function json(lines: number): string {
	const resources: Record<string, unknown> = {};
	for (let index = 0; index < lines / 13; index++) {
		resources[`R${index}`] =
			index % rarity === 0
				? {
						Type: 'AWS::ImageBuilder::ImagePipeline',
						Properties: { Name: `weekly-${index}`, ImageRecipeArn: { Ref: `R${index - rarity}` } },
					}
				: {
						Type: 'AWS::S3::Bucket',
						Properties: {
							BucketName: `bucket-${index}`,
							Tags: [{ Key: 'a', Value: 'b' }],
							VersioningConfiguration: { Status: 'Enabled' },
						},
					};
	}
	return JSON.stringify({ Resources: resources }, undefined, 1);
}

const yamlPipeline: Block = (index) => `  Recipe${index}:
    Type: AWS::ImageBuilder::ImageRecipe
    Properties:
      Name: !Sub 'recipe-\${AWS::Region}-${index}'
      Version: 1.0.0
      ParentImage: !Sub 'arn:\${AWS::Partition}:imagebuilder:\${AWS::Region}:aws:image/linux/x.x.x'
  Pipeline${index}:
    Type: AWS::ImageBuilder::ImagePipeline
    Properties:
      Name: weekly-${index}
      ImageRecipeArn: !Ref Recipe${index}
`;

const yamlOther: Block = (index) => `  Bucket${index}:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Join ['-', [bucket, '${index}', !Ref AWS::Region]]
      VersioningConfiguration:
        Status: Enabled
      Tags:
        - Key: owner
          Value: platform
`;

const hclPipeline: Block = (index) => `resource "aws_imagebuilder_image_recipe" "r${index}" {
  name         = "recipe-\${var.stage}-${index}"
  version      = "1.0.0"
  parent_image = "arn:aws:imagebuilder:\${var.region}:aws:image/linux/x.x.x"
}

resource "aws_imagebuilder_image_pipeline" "p${index}" {
  name             = "weekly-${index}"
  image_recipe_arn = aws_imagebuilder_image_recipe.r${index}.arn
}

`;

const hclOther: Block = (index) => `resource "aws_s3_bucket" "b${index}" {
  bucket = "bucket-\${var.stage}-${index}"

  tags = {
    owner = "platform"
  }
}

`;

const tsHead = `import * as s3 from 'aws-cdk-lib/aws-s3';
import * as ib from 'aws-cdk-lib/aws-imagebuilder';

export function build(scope: Construct): void {
`;

const tsPipeline: Block = (
	index,
) => `	const recipe${index} = new ib.CfnImageRecipe(scope, 'Recipe${index}', {
		name: \`recipe-\${stage}-${index}\`,
		version: '1.0.0',
		parentImage: \`arn:aws:imagebuilder:\${region}:aws:image/linux/x.x.x\`,
	});
	new ib.CfnImagePipeline(scope, 'Pipeline${index}', {
		name: 'weekly-${index}',
		imageRecipeArn: recipe${index}.attrArn,
	});
`;

const tsOther: Block = (index) => `	const bucket${index} = new s3.Bucket(scope, 'Bucket${index}', {
		bucketName: \`bucket-\${stage}-${index}\`,
		versioned: true,
	});
	if (stage === 'prod') {
		bucket${index}.applyRemovalPolicy(RemovalPolicy.RETAIN);
	}
`;

const pyHead = `from aws_cdk import aws_imagebuilder as ib, aws_s3 as s3


def build(scope):
`;

const pyPipeline: Block = (index) => `    recipe_${index} = ib.CfnImageRecipe(
        scope,
        "Recipe${index}",
        name=f"recipe-{stage}-${index}",
        version="1.0.0",
        parent_image=f"arn:aws:imagebuilder:{region}:aws:image/linux/x.x.x",
    )
    ib.CfnImagePipeline(
        scope,
        "Pipeline${index}",
        name="weekly-${index}",
        image_recipe_arn=recipe_${index}.attr_arn,
    )
`;

const pyOther: Block = (index) => `    bucket_${index} = s3.Bucket(
        scope,
        "Bucket${index}",
        bucket_name=f"bucket-{stage}-${index}",
        versioned=True,
    )
    if stage == "prod":
        bucket_${index}.apply_removal_policy(RemovalPolicy.RETAIN)
`;
