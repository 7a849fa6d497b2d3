import { parseArn, type ResourceKind } from '../model/arn.ts';
import type { Call } from '../model/call.ts';
import { plainText } from '../model/plainText.ts';

/** How the names of operations spell the kinds. */
const nouns: Readonly<Record<ResourceKind, string>> = {
	'image-pipeline': 'ImagePipeline',
	'image-recipe': 'ImageRecipe',
	'container-recipe': 'ContainerRecipe',
	'infrastructure-configuration': 'InfrastructureConfiguration',
	'distribution-configuration': 'DistributionConfiguration',
	component: 'Component',
	image: 'Image',
	'lifecycle-policy': 'LifecyclePolicy',
	'workflow/build': 'Workflow',
	'workflow/test': 'Workflow',
	'workflow/distribution': 'Workflow',
};

/**
 * The operation as a row below the resource says it: `Update` for `UpdateImagePipeline`. In a
 * narrow view the whole name would leave no room for who and when; tooltip, screen reader and
 * panel have it. A call that only names the resource keeps its name.
 */
export function shortOperation(call: Call, arn: string | undefined): string {
	const name = plainText(call.eventName, 80);
	const kind = arn === undefined ? undefined : parseArn(arn)?.kind;
	const isSubject = call.touches.some((touch) => touch.arn === arn && touch.role === 'subject');
	if (kind === undefined || !isSubject) {
		return name;
	}
	const short = name.replace(/Resource$/, '').replace(nouns[kind], '');
	// a verb must be left
	return /^[A-Z][a-z]+/.test(short) ? short : name;
}

/** A caller without the end that all services share: `imagebuilder`. */
export function shortCaller(name: string): string {
	return plainText(name, 60).replace(/^([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/, '$1');
}
