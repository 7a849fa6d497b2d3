/**
 * Writes src/model/operations.generated.ts from the API model that the AWS SDK carries: which
 * operations Image Builder has, which of them change something, and where their ARNs are.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as imagebuilder from '@aws-sdk/client-imagebuilder';

type Role = 'subject' | 'reference';
interface ArnPath {
	readonly path: string;
	readonly role: Role;
}

/** HTTP says too little of a POST, so each is told apart here; a new one fails the generator. */
const posts: Readonly<Record<'mutating' | 'reading', readonly string[]>> = {
	mutating: ['TagResource'],
	reading: [
		'GetMarketplaceResource',
		'ListComponentBuildVersions',
		'ListComponents',
		'ListContainerRecipes',
		'ListDistributionConfigurations',
		'ListImageBuildVersions',
		'ListImagePackages',
		'ListImagePipelineImages',
		'ListImagePipelines',
		'ListImageRecipes',
		'ListImages',
		'ListImageScanFindingAggregations',
		'ListImageScanFindings',
		'ListInfrastructureConfigurations',
		'ListLifecycleExecutionResources',
		'ListLifecycleExecutions',
		'ListLifecyclePolicies',
		'ListWaitingWorkflowSteps',
		'ListWorkflowBuildVersions',
		'ListWorkflowExecutions',
		'ListWorkflows',
		'ListWorkflowStepExecutions',
	],
};

/** What the API documentation counts. Another count means that the rules above need a look. */
const expected = { mutating: 38, reading: 39 };

/** Strings that take an ARN of Image Builder though their name does not say so. */
const arnMembers = new Set(['parentImage', 'sourceImage', 'parentResourceId']);
/** ARNs of other services. */
const foreignArns = new Set(['snsTopicArn', 'hostResourceGroupArn']);
/** Four ARN patterns (`x.x.x`, `1.x.x`, ...) that stand for versions and name no resource. */
const skippedStructures = new Set(['latestVersionReferences']);

/** ARNs that the request is about, where the answer does not give them back. */
const subjects: Readonly<Record<string, readonly string[]>> = {
	DistributeImage: ['sourceImage'],
	StartImagePipelineExecution: ['imagePipelineArn'],
	TagResource: ['resourceArn'],
	UntagResource: ['resourceArn'],
};

/** Filters whose values are the resource that a list is asked about. */
const filterPaths: Readonly<Record<string, string>> = {
	ListImageScanFindingAggregations: 'filter.values[]',
	ListImageScanFindings: 'filters[].values[]',
};

// The SDK's schemas are tuples that begin with one of these numbers.
const kinds = { list: 1, structure: 3, operation: 9, stringValue: 0 } as const;
interface Operation {
	readonly name: string;
	readonly method: string;
	readonly input: unknown;
	readonly output: unknown;
}

function readOperation(schema: unknown): Operation | undefined {
	if (!Array.isArray(schema) || schema[0] !== kinds.operation) {
		return undefined;
	}
	const [, , name, traits, input, output] = schema;
	return { name, method: traits.http[0], input, output };
}

/** Schemas refer to each other by functions, and carry traits as `[schema, traits]`. */
function resolve(schema: unknown): unknown {
	if (typeof schema === 'function') {
		return resolve(schema());
	}
	const isTraited = Array.isArray(schema) && (schema.length === 2 || schema.length === 1);
	return isTraited ? resolve(schema[0]) : schema;
}

/** Paths of all string members below a schema that can hold an ARN of Image Builder. */
function arnPaths(
	schema: unknown,
	path = '',
	member = '',
	above: readonly unknown[] = [],
): string[] {
	const resolved = resolve(schema);
	if (resolved === kinds.stringValue) {
		const isArn = /(?:^arn|Arn)$/.test(member) && !foreignArns.has(member);
		return isArn || arnMembers.has(member) ? [path] : [];
	}
	if (!Array.isArray(resolved) || above.includes(resolved)) {
		return [];
	}
	const inside = [...above, resolved];
	if (resolved[0] === kinds.list) {
		return arnPaths(resolved[4], `${path}[]`, member, inside);
	}
	if (resolved[0] !== kinds.structure) {
		return [];
	}
	const names: readonly string[] = resolved[4];
	return names.flatMap((name, index) =>
		skippedStructures.has(name)
			? []
			: arnPaths(resolved[5][index], path === '' ? name : `${path}.${name}`, name, inside),
	);
}

function isMutating({ name, method }: Operation): boolean {
	switch (method) {
		case 'GET':
			return false;
		case 'PUT':
		case 'DELETE':
			return true;
		default:
			if (posts.mutating.includes(name) === posts.reading.includes(name)) {
				throw new Error(`${method} ${name} is new: say in this file whether it changes something`);
			}
			return posts.mutating.includes(name);
	}
}

const isTopLevel = (path: string) => /^\w+$/.test(path);

/**
 * What a request is about: ARNs that the answer gives back, what a reading call asks for, and
 * `subjects`. The others are only named.
 */
function requestPaths(operation: Operation, mutating: boolean, answered: readonly string[]) {
	const paths = arnPaths(operation.input).map((path): ArnPath => {
		const isSubject =
			isTopLevel(path) &&
			(!mutating || answered.includes(path) || subjects[operation.name]?.includes(path));
		return { path, role: isSubject ? 'subject' : 'reference' };
	});
	const filter = filterPaths[operation.name];
	return filter === undefined ? paths : [...paths, { path: filter, role: 'subject' as const }];
}

/** An answer is about its own ARN, at the top or as `arn` of its one structure. */
function responsePaths(answered: readonly string[]): ArnPath[] {
	return answered.map((path) => ({
		path,
		role: isTopLevel(path) || /^\w+\.arn$/.test(path) ? 'subject' : 'reference',
	}));
}

function printPaths(paths: readonly ArnPath[]): string {
	return `[${paths.map(({ path, role }) => `['${path}', '${role}']`).join(', ')}]`;
}

/** @returns the text of src/model/operations.generated.ts. */
export function generateOperations(): string {
	const operations = Object.values<unknown>(imagebuilder)
		.map(readOperation)
		.filter((operation) => operation !== undefined)
		.sort((a, b) => (a.name < b.name ? -1 : 1));
	const mutating = operations.filter(isMutating);
	const reading = operations.length - mutating.length;
	if (mutating.length !== expected.mutating || reading !== expected.reading) {
		throw new Error(`${mutating.length} mutating and ${reading} reading operations`);
	}
	for (const name of [...posts.mutating, ...posts.reading, ...Object.keys(subjects)]) {
		if (!operations.some((operation) => operation.name === name)) {
			throw new Error(`${name} is gone from the API model`);
		}
	}
	const rows = operations.map((operation) => {
		const changes = mutating.includes(operation);
		const answered = arnPaths(operation.output);
		return [
			`\t${operation.name}: {`,
			`\t\tmutating: ${changes},`,
			`\t\trequest: ${printPaths(requestPaths(operation, changes, answered))},`,
			`\t\tresponse: ${printPaths(responsePaths(answered))},`,
			'\t},',
		].join('\n');
	});
	return [
		'// Written by scripts/generateOperations.ts from the API model. Do not edit.',
		"import type { OperationRow } from './operations.ts';",
		'',
		'export const operationTable = {',
		...rows,
		'} as const satisfies Readonly<Record<string, OperationRow>>;',
		'',
	].join('\n');
}

/** Where the table is kept. */
export const generatedFile = fileURLToPath(
	new URL('../src/model/operations.generated.ts', import.meta.url),
);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	await writeFile(generatedFile, generateOperations());
}
