import { cloudFormationResources } from '../cloudFormation/cloudFormation.ts';
import type { CodeContext, CodeResource } from '../codeResource.ts';
import type { Detector } from '../detector.ts';
import type { Grammar, Grammars } from '../grammars.ts';
import { pulumiYamlResources } from '../pulumi/pulumiYaml.ts';
import { SyntaxTree } from '../syntaxTree.ts';
import type { ConfigNode } from './configNode.ts';
import { withoutTemplateLines } from './templateLines.ts';
import { unreadBlocks } from './unreadBlocks.ts';
import { yamlRoots } from './yamlNode.ts';

/** Lines beyond which tree-sitter's grammar of YAML fails. */
const maxLines = 32_767;

type Roots = readonly ConfigNode[];

/** YAML: CloudFormation templates, SAM, Serverless Framework, Pulumi. */
export class YamlDetector implements Detector {
	readonly #grammar: Grammar;
	readonly #readLarge: (text: string) => Roots;
	readonly #tree: SyntaxTree;
	#text = '';
	#large: Roots | undefined;

	private constructor(grammar: Grammar, readLarge: (text: string) => Roots) {
		this.#grammar = grammar;
		this.#readLarge = readLarge;
		this.#tree = new SyntaxTree(grammar);
	}

	static async create(grammars: Grammars): Promise<YamlDetector> {
		const [grammar, { largeYamlRoots }] = await Promise.all([
			grammars.get('yaml'),
			import('./largeYaml.ts'),
		]);
		return new YamlDetector(grammar, largeYamlRoots);
	}

	get broken(): boolean {
		return this.#tree.broken;
	}

	update(text: string): void {
		const readable = withoutTemplateLines(text);
		if (readable === this.#text) {
			return;
		}
		this.#text = readable;
		if (isLarge(readable)) {
			this.#tree.dispose();
			this.#large = this.#readLarge(readable);
		} else {
			this.#large = undefined;
			this.#tree.update(readable);
		}
	}

	resources(context: CodeContext): readonly CodeResource[] {
		const text = this.#text;
		if (this.#large) {
			return read(this.#large, text, context);
		}
		const roots = yamlRoots(this.#tree.root, text);
		const found = read(roots, text, context);
		if (!this.#tree.broken) {
			return found;
		}
		const block = new SyntaxTree(this.#grammar);
		const rest = unreadBlocks(text, found).flatMap((readings) => {
			for (const only of readings) {
				block.update(only);
				const inside = read(yamlRoots(block.root, only), only, context);
				if (inside.length > 0) {
					return inside;
				}
			}
			return [];
		});
		block.dispose();
		return [...found, ...rest.filter((one) => !found.some((other) => other.start === one.start))];
	}

	dispose(): void {
		this.#tree.dispose();
		this.#large = undefined;
		this.#text = '';
	}
}

function read(roots: Roots, text: string, context: CodeContext): readonly CodeResource[] {
	return [
		...cloudFormationResources(roots, text, context),
		...pulumiYamlResources(roots, text, context),
	];
}

function isLarge(text: string): boolean {
	let lines = 1;
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
		lines++;
	}
	return lines > maxLines;
}
