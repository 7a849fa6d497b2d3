import { normaliseName, type ResourceKind } from '../../src/model/arn.ts';
import type { JsonObject } from '../../src/model/record.ts';

/** Where resources live. */
export interface Place {
	readonly accountId: string;
	readonly region: string;
	readonly partition?: string;
}

/** The part of a record that an operation decides. */
export interface BuiltOperation {
	readonly eventName: string;
	readonly readOnly: boolean;
	readonly requestParameters: JsonObject | null;
	readonly responseElements?: JsonObject | null;
}

/** An ARN as Image Builder makes it of a resource's name. */
export function buildArn(
	place: Place,
	kind: ResourceKind,
	name: string,
	version?: string,
	build?: number,
): string {
	const { partition = 'aws', region, accountId } = place;
	const tail = [version, build].filter((part) => part !== undefined).map((part) => `/${part}`);
	return `arn:${partition}:imagebuilder:${region}:${accountId}:${kind}/${normaliseName(name)}${tail.join('')}`;
}

interface Named {
	readonly name: string;
}
interface Versioned extends Named {
	readonly version?: string;
}
export interface PipelineOptions extends Named {
	readonly recipe?: string;
	readonly recipeVersion?: string;
	/** A container recipe in place of an image recipe. */
	readonly container?: boolean;
	readonly infrastructure?: string;
	readonly distribution?: string;
	readonly description?: string;
	/** Cron expression in UTC. */
	readonly schedule?: string;
	readonly status?: 'ENABLED' | 'DISABLED';
	readonly tags?: JsonObject;
}

const token = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const answered = { requestId: '1b2c3d4e-5f60-4b7c-8d9e-0f1a2b3c4d5e' };
const change = { readOnly: false } as const;
const read = { readOnly: true, responseElements: null } as const;

