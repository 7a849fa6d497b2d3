import type { JsonObject } from '../../src/model/record.ts';
import {
	type BuiltOperation,
	change,
	type Named,
	type OperationKit,
	operationKit,
	type Place,
	read,
	type Versioned,
} from './operationKit.ts';
import { partOperations } from './partOperations.ts';
import { pipelineOperations } from './pipelineOperations.ts';

/** Makes the operations of Image Builder on resources of one place. */
export function operationsIn(place: Place) {
	const kit = operationKit(place);
	return {
		...pipelineOperations(kit),
		...partOperations(kit),
		...tagOperations(),
		...readOperations(kit),
	};
}

export type Operations = ReturnType<typeof operationsIn>;

function tagOperations() {
	return {
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
	};
}

function readOperations({ arn }: OperationKit) {
	return {
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
