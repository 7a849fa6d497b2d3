import {
	type BuiltOperation,
	change,
	type Named,
	type OperationKit,
	type PipelineOptions,
	token,
	type Versioned,
} from './operationKit.ts';

/** Changes of pipelines and of the images they build. */
export function pipelineOperations({ arn, pipelineBody, answer, about }: OperationKit) {
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
	};
}
