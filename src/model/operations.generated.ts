// Written by scripts/generateOperations.ts from the API model. Do not edit.
import type { OperationRow } from './operations.ts';

export const operationTable = {
	CancelImageCreation: {
		mutating: true,
		request: [['imageBuildVersionArn', 'subject']],
		response: [['imageBuildVersionArn', 'subject']],
	},
	CancelLifecycleExecution: {
		mutating: true,
		request: [],
		response: [],
	},
	CreateComponent: {
		mutating: true,
		request: [],
		response: [['componentBuildVersionArn', 'subject']],
	},
	CreateContainerRecipe: {
		mutating: true,
		request: [['parentImage', 'reference'], ['components[].componentArn', 'reference']],
		response: [['containerRecipeArn', 'subject']],
	},
	CreateDistributionConfiguration: {
		mutating: true,
		request: [],
		response: [['distributionConfigurationArn', 'subject']],
	},
	CreateImage: {
		mutating: true,
		request: [['infrastructureConfigurationArn', 'reference'], ['imageRecipeArn', 'reference'], ['containerRecipeArn', 'reference'], ['distributionConfigurationArn', 'reference'], ['workflows[].workflowArn', 'reference']],
		response: [['imageBuildVersionArn', 'subject']],
	},
	CreateImagePipeline: {
		mutating: true,
		request: [['infrastructureConfigurationArn', 'reference'], ['imageRecipeArn', 'reference'], ['containerRecipeArn', 'reference'], ['distributionConfigurationArn', 'reference'], ['workflows[].workflowArn', 'reference']],
		response: [['imagePipelineArn', 'subject']],
	},
	CreateImageRecipe: {
		mutating: true,
		request: [['parentImage', 'reference'], ['components[].componentArn', 'reference']],
		response: [['imageRecipeArn', 'subject']],
	},
	CreateInfrastructureConfiguration: {
		mutating: true,
		request: [],
		response: [['infrastructureConfigurationArn', 'subject']],
	},
	CreateLifecyclePolicy: {
		mutating: true,
		request: [],
		response: [['lifecyclePolicyArn', 'subject']],
	},
	CreateWorkflow: {
		mutating: true,
		request: [],
		response: [['workflowBuildVersionArn', 'subject']],
	},
	DeleteComponent: {
		mutating: true,
		request: [['componentBuildVersionArn', 'subject']],
		response: [['componentBuildVersionArn', 'subject']],
	},
	DeleteContainerRecipe: {
		mutating: true,
		request: [['containerRecipeArn', 'subject']],
		response: [['containerRecipeArn', 'subject']],
	},
	DeleteDistributionConfiguration: {
		mutating: true,
		request: [['distributionConfigurationArn', 'subject']],
		response: [['distributionConfigurationArn', 'subject']],
	},
	DeleteImage: {
		mutating: true,
		request: [['imageBuildVersionArn', 'subject']],
		response: [['imageBuildVersionArn', 'subject']],
	},
	DeleteImagePipeline: {
		mutating: true,
		request: [['imagePipelineArn', 'subject']],
		response: [['imagePipelineArn', 'subject']],
	},
	DeleteImageRecipe: {
		mutating: true,
		request: [['imageRecipeArn', 'subject']],
		response: [['imageRecipeArn', 'subject']],
	},
	DeleteInfrastructureConfiguration: {
		mutating: true,
		request: [['infrastructureConfigurationArn', 'subject']],
		response: [['infrastructureConfigurationArn', 'subject']],
	},
	DeleteLifecyclePolicy: {
		mutating: true,
		request: [['lifecyclePolicyArn', 'subject']],
		response: [['lifecyclePolicyArn', 'subject']],
	},
	DeleteWorkflow: {
		mutating: true,
		request: [['workflowBuildVersionArn', 'subject']],
		response: [['workflowBuildVersionArn', 'subject']],
	},
	DistributeImage: {
		mutating: true,
		request: [['sourceImage', 'subject'], ['distributionConfigurationArn', 'reference']],
		response: [['imageBuildVersionArn', 'subject']],
	},
	GetComponent: {
		mutating: false,
		request: [['componentBuildVersionArn', 'subject']],
		response: [['component.arn', 'subject']],
	},
	GetComponentPolicy: {
		mutating: false,
		request: [['componentArn', 'subject']],
		response: [],
	},
	GetContainerRecipe: {
		mutating: false,
		request: [['containerRecipeArn', 'subject']],
		response: [['containerRecipe.arn', 'subject'], ['containerRecipe.components[].componentArn', 'reference'], ['containerRecipe.parentImage', 'reference']],
	},
	GetContainerRecipePolicy: {
		mutating: false,
		request: [['containerRecipeArn', 'subject']],
		response: [],
	},
	GetDistributionConfiguration: {
		mutating: false,
		request: [['distributionConfigurationArn', 'subject']],
		response: [['distributionConfiguration.arn', 'subject']],
	},
	GetImage: {
		mutating: false,
		request: [['imageBuildVersionArn', 'subject']],
		response: [['image.arn', 'subject'], ['image.imageRecipe.arn', 'reference'], ['image.imageRecipe.components[].componentArn', 'reference'], ['image.imageRecipe.parentImage', 'reference'], ['image.containerRecipe.arn', 'reference'], ['image.containerRecipe.components[].componentArn', 'reference'], ['image.containerRecipe.parentImage', 'reference'], ['image.sourcePipelineArn', 'reference'], ['image.infrastructureConfiguration.arn', 'reference'], ['image.distributionConfiguration.arn', 'reference'], ['image.workflows[].workflowArn', 'reference']],
	},
	GetImagePipeline: {
		mutating: false,
		request: [['imagePipelineArn', 'subject']],
		response: [['imagePipeline.arn', 'subject'], ['imagePipeline.imageRecipeArn', 'reference'], ['imagePipeline.containerRecipeArn', 'reference'], ['imagePipeline.infrastructureConfigurationArn', 'reference'], ['imagePipeline.distributionConfigurationArn', 'reference'], ['imagePipeline.workflows[].workflowArn', 'reference']],
	},
	GetImagePolicy: {
		mutating: false,
		request: [['imageArn', 'subject']],
		response: [],
	},
	GetImageRecipe: {
		mutating: false,
		request: [['imageRecipeArn', 'subject']],
		response: [['imageRecipe.arn', 'subject'], ['imageRecipe.components[].componentArn', 'reference'], ['imageRecipe.parentImage', 'reference']],
	},
	GetImageRecipePolicy: {
		mutating: false,
		request: [['imageRecipeArn', 'subject']],
		response: [],
	},
	GetInfrastructureConfiguration: {
		mutating: false,
		request: [['infrastructureConfigurationArn', 'subject']],
		response: [['infrastructureConfiguration.arn', 'subject']],
	},
	GetLifecycleExecution: {
		mutating: false,
		request: [],
		response: [['lifecycleExecution.lifecyclePolicyArn', 'reference']],
	},
	GetLifecyclePolicy: {
		mutating: false,
		request: [['lifecyclePolicyArn', 'subject']],
		response: [['lifecyclePolicy.arn', 'subject']],
	},
	GetMarketplaceResource: {
		mutating: false,
		request: [['resourceArn', 'subject']],
		response: [['resourceArn', 'subject']],
	},
	GetWorkflow: {
		mutating: false,
		request: [['workflowBuildVersionArn', 'subject']],
		response: [['workflow.arn', 'subject']],
	},
	GetWorkflowExecution: {
		mutating: false,
		request: [],
		response: [['workflowBuildVersionArn', 'subject'], ['imageBuildVersionArn', 'subject']],
	},
	GetWorkflowStepExecution: {
		mutating: false,
		request: [],
		response: [['workflowBuildVersionArn', 'subject'], ['imageBuildVersionArn', 'subject']],
	},
	ImportComponent: {
		mutating: true,
		request: [],
		response: [['componentBuildVersionArn', 'subject']],
	},
	ImportDiskImage: {
		mutating: true,
		request: [['infrastructureConfigurationArn', 'reference']],
		response: [['imageBuildVersionArn', 'subject']],
	},
	ImportVmImage: {
		mutating: true,
		request: [],
		response: [['imageArn', 'subject']],
	},
	ListComponentBuildVersions: {
		mutating: false,
		request: [['componentVersionArn', 'subject']],
		response: [['componentSummaryList[].arn', 'reference']],
	},
	ListComponents: {
		mutating: false,
		request: [],
		response: [['componentVersionList[].arn', 'reference']],
	},
	ListContainerRecipes: {
		mutating: false,
		request: [],
		response: [['containerRecipeSummaryList[].arn', 'reference'], ['containerRecipeSummaryList[].parentImage', 'reference']],
	},
	ListDistributionConfigurations: {
		mutating: false,
		request: [],
		response: [['distributionConfigurationSummaryList[].arn', 'reference']],
	},
	ListImageBuildVersions: {
		mutating: false,
		request: [['imageVersionArn', 'subject']],
		response: [['imageSummaryList[].arn', 'reference']],
	},
	ListImagePackages: {
		mutating: false,
		request: [['imageBuildVersionArn', 'subject']],
		response: [],
	},
	ListImagePipelineImages: {
		mutating: false,
		request: [['imagePipelineArn', 'subject']],
		response: [['imageSummaryList[].arn', 'reference']],
	},
	ListImagePipelines: {
		mutating: false,
		request: [],
		response: [['imagePipelineList[].arn', 'reference'], ['imagePipelineList[].imageRecipeArn', 'reference'], ['imagePipelineList[].containerRecipeArn', 'reference'], ['imagePipelineList[].infrastructureConfigurationArn', 'reference'], ['imagePipelineList[].distributionConfigurationArn', 'reference'], ['imagePipelineList[].workflows[].workflowArn', 'reference']],
	},
	ListImageRecipes: {
		mutating: false,
		request: [],
		response: [['imageRecipeSummaryList[].arn', 'reference'], ['imageRecipeSummaryList[].parentImage', 'reference']],
	},
	ListImageScanFindingAggregations: {
		mutating: false,
		request: [['filter.values[]', 'subject']],
		response: [['responses[].imageAggregation.imageBuildVersionArn', 'reference'], ['responses[].imagePipelineAggregation.imagePipelineArn', 'reference']],
	},
	ListImageScanFindings: {
		mutating: false,
		request: [['filters[].values[]', 'subject']],
		response: [['findings[].imageBuildVersionArn', 'reference'], ['findings[].imagePipelineArn', 'reference']],
	},
	ListImages: {
		mutating: false,
		request: [],
		response: [['imageVersionList[].arn', 'reference']],
	},
	ListInfrastructureConfigurations: {
		mutating: false,
		request: [],
		response: [['infrastructureConfigurationSummaryList[].arn', 'reference']],
	},
	ListLifecycleExecutionResources: {
		mutating: false,
		request: [['parentResourceId', 'subject']],
		response: [],
	},
	ListLifecycleExecutions: {
		mutating: false,
		request: [['resourceArn', 'subject']],
		response: [['lifecycleExecutions[].lifecyclePolicyArn', 'reference']],
	},
	ListLifecyclePolicies: {
		mutating: false,
		request: [],
		response: [['lifecyclePolicySummaryList[].arn', 'reference']],
	},
	ListTagsForResource: {
		mutating: false,
		request: [['resourceArn', 'subject']],
		response: [],
	},
	ListWaitingWorkflowSteps: {
		mutating: false,
		request: [],
		response: [['steps[].imageBuildVersionArn', 'reference'], ['steps[].workflowBuildVersionArn', 'reference']],
	},
	ListWorkflowBuildVersions: {
		mutating: false,
		request: [['workflowVersionArn', 'subject']],
		response: [['workflowSummaryList[].arn', 'reference']],
	},
	ListWorkflowExecutions: {
		mutating: false,
		request: [['imageBuildVersionArn', 'subject']],
		response: [['workflowExecutions[].workflowBuildVersionArn', 'reference'], ['imageBuildVersionArn', 'subject']],
	},
	ListWorkflowStepExecutions: {
		mutating: false,
		request: [],
		response: [['workflowBuildVersionArn', 'subject'], ['imageBuildVersionArn', 'subject']],
	},
	ListWorkflows: {
		mutating: false,
		request: [],
		response: [['workflowVersionList[].arn', 'reference']],
	},
	PutComponentPolicy: {
		mutating: true,
		request: [['componentArn', 'subject']],
		response: [['componentArn', 'subject']],
	},
	PutContainerRecipePolicy: {
		mutating: true,
		request: [['containerRecipeArn', 'subject']],
		response: [['containerRecipeArn', 'subject']],
	},
	PutImagePolicy: {
		mutating: true,
		request: [['imageArn', 'subject']],
		response: [['imageArn', 'subject']],
	},
	PutImageRecipePolicy: {
		mutating: true,
		request: [['imageRecipeArn', 'subject']],
		response: [['imageRecipeArn', 'subject']],
	},
	RetryImage: {
		mutating: true,
		request: [['imageBuildVersionArn', 'subject']],
		response: [['imageBuildVersionArn', 'subject']],
	},
	SendWorkflowStepAction: {
		mutating: true,
		request: [['imageBuildVersionArn', 'subject']],
		response: [['imageBuildVersionArn', 'subject']],
	},
	StartImagePipelineExecution: {
		mutating: true,
		request: [['imagePipelineArn', 'subject']],
		response: [['imageBuildVersionArn', 'subject']],
	},
	StartResourceStateUpdate: {
		mutating: true,
		request: [['resourceArn', 'subject']],
		response: [['resourceArn', 'subject']],
	},
	TagResource: {
		mutating: true,
		request: [['resourceArn', 'subject']],
		response: [],
	},
	UntagResource: {
		mutating: true,
		request: [['resourceArn', 'subject']],
		response: [],
	},
	UpdateDistributionConfiguration: {
		mutating: true,
		request: [['distributionConfigurationArn', 'subject']],
		response: [['distributionConfigurationArn', 'subject']],
	},
	UpdateImagePipeline: {
		mutating: true,
		request: [['imagePipelineArn', 'subject'], ['infrastructureConfigurationArn', 'reference'], ['imageRecipeArn', 'reference'], ['containerRecipeArn', 'reference'], ['distributionConfigurationArn', 'reference'], ['workflows[].workflowArn', 'reference']],
		response: [['imagePipelineArn', 'subject']],
	},
	UpdateInfrastructureConfiguration: {
		mutating: true,
		request: [['infrastructureConfigurationArn', 'subject']],
		response: [['infrastructureConfigurationArn', 'subject']],
	},
	UpdateLifecyclePolicy: {
		mutating: true,
		request: [['lifecyclePolicyArn', 'subject']],
		response: [['lifecyclePolicyArn', 'subject']],
	},
} as const satisfies Readonly<Record<string, OperationRow>>;
