import type { TouchRole } from './call.ts';
import { operationTable } from './operations.generated.ts';

/**
 * Where an operation has ARNs: a path of member names below `requestParameters` or
 * `responseElements`, `[]` after a list, such as `components[].componentArn`.
 */
export type ArnPath = readonly [path: string, role: TouchRole];

/** What the API model says of one operation. */
export interface OperationRow {
	readonly mutating: boolean;
	readonly request: readonly ArnPath[];
	readonly response: readonly ArnPath[];
}

export type OperationName = keyof typeof operationTable;

const operations: ReadonlyMap<string, OperationRow> = new Map(Object.entries(operationTable));

/** The operation of that name, or undefined where this table is older than the record. */
export function operation(eventName: string): OperationRow | undefined {
	return operations.get(eventName);
}

/** Names of all operations, sorted. */
export const operationNames: readonly string[] = [...operations.keys()];

/** Names of the operations that change something, sorted. */
export const mutatingOperations: readonly string[] = operationNames.filter(
	(name) => operations.get(name)?.mutating,
);

/**
 * Does the operation only read? The table knows; of an operation that is newer than the table the
 * record's own word is taken, and without one it counts as a change, so that none goes unseen.
 */
export function isReadOnly(eventName: string, recordReadOnly?: boolean): boolean {
	const known = operations.get(eventName);
	return known === undefined ? (recordReadOnly ?? false) : !known.mutating;
}

/**
 * Mutating operations whose name other services have too, with the event sources known to use
 * it. A look-up by one of these names brings the others' events as well. `*`: nearly all.
 */
export const sharedNames: ReadonlyMap<string, readonly string[]> = new Map([
	['CreateComponent', ['amplifyuibuilder.amazonaws.com', 'proton.amazonaws.com']],
	['CreateImage', ['ec2.amazonaws.com', 'sagemaker.amazonaws.com']],
	['CreateLifecyclePolicy', ['dlm.amazonaws.com', 'aoss.amazonaws.com']],
	['CreateWorkflow', ['glue.amazonaws.com', 'omics.amazonaws.com', 'transfer.amazonaws.com']],
	['DeleteComponent', ['amplifyuibuilder.amazonaws.com', 'greengrass.amazonaws.com']],
	['DeleteImage', ['appstream.amazonaws.com', 'sagemaker.amazonaws.com']],
	['DeleteLifecyclePolicy', ['dlm.amazonaws.com', 'aoss.amazonaws.com', 'ecr.amazonaws.com']],
	['DeleteWorkflow', ['glue.amazonaws.com', 'omics.amazonaws.com', 'transfer.amazonaws.com']],
	['PutImagePolicy', []],
	['TagResource', ['*']],
	['UntagResource', ['*']],
	['UpdateLifecyclePolicy', ['dlm.amazonaws.com', 'aoss.amazonaws.com']],
]);
