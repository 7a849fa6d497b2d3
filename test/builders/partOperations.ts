import { normaliseName } from '../../src/model/arn.ts';
import {
	type BuiltOperation,
	buildArn,
	change,
	type Named,
	type OperationKit,
	token,
	type Versioned,
} from './operationKit.ts';

/** Changes of what a pipeline is made of, and of policies and workflows. */
export function partOperations({ place, awsOwned, arn, answer, about }: OperationKit) {
	return {
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
	};
}
