import type { CodeContext, CodeResource } from '../codeResource.ts';
import type { Detector } from '../detector.ts';
import type { Grammars } from '../grammars.ts';
import { SyntaxTree } from '../syntaxTree.ts';
import { withOwnIds, withoutTemplateLines } from './templateLines.ts';
import { unreadBlocks } from './unreadBlocks.ts';
import { yamlRoots } from './yamlNode.ts';
import { yamlResources } from './yamlResources.ts';

/** YAML: CloudFormation templates, SAM, Serverless Framework, Pulumi. */
export class YamlDetector implements Detector {
	readonly #tree: SyntaxTree;
	#written = '';

	private constructor(tree: SyntaxTree) {
		this.#tree = tree;
	}

	static async create(grammars: Grammars): Promise<YamlDetector> {
		return new YamlDetector(new SyntaxTree(await grammars.get('yaml')));
	}

	get broken(): boolean {
		return this.#tree.broken;
	}

	update(text: string): void {
		this.#written = text;
		this.#tree.update(withoutTemplateLines(text));
	}

	resources(context: CodeContext): readonly CodeResource[] {
		const { root, text, broken } = this.#tree;
		const found = yamlResources(yamlRoots(root, text), text, context);
		if (!broken) {
			return withOwnIds(found, this.#written);
		}
		const rest = this.#unread(found, context);
		const fresh = rest.filter((one) => !found.some((other) => other.start === one.start));
		return withOwnIds([...found, ...fresh], this.#written);
	}

	dispose(): void {
		this.#tree.dispose();
		this.#written = '';
	}

	/** Resources of blocks that the parser made nothing of, each block read alone. */
	#unread(found: readonly CodeResource[], context: CodeContext): readonly CodeResource[] {
		const block = new SyntaxTree(this.#tree.grammar);
		const rest = unreadBlocks(this.#tree.text, found).flatMap((readings) => {
			for (const only of readings) {
				block.update(only);
				const inside = yamlResources(yamlRoots(block.root, only), only, context);
				if (inside.length > 0) {
					return inside;
				}
			}
			return [];
		});
		block.dispose();
		return rest;
	}
}
