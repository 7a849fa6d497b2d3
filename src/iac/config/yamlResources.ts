import { cloudFormationResources } from '../cloudFormation/cloudFormation.ts';
import type { CodeContext, CodeResource } from '../codeResource.ts';
import { pulumiYamlResources } from '../pulumi/pulumiYaml.ts';
import type { ConfigNode } from './configNode.ts';

/** Resources of every tool that writes YAML. */
export function yamlResources(
	roots: readonly ConfigNode[],
	text: string,
	context: CodeContext,
): readonly CodeResource[] {
	return [
		...cloudFormationResources(roots, text, context),
		...pulumiYamlResources(roots, text, context),
	];
}
