import type { CodeContext, CodeResource } from '../codeResource.ts';
import type { Detector } from '../detector.ts';
import type { Grammars } from '../grammars.ts';
import { SyntaxTree } from '../syntaxTree.ts';
import { withoutTemplateLines } from './templateLines.ts';
import { unreadBlocks } from './unreadBlocks.ts';
import { yamlRoots } from './yamlNode.ts';
import { yamlResources } from './yamlResources.ts';

/** YAML: CloudFormation templates, SAM, Serverless Framework, Pulumi. */
export class YamlDetector implements Detector {
	readonly #tree: SyntaxTree;

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
		this.#tree.update(withoutTemplateLines(text));
	}

	resources(context: CodeContext): readonly CodeResource[] {
		const { root, text, broken } = this.#tree;
		const found = yamlResources(yamlRoots(root, text), text, context);
		if (!broken) {
			return found;
		}
		const rest = this.#unread(found, context);
		return [...found, ...rest.filter((one) => !found.some((other) => other.start === one.start))];
	}

	dispose(): void {
		this.#tree.dispose();
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