/** Makes the operations of Image Builder on resources of one place. */
export function operationsIn(place: Place) {
	const arn = (kind: ResourceKind, name: string, version?: string, build?: number) =>
		buildArn(place, kind, name, version, build);
	const awsOwned = { ...place, accountId: 'aws' };

	function pipelineBody(options: PipelineOptions): JsonObject {
		const recipe = options.recipe ?? options.name;
		const recipeArn = arn(
			options.container ? 'container-recipe' : 'image-recipe',
			recipe,
			options.recipeVersion ?? '1.0.0',
		);
		return {
			...(options.description !== undefined && { description: options.description }),
			...(options.container ? { containerRecipeArn: recipeArn } : { imageRecipeArn: recipeArn }),
			infrastructureConfigurationArn: arn(
				'infrastructure-configuration',
				options.infrastructure ?? options.name,
			),
			...(options.distribution !== undefined && {
				distributionConfigurationArn: arn('distribution-configuration', options.distribution),
			}),
			imageTestsConfiguration: { imageTestsEnabled: true, timeoutMinutes: 720 },
			enhancedImageMetadataEnabled: true,
			...(options.schedule !== undefined && {
				schedule: {
					scheduleExpression: options.schedule,
					pipelineExecutionStartCondition: 'EXPRESSION_MATCH_AND_DEPENDENCY_UPDATES_AVAILABLE',
				},
			}),
			status: options.status ?? 'ENABLED',
			...(options.tags !== undefined && { tags: options.tags }),
			clientToken: token,
		};
	}

	/** An answer that gives the resource's ARN back. */
	function answer(field: string, value: string): JsonObject {
		return { ...answered, clientToken: token, [field]: value };
	}

	/** A call whose request and answer are one ARN. */
	function about(eventName: string, field: string, value: string, more: JsonObject = {}) {
		const requestParameters = { [field]: value, ...more };
		return {
			eventName,
			...change,
			requestParameters,
			responseElements: { ...answered, [field]: value },
		};
	}

	return {
		createImagePipeline: (options: PipelineOptions): BuiltOperation => ({
			eventName: 'CreateImagePipeline',
			...change,
			requestParameters: { name: options.name, ...pipelineBody(options) },
			responseElements: answer('imagePipelineArn', arn('image-pipeline', options.name)),
		}),
		updateImagePipeline: (options: PipelineOptions): BuiltOperation => ({
			eventName: 'UpdateImagePipeline',
			...change,
			requestParameters: {
				imagePipelineArn: arn('image-pipeline', options.name),
				...pipelineBody(options),
			},
			responseElements: answer('imagePipelineArn', arn('image-pipeline', options.name)),
		}),
		deleteImagePipeline: ({ name }: Named): BuiltOperation =>
			about('DeleteImagePipeline', 'imagePipelineArn', arn('image-pipeline', name)),
		startImagePipelineExecution: (options: {
			readonly name: string;
			readonly recipe?: string;
			readonly version?: string;
			readonly build?: number;
		}): BuiltOperation => ({
			eventName: 'StartImagePipelineExecution',
			...change,
			requestParameters: {
				imagePipelineArn: arn('image-pipeline', options.name),
				clientToken: token,
			},
			responseElements: answer(
				'imageBuildVersionArn',
				arn(
					'image',
					options.recipe ?? options.name,
					options.version ?? '1.0.0',
					options.build ?? 1,
				),
			),
		}),
		createImageRecipe: (
			options: Versioned & {
				readonly components?: readonly string[];
				readonly parentImage?: string;
			},
		): BuiltOperation => ({
			eventName: 'CreateImageRecipe',
			...change,
			requestParameters: {
				name: options.name,
				semanticVersion: options.version ?? '1.0.0',
				components: (options.components ?? ['hardening']).map((name) => ({
					componentArn: arn('component', name, '1.0.x'),
				})),
				parentImage:
					options.parentImage ?? buildArn(awsOwned, 'image', 'amazon-linux-2023-x86', 'x.x.x'),
				workingDirectory: '/tmp',
				clientToken: token,
			},
			responseElements: answer(
				'imageRecipeArn',
				arn('image-recipe', options.name, options.version ?? '1.0.0'),
			),
		}),
		deleteImageRecipe: ({ name, version = '1.0.0' }: Versioned): BuiltOperation =>
			about('DeleteImageRecipe', 'imageRecipeArn', arn('image-recipe', name, version)),
		createContainerRecipe: ({ name, version = '1.0.0' }: Versioned): BuiltOperation => ({
			eventName: 'CreateContainerRecipe',
			...change,
			requestParameters: {
				containerType: 'DOCKER',
				name,
				semanticVersion: version,
				components: [{ componentArn: buildArn(awsOwned, 'component', 'update-linux', 'x.x.x') }],
				parentImage: 'amazonlinux:latest',
				targetRepository: { service: 'ECR', repositoryName: normaliseName(name) },
				clientToken: token,
			},
			responseElements: answer('containerRecipeArn', arn('container-recipe', name, version)),
		}),
		deleteContainerRecipe: ({ name, version = '1.0.0' }: Versioned): BuiltOperation =>
			about('DeleteContainerRecipe', 'containerRecipeArn', arn('container-recipe', name, version)),
		createInfrastructureConfiguration: ({
			name,
			instanceTypes = ['t3.medium'],
		}: Named & { readonly instanceTypes?: readonly string[] }): BuiltOperation => ({
			eventName: 'CreateInfrastructureConfiguration',
			...change,
			requestParameters: {
				name,
				instanceTypes,
				instanceProfileName: 'EC2InstanceProfileForImageBuilder',
				terminateInstanceOnFailure: true,
				snsTopicArn: `arn:aws:sns:${place.region}:${place.accountId}:image-builds`,
				clientToken: token,
			},
			responseElements: answer(
				'infrastructureConfigurationArn',
				arn('infrastructure-configuration', name),
			),
		}),
		updateInfrastructureConfiguration: ({
			name,
			instanceTypes = ['m7i.large'],
		}: Named & { readonly instanceTypes?: readonly string[] }): BuiltOperation =>
			about(
				'UpdateInfrastructureConfiguration',
				'infrastructureConfigurationArn',
				arn('infrastructure-configuration', name),
				{ instanceTypes, instanceProfileName: 'EC2InstanceProfileForImageBuilder' },
			),
		deleteInfrastructureConfiguration: ({ name }: Named): BuiltOperation =>
			about(
				'DeleteInfrastructureConfiguration',
				'infrastructureConfigurationArn',
				arn('infrastructure-configuration', name),
			),
		createDistributionConfiguration: ({ name }: Named): BuiltOperation => ({
			eventName: 'CreateDistributionConfiguration',
			...change,
			requestParameters: {
				name,
				distributions: [
					{
						region: place.region,
						amiDistributionConfiguration: { name: `${name} {{ imagebuilder:buildDate }}` },
					},
				],
				clientToken: token,
			},
			responseElements: answer(
				'distributionConfigurationArn',
				arn('distribution-configuration', name),
			),
		}),
		updateDistributionConfiguration: ({ name }: Named): BuiltOperation =>
			about(
				'UpdateDistributionConfiguration',
				'distributionConfigurationArn',
				arn('distribution-configuration', name),
				{ distributions: [{ region: place.region }, { region: 'eu-central-1' }] },
			),
		deleteDistributionConfiguration: ({ name }: Named): BuiltOperation =>
			about(
				'DeleteDistributionConfiguration',
				'distributionConfigurationArn',
				arn('distribution-configuration', name),
			),
		createComponent: ({
			name,
			version = '1.0.0',
			data,
		}: Versioned & { readonly data?: string }): BuiltOperation => ({
			eventName: 'CreateComponent',
			...change,
			requestParameters: {
				name,
				semanticVersion: version,
				platform: 'Linux',
				data: data ?? 'name: hardening\nschemaVersion: 1.0\nphases: []\n',
				clientToken: token,
			},
			responseElements: answer('componentBuildVersionArn', arn('component', name, version, 1)),
		}),
		deleteComponent: ({ name, version = '1.0.0' }: Versioned): BuiltOperation =>
			about('DeleteComponent', 'componentBuildVersionArn', arn('component', name, version, 1)),
		createImage: (options: PipelineOptions & { readonly build?: number }): BuiltOperation => ({
			eventName: 'CreateImage',
			...change,
			requestParameters: pipelineBody(options),
			responseElements: answer(
				'imageBuildVersionArn',
				arn(
					'image',
					options.recipe ?? options.name,
					options.recipeVersion ?? '1.0.0',
					options.build ?? 1,
				),
			),
		}),
		cancelImageCreation: ({
			name,
			version = '1.0.0',
			build = 1,
		}: Versioned & { readonly build?: number }): BuiltOperation =>
			about('CancelImageCreation', 'imageBuildVersionArn', arn('image', name, version, build)),
		deleteImage: ({
			name,
			version = '1.0.0',
			build = 1,
		}: Versioned & { readonly build?: number }): BuiltOperation =>
			about('DeleteImage', 'imageBuildVersionArn', arn('image', name, version, build)),
		createLifecyclePolicy: ({ name }: Named): BuiltOperation => ({
			eventName: 'CreateLifecyclePolicy',
			...change,
			requestParameters: {
				name,
				status: 'ENABLED',
				executionRole: `arn:aws:iam::${place.accountId}:role/ImageLifecycle`,
				resourceType: 'AMI_IMAGE',
				policyDetails: [
					{ action: { type: 'DELETE' }, filter: { type: 'AGE', value: 6, unit: 'MONTHS' } },
				],
				resourceSelection: { tagMap: { team: 'platform' } },
				clientToken: token,
			},
			responseElements: answer('lifecyclePolicyArn', arn('lifecycle-policy', name)),
		}),
		updateLifecyclePolicy: ({ name }: Named): BuiltOperation =>
			about('UpdateLifecyclePolicy', 'lifecyclePolicyArn', arn('lifecycle-policy', name), {
				status: 'DISABLED',
			}),
		deleteLifecyclePolicy: ({ name }: Named): BuiltOperation =>
			about('DeleteLifecyclePolicy', 'lifecyclePolicyArn', arn('lifecycle-policy', name)),
		createWorkflow: ({
			name,
			version = '1.0.0',
			type = 'build',
		}: Versioned & { readonly type?: 'build' | 'test' | 'distribution' }): BuiltOperation => ({
			eventName: 'CreateWorkflow',
			...change,
			requestParameters: {
				name,
				semanticVersion: version,
				type: type.toUpperCase(),
				data: 'name: build\nschemaVersion: 1.0\nsteps: []\n',
				clientToken: token,
			},
			responseElements: answer(
				'workflowBuildVersionArn',
				arn(`workflow/${type}`, name, version, 1),
			),
		}),
		deleteWorkflow: ({
			name,
			version = '1.0.0',
			type = 'build',
		}: Versioned & { readonly type?: 'build' | 'test' | 'distribution' }): BuiltOperation =>
			about('DeleteWorkflow', 'workflowBuildVersionArn', arn(`workflow/${type}`, name, version, 1)),
		tagResource: (
			resourceArn: string,
			tags: JsonObject = { team: 'platform' },
		): BuiltOperation => ({
			eventName: 'TagResource',
			...change,
			requestParameters: { resourceArn, tags },
			responseElements: null,
		}),
		untagResource: (
			resourceArn: string,
			tagKeys: readonly string[] = ['team'],
		): BuiltOperation => ({
			eventName: 'UntagResource',
			...change,
			requestParameters: { resourceArn, tagKeys },
			responseElements: null,
		}),
		getImagePipeline: ({ name }: Named): BuiltOperation => ({
			eventName: 'GetImagePipeline',
			...read,
			requestParameters: { imagePipelineArn: arn('image-pipeline', name) },
		}),
		getImage: ({
			name,
			version = '1.0.0',
			build = 1,
		}: Versioned & { readonly build?: number }): BuiltOperation => ({
			eventName: 'GetImage',
			...read,
			requestParameters: { imageBuildVersionArn: arn('image', name, version, build) },
		}),
		getImageRecipe: ({ name, version = '1.0.0' }: Versioned): BuiltOperation => ({
			eventName: 'GetImageRecipe',
			...read,
			requestParameters: { imageRecipeArn: arn('image-recipe', name, version) },
		}),
		listImagePipelines: (): BuiltOperation => ({
			eventName: 'ListImagePipelines',
			...read,
			requestParameters: { maxResults: 25 },
		}),
		listImagePipelineImages: ({ name }: Named): BuiltOperation => ({
			eventName: 'ListImagePipelineImages',
			...read,
			requestParameters: { imagePipelineArn: arn('image-pipeline', name) },
		}),
		listComponents: (): BuiltOperation => ({
			eventName: 'ListComponents',
			...read,
			requestParameters: { owner: 'Self' },
		}),
		listTagsForResource: (resourceArn: string): BuiltOperation => ({
			eventName: 'ListTagsForResource',
			...read,
			requestParameters: { resourceArn },
		}),
	};
}

export type Operations = ReturnType<typeof operationsIn>;
