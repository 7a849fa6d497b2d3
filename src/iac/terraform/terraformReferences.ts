import type { CodeResource } from '../codeResource.ts';
import { kindOfTerraformType } from '../definitionKinds.ts';
import { referenceTo } from '../references.ts';

/**
 * Every traversal such as `aws_imagebuilder_image_recipe.base.arn`, to a resource of this file or
 * of another one of the module. The range is that of the address, without index and attribute.
 * @param isCode does an expression stand at the offset, and no text or comment?
 */
export function terraformReferences(
	text: string,
	definitions: readonly CodeResource[],
	isCode: (offset: number) => boolean,
): readonly CodeResource[] {
	const references: CodeResource[] = [];
	for (const match of text.matchAll(
		/(?<![\w.-])(data\.)?(aws(?:cc)?_imagebuilder_\w+)\.([A-Za-z_][\w-]*)/g,
	)) {
		const [address, , type = '', label = ''] = match;
		const kind = kindOfTerraformType(type);
		const start = match.index;
		if (!kind || !isCode(start)) {
			continue;
		}
		const range = { start, end: start + address.length };
		const definition = definitions.find((one) => one.address === address);
		references.push(
			definition
				? referenceTo(definition, range)
				: {
						...range,
						kind,
						form: 'reference',
						tool: 'terraform',
						logicalId: label,
						address,
						target: address,
					},
		);
	}
	return references;
}
