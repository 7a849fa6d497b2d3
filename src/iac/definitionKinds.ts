import type { ResourceKind } from '../model/arn.ts';

/** What CloudFormation, CDK and Pulumi call the resources. */
const kindsByType: ReadonlyMap<string, ResourceKind> = new Map([
	['Component', 'component'],
	['ContainerRecipe', 'container-recipe'],
	['DistributionConfiguration', 'distribution-configuration'],
	['Image', 'image'],
	['ImagePipeline', 'image-pipeline'],
	['ImageRecipe', 'image-recipe'],
	['InfrastructureConfiguration', 'infrastructure-configuration'],
	['LifecyclePolicy', 'lifecycle-policy'],
	['Workflow', 'workflow/build'],
]);

/** Kind of a type such as `ImagePipeline`; a workflow's is that of a build workflow. */
export function kindOfType(type: string): ResourceKind | undefined {
	return kindsByType.get(type);
}

/** Kind of a Terraform type such as `aws_imagebuilder_image_pipeline`, of either provider. */
export function kindOfTerraformType(type: string): ResourceKind | undefined {
	const match = /^aws(?:cc)?_imagebuilder_(\w+)$/.exec(type);
	return match?.[1] === undefined ? undefined : kindOfType(pascalCase(match[1]));
}

/** Narrows a workflow's kind by its `type` property: BUILD, TEST or DISTRIBUTION. */
export function workflowKind(type: string | undefined): ResourceKind | undefined {
	switch (type?.toUpperCase()) {
		case 'BUILD':
			return 'workflow/build';
		case 'TEST':
			return 'workflow/test';
		case 'DISTRIBUTION':
			return 'workflow/distribution';
		default:
			return undefined;
	}
}

/** `image_pipeline` to `ImagePipeline` */
function pascalCase(snake: string): string {
	const camel = camelCase(snake);
	return camel.charAt(0).toUpperCase() + camel.slice(1);
}

/** `image_pipeline` to `imagePipeline` */
export function camelCase(snake: string): string {
	return snake.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
