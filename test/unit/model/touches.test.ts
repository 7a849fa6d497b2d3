import { describe, expect, it } from 'vitest';
import { operation, operationNames } from '../../../src/model/operations.ts';
import type { JsonObject } from '../../../src/model/record.ts';
import { readTouches } from '../../../src/model/touches.ts';
import { exampleAccount } from '../../builders/identities.ts';
import { buildArn } from '../../builders/operationKit.ts';
import { operationsIn } from '../../builders/operations.ts';
import { buildRecord, failure } from '../../builders/record.ts';

const place = { accountId: exampleAccount, region: 'us-east-1' };
const operations = operationsIn(place);
const head = 'arn:aws:imagebuilder:us-east-1:111122223333';

describe('readTouches', () => {
	it('finds a pipeline and all it names', () => {
		const record = buildRecord({
			...operations.updateImagePipeline({ name: 'golden', distribution: 'dist' }),
		});
		expect(readTouches(record)).toEqual([
			{ arn: `${head}:image-pipeline/golden`, role: 'subject' },
			{ arn: `${head}:infrastructure-configuration/golden`, role: 'reference' },
			{ arn: `${head}:image-recipe/golden/1.0.0`, role: 'reference' },
			{ arn: `${head}:distribution-configuration/dist`, role: 'reference' },
		]);
	});

	it('finds what a call created in the answer', () => {
		expect(
			readTouches(buildRecord(operations.createImageRecipe({ name: 'My_Golden AMI' }))),
		).toEqual([
			{ arn: `${head}:image-recipe/my-golden-ami/1.0.0`, role: 'subject' },
			{
				arn: 'arn:aws:imagebuilder:us-east-1:aws:image/amazon-linux-2023-x86/x.x.x',
				role: 'reference',
			},
			{ arn: `${head}:component/hardening/1.0.x`, role: 'reference' },
		]);
	});

	it('infers nothing from a name when the call failed', () => {
		const record = buildRecord({
			...operations.createComponent({ name: 'hardening' }),
			...failure(),
		});
		expect(readTouches(record)).toEqual([]);
	});

	it('takes pipeline and started build for subjects', () => {
		const record = buildRecord(
			operations.startImagePipelineExecution({ name: 'golden', build: 4 }),
		);
		expect(readTouches(record)).toEqual([
			{ arn: `${head}:image-pipeline/golden`, role: 'subject' },
			{ arn: `${head}:image/golden/1.0.0/4`, role: 'subject' },
		]);
	});

	it.each([
		operations.tagResource(`${head}:image/a/1.0.0/1`),
		operations.untagResource(`${head}:image/a/1.0.0/1`),
		operations.listTagsForResource(`${head}:image/a/1.0.0/1`),
		operations.getImage({ name: 'a' }),
		operations.deleteImage({ name: 'a' }),
	])('takes the target of $eventName for the subject', (built) => {
		expect(readTouches(buildRecord(built))).toEqual([
			{ arn: `${head}:image/a/1.0.0/1`, role: 'subject' },
		]);
	});

	it('reads an ARN that was logged as it was in the URL', () => {
		const arn = buildArn(place, 'image-pipeline', 'golden');
		const record = buildRecord(operations.tagResource(encodeURIComponent(arn)));
		expect(readTouches(record)).toEqual([{ arn, role: 'subject' }]);
		expect(readTouches(buildRecord(operations.tagResource('arn%3aaws%ZZ')))).toEqual([]);
	});

	it('leaves out ARNs of others and patterns for the newest versions', () => {
		const record = buildRecord({
			eventName: 'CreateInfrastructureConfiguration',
			requestParameters: {
				name: 'a',
				snsTopicArn: 'arn:aws:sns:us-east-1:111122223333:builds',
				description: `${head}:image/mentioned/1.0.0`,
			},
			responseElements: {
				infrastructureConfigurationArn: `${head}:infrastructure-configuration/a`,
				latestVersionReferences: { latestVersionArn: `${head}:image-recipe/a/x.x.x` },
			},
		});
		expect(readTouches(record)).toEqual([
			{ arn: `${head}:infrastructure-configuration/a`, role: 'subject' },
		]);
	});

	it('names each resource once; subject wins', () => {
		const arn = `${head}:image/a/1.0.0/1`;
		const record = buildRecord({
			eventName: 'CreateImageRecipe',
			requestParameters: { parentImage: arn, components: [{ componentArn: arn }] },
			responseElements: { imageRecipeArn: arn },
		});
		expect(readTouches(record)).toEqual([{ arn, role: 'subject' }]);
	});

	it('looks into filters of scan findings', () => {
		const arn = `${head}:image/a/1.0.0/1`;
		const record = buildRecord({
			eventName: 'ListImageScanFindings',
			requestParameters: { filters: [{ name: 'imageBuildVersionArn', values: [arn] }] },
		});
		expect(readTouches(record)).toEqual([{ arn, role: 'subject' }]);
	});

	describe('of an operation that the table does not know', () => {
		it('finds every text that is wholly an ARN', () => {
			const record = buildRecord({
				eventName: 'UpdateComponentGroup',
				requestParameters: {
					groups: [{ deep: { member: `${head}:component/a/1.0.0/1` } }],
					note: `see ${head}:component/b/1.0.0/1`,
				},
				responseElements: { groupArn: `${head}:image/g` },
			});
			expect(readTouches(record)).toEqual([
				{ arn: `${head}:image/g`, role: 'subject' },
				{ arn: `${head}:component/a/1.0.0/1`, role: 'reference' },
			]);
		});

		it('stops at a depth and a number', () => {
			let deep: JsonObject = { arn: `${head}:image/deep` };
			for (let level = 0; level < 5_000; level++) {
				deep = { deep };
			}
			const many = Array.from({ length: 20_000 }, (_, index) => `${head}:image/i${index}`);
			const touches = readTouches(
				buildRecord({ eventName: 'Odd', requestParameters: { deep, many } }),
			);
			expect(touches).toHaveLength(200);
			expect(touches).not.toContainEqual({ arn: `${head}:image/deep`, role: 'reference' });
		});
	});

	it.each<[string, JsonObject | null | undefined]>([
		['null', null],
		['missing', undefined],
		['omitted', { omitted: true, reason: 'too large' }],
		['of wrong types', { imagePipelineArn: 7, workflows: 'x', imageRecipeArn: null }],
		['with a list for a text', { imagePipelineArn: [[[]]], workflows: [[{}], 1, null] }],
	])('survives requestParameters that are %s', (_title, requestParameters) => {
		const record = buildRecord({
			eventName: 'UpdateImagePipeline',
			requestParameters,
			responseElements: null,
		});
		expect(readTouches(record)).toEqual([]);
	});

	it('finds an ARN at every path of the table', () => {
		for (const eventName of operationNames) {
			const row = operation(eventName);
			for (const [part, paths] of [
				['requestParameters', row?.request ?? []],
				['responseElements', row?.response ?? []],
			] as const) {
				for (const [path, role] of paths) {
					const arn = `${head}:image/a/1.0.0/1`;
					const record = {
						eventName,
						requestParameters: null,
						responseElements: null,
						[part]: valueAt(path, arn),
					};
					expect(readTouches(record), `${eventName} ${path}`).toEqual([{ arn, role }]);
				}
			}
		}
	});
});

/** `a[].b` -> `{ a: [{ b: value }] }`. */
function valueAt(path: string, value: string): JsonObject {
	const [first = '', ...rest] = path.split('.');
	const inner = rest.length === 0 ? value : valueAt(rest.join('.'), value);
	const isList = first.endsWith('[]');
	return { [isList ? first.slice(0, -2) : first]: isList ? [inner] : inner };
}
