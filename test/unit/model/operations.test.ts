import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { generatedFile, generateOperations } from '../../../scripts/generateOperations.ts';
import {
	isReadOnly,
	mutatingOperations,
	operation,
	operationNames,
	sharedNames,
} from '../../../src/model/operations.ts';

describe('the operations table', () => {
	it('is what the API model says', async () => {
		// When this fails: npm run generate.
		expect(await readFile(generatedFile, 'utf8')).toBe(generateOperations());
	});

	it('has 38 operations that change something and 39 that read', () => {
		expect(operationNames).toHaveLength(77);
		expect(mutatingOperations).toHaveLength(38);
	});

	it('knows mutating operations that no prefix tells', () => {
		expect(mutatingOperations).toEqual(
			expect.arrayContaining([
				'CancelImageCreation',
				'CancelLifecycleExecution',
				'DistributeImage',
				'ImportComponent',
				'ImportDiskImage',
				'ImportVmImage',
				'RetryImage',
				'SendWorkflowStepAction',
				'StartResourceStateUpdate',
				'TagResource',
				'UntagResource',
			]),
		);
		expect(mutatingOperations.filter((name) => /^(?:Get|List)/.test(name))).toEqual([]);
	});

	it('knows where a pipeline names its parts', () => {
		expect(operation('UpdateImagePipeline')?.request).toEqual([
			['imagePipelineArn', 'subject'],
			['infrastructureConfigurationArn', 'reference'],
			['imageRecipeArn', 'reference'],
			['containerRecipeArn', 'reference'],
			['distributionConfigurationArn', 'reference'],
			['workflows[].workflowArn', 'reference'],
		]);
		expect(operation('CreateImageRecipe')?.request).toEqual([
			['parentImage', 'reference'],
			['components[].componentArn', 'reference'],
		]);
		expect(operation('CreateImageRecipe')?.response).toEqual([['imageRecipeArn', 'subject']]);
	});

	it('holds no ARN of another service', () => {
		const paths = operationNames.flatMap((name) => operation(name)?.request.map(([path]) => path));
		expect(
			paths.filter((path) => /sns|hostResource|license|organization/i.test(path ?? '')),
		).toEqual([]);
	});

	it('gives a mutating operation a subject, but for those whose calls name none', () => {
		const without = mutatingOperations.filter((name) => {
			const row = operation(name);
			return ![...(row?.request ?? []), ...(row?.response ?? [])].some(
				([, role]) => role === 'subject',
			);
		});
		expect(without).toEqual(['CancelLifecycleExecution']);
	});

	it('has the names that other services use too', () => {
		expect([...sharedNames.keys()].filter((name) => !mutatingOperations.includes(name))).toEqual(
			[],
		);
		expect(sharedNames.has('TagResource')).toBe(true);
		expect(sharedNames.has('CreateImagePipeline')).toBe(false);
	});
});

describe('isReadOnly', () => {
	it('believes the table before the record', () => {
		expect(isReadOnly('UpdateImagePipeline', true)).toBe(false);
		expect(isReadOnly('GetImage', false)).toBe(true);
	});

	it('believes the record of an operation it does not know', () => {
		expect(isReadOnly('DescribeNewThing', true)).toBe(true);
		expect(isReadOnly('DescribeNewThing', false)).toBe(false);
	});

	it('takes an operation nobody knows for a change', () => {
		expect(isReadOnly('GetNewThing')).toBe(false);
		expect(isReadOnly('constructor')).toBe(false);
	});
});
