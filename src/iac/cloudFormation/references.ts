import type { CodeResource } from '../codeResource.ts';
import { type ConfigNode, type ConfigStep, pathTo } from '../config/configNode.ts';
import { definitionReferences } from '../references.ts';

/** Every `Ref`, `Fn::GetAtt` and hole of a `Fn::Sub` that points to one of the definitions. */
export function templateReferences(
	roots: readonly ConfigNode[],
	text: string,
	definitions: readonly CodeResource[],
): readonly CodeResource[] {
	return definitionReferences(text, definitions, {
		names: ({ logicalId }) => (logicalId === undefined ? [] : [logicalId]),
		isReference: (start, end) => isReference(pathTo(roots, start), text, start, end),
		choose: (same, offset) => {
			const root = roots.find((one) => offset >= one.outerStart && offset <= one.outerEnd);
			return same.find(({ start }) => root && start >= root.outerStart && start <= root.outerEnd);
		},
	});
}

function isReference(
	path: readonly ConfigStep[],
	text: string,
	start: number,
	end: number,
): boolean {
	const step = path.at(-1);
	const parent = path.at(-2);
	if (step?.node.kind !== 'scalar' || start < step.node.start || end > step.node.end) {
		return false;
	}
	const { node, entry, index } = step;
	const caller = node.tag ?? entry?.key ?? '';
	const listCaller = index === undefined ? '' : (parent?.node.tag ?? parent?.entry?.key ?? '');
	const isWhole = start === node.start && end === node.end;
	const isFirst = start === node.start && (isWhole || text[end] === '.');
	return (
		(/^(?:!|)Ref$/.test(caller) && isWhole) ||
		(/^(?:!|Fn::)GetAtt$/.test(caller) && isFirst) ||
		(/^(?:!|Fn::)GetAtt$/.test(listCaller) && isFirst && index === 0) ||
		((/^(?:!|Fn::)Sub$/.test(caller) || (/^(?:!|Fn::)Sub$/.test(listCaller) && index === 0)) &&
			/\$\{\s*$/.test(text.slice(Math.max(0, start - 4), start)) &&
			/^\s*[.}]/.test(text.slice(end, end + 4)))
	);
}
