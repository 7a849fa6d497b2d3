import type { CodeContext, CodeResource } from '../codeResource.ts';
import { type ConfigNode, childOf, pathTo } from '../config/configNode.ts';
import { type FoundDefinition, finishDefinitions } from '../definition.ts';
import { kindOfType } from '../definitionKinds.ts';
import { hole } from '../partialText.ts';
import { definitionReferences } from '../references.ts';
import { PulumiValue } from './pulumiValue.ts';

/**
 * Image Builder resources of Pulumi YAML: `aws:imagebuilder:ImagePipeline`,
 * `aws:imagebuilder/imagePipeline:ImagePipeline`, and the same of `aws-native`.
 */
export function pulumiYamlResources(
	roots: readonly ConfigNode[],
	text: string,
	context: CodeContext,
): readonly CodeResource[] {
	const definitions: FoundDefinition[] = [];
	const types = /\baws(?:-native)?:imagebuilder(?:\/\w+)?:(\w+)/g;
	for (const match of text.matchAll(types)) {
		const path = pathTo(roots, match.index);
		const typeStep = path.at(-1);
		const entry = path.at(-2)?.entry;
		const kind = kindOfType(match[1] ?? '');
		if (!kind || !entry || typeStep?.entry?.key !== 'type' || typeStep.node.text !== match[0]) {
			continue;
		}
		const properties = childOf(entry.value, 'properties');
		definitions.push({
			start: entry.start,
			end: entry.end,
			bodyStart: entry.outerStart,
			bodyEnd: entry.outerEnd,
			tool: 'pulumi',
			kind,
			logicalId: entry.key,
			symbol: entry.key,
			defaultName: `${childOf(entry.value, 'name')?.text ?? entry.key}-${hole}`,
			body: properties && new PulumiValue(properties),
		});
	}
	const finished = finishDefinitions(definitions, context);
	return [
		...finished,
		...definitionReferences(text, finished, {
			names: ({ logicalId }) => (logicalId === undefined ? [] : [logicalId]),
			isReference: (start, end) =>
				/\$\{\s*$/.test(text.slice(Math.max(0, start - 4), start)) &&
				/^\s*[.[}]/.test(text.slice(end, end + 4)) &&
				pathTo(roots, start).at(-1)?.node.kind === 'scalar',
		}),
	];
}
