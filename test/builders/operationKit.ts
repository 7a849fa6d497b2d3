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

export interface Named {
	readonly name: string;
}
export interface Versioned extends Named {
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

export const token = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const answered = { requestId: '1b2c3d4e-5f60-4b7c-8d9e-0f1a2b3c4d5e' };
export const change = { readOnly: false } as const;
export const read = { readOnly: true, responseElements: null } as const;

/** What the operations of one place are made with. */
export function operationKit(place: Place) {
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

	return { place, awsOwned, arn, pipelineBody, answer, about };
}

export type OperationKit = ReturnType<typeof operationKit>;
