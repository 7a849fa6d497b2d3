import type { OperationName } from './operations.ts';
import { mutatingOperations } from './operations.ts';

/**
 * Mutating operations that run, steer or stop something and leave what is configured as it is. All
 * other mutating operations of the table edit configuration: `Create*`, `Update*`, `Delete*`,
 * `Put*Policy`, `Import*`, tags.
 */
const runs: ReadonlySet<string> = new Set<OperationName>([
	'CancelImageCreation',
	'CancelLifecycleExecution',
	'DistributeImage',
	'RetryImage',
	'SendWorkflowStepAction',
	'StartImagePipelineExecution',
	'StartResourceStateUpdate',
]);

/** Does the operation leave what is configured as it is? One that is newer than the table counts as a change. */
export function isRun(eventName: string): boolean {
	return runs.has(eventName);
}

/** Operations that change what is configured: what code defines, and others can change too. */
export const configurationEdits: readonly string[] = mutatingOperations.filter(
	(name) => !runs.has(name),
);

/** Mutating operations that change nothing of the configuration, such as a start of a pipeline. */
export const runOperations: readonly string[] = mutatingOperations.filter((name) => runs.has(name));

/** Operations that give a resource its properties: each carries all of them that it sets. */
export const settingOperations: readonly string[] = configurationEdits.filter((name) =>
	/^(?:Create|Update|Import)/.test(name),
);

/** Operations that make a resource, or a version or build of one. */
export const creatingOperations: readonly string[] = [
	...configurationEdits.filter((name) => /^(?:Create|Import)/.test(name)),
	'StartImagePipelineExecution',
];
