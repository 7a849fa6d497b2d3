import { parseArn } from '../../model/arn.ts';
import type { CodeResource } from '../codeResource.ts';
import { type ConfigNode, childOf } from '../config/configNode.ts';
import { jsonRoots } from '../config/jsonNode.ts';

/** A resource of a Terraform state or plan. */
export interface StateResource {
	/** Without module calls' indexes it is the address that code uses, such as `aws_..._recipe.base`. */
	readonly address: string;
	readonly arn: string;
}

/**
 * Image Builder resources of a Terraform state (version 4) or of what `terraform show -json` prints
 * of a plan or state; none where the text is anything else.
 */
export function resourcesOfState(text: string): readonly StateResource[] {
	return text.includes('_imagebuilder_')
		? jsonRoots(text).flatMap((root) =>
				[...stateArns(root)].map(({ address, node }) => ({ address, arn: node.text })),
			)
		: [];
}

/** ARNs of a state as mentions that know their address. */
export function stateResources(roots: readonly ConfigNode[]): readonly CodeResource[] {
	return roots.flatMap((root) =>
		[...stateArns(root)].flatMap(({ address, node }): readonly CodeResource[] => {
			const arn = parseArn(node.text);
			return arn
				? [
						{
							start: node.start,
							end: node.end,
							kind: arn.kind,
							form: 'arn',
							tool: 'terraform',
							name: arn.name,
							pattern: arn.arn,
							address,
						},
					]
				: [];
		}),
	);
}

interface StateArn {
	readonly address: string;
	readonly node: ConfigNode;
}

function* stateArns(root: ConfigNode): Generator<StateArn> {
	for (const resource of childOf(root, 'resources')?.items ?? []) {
		yield* instances(resource);
	}
	for (const top of [root, childOf(root, 'prior_state')]) {
		for (const values of [childOf(top, 'planned_values'), childOf(top, 'values')]) {
			yield* planned(childOf(values, 'root_module'));
		}
	}
	for (const change of childOf(root, 'resource_changes')?.items ?? []) {
		yield* arnOf(childOf(change, 'address'), childOf(childOf(change, 'change'), 'before'));
	}
}

/** `resources` of a state file: type, name and instances. */
function* instances(resource: ConfigNode): Generator<StateArn> {
	const [module, mode, type, name] = ['module', 'mode', 'type', 'name'].map(
		(key) => childOf(resource, key)?.text,
	);
	if (!type?.includes('_imagebuilder_')) {
		return;
	}
	const address = `${module ? `${module}.` : ''}${mode === 'data' ? 'data.' : ''}${type}.${name}`;
	for (const instance of childOf(resource, 'instances')?.items ?? []) {
		const node = childOf(childOf(instance, 'attributes'), 'arn');
		if (node && parseArn(node.text)) {
			yield { address, node };
		}
	}
}

/** A module of `terraform show -json`, with those below it. */
function* planned(module: ConfigNode | undefined): Generator<StateArn> {
	for (const resource of childOf(module, 'resources')?.items ?? []) {
		yield* arnOf(childOf(resource, 'address'), childOf(resource, 'values'));
	}
	for (const child of childOf(module, 'child_modules')?.items ?? []) {
		yield* planned(child);
	}
}

function* arnOf(
	address: ConfigNode | undefined,
	values: ConfigNode | undefined,
): Generator<StateArn> {
	const node = childOf(values, 'arn');
	if (address?.text.includes('_imagebuilder_') && node && parseArn(node.text)) {
		yield { address: address.text.replace(/\[[^\]]*\]$/, ''), node };
	}
}
