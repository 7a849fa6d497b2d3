import type { CodeText } from './codeResource.ts';

export type CodeLanguage =
	| 'yaml'
	| 'large-yaml'
	| 'json'
	| 'hcl'
	| 'typescript'
	| 'python'
	| 'text';

const byEnding: readonly (readonly [RegExp, CodeLanguage])[] = [
	[/\.(?:tf|tofu|tfvars|hcl)$/, 'hcl'],
	[/\.(?:json|jsonc|tfstate|tfstate\.backup|json5)$/, 'json'],
	[/\.(?:ya?ml)(?:\.(?:tpl|tftpl|j2|jinja2?|tmpl|template|erb))?$/, 'yaml'],
	[/\.(?:[cm]?[jt]s|[jt]sx)$/, 'typescript'],
	[/\.pyi?$/, 'python'],
	[/\.(?:txt|md|mdx|rst|log|sh|go|java|cs|rb|php|rs|toml|ini|html?|xml|csv|svg|lock)$/, 'text'],
];

const byId: Readonly<Record<string, CodeLanguage>> = {
	yaml: 'yaml',
	cloudformation: 'yaml',
	'yaml-cfn': 'yaml',
	'cfn-yaml': 'yaml',
	json: 'json',
	jsonc: 'json',
	'cfn-json': 'json',
	terraform: 'hcl',
	'terraform-vars': 'hcl',
	opentofu: 'hcl',
	'opentofu-vars': 'hcl',
	hcl: 'hcl',
	typescript: 'typescript',
	typescriptreact: 'typescript',
	javascript: 'typescript',
	javascriptreact: 'typescript',
	python: 'python',
};

/** The language to read a document as: by name, by VS Code's id, and else by its first character. */
export function languageOf(document: CodeText): CodeLanguage {
	const language = smallLanguageOf(document);
	return language === 'yaml' && isLarge(document.text) ? 'large-yaml' : language;
}

/** Lines beyond which tree-sitter's grammar of YAML fails. */
const maxYamlLines = 32_767;

function isLarge(text: string): boolean {
	if (text.length <= maxYamlLines) {
		return false;
	}
	let lines = 1;
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
		lines++;
	}
	return lines > maxYamlLines;
}

function smallLanguageOf(document: CodeText): CodeLanguage {
	const name = document.fileName.toLowerCase();
	const ending = byEnding.find(([pattern]) => pattern.test(name))?.[1];
	const language = ending ?? byId[document.languageId ?? ''];
	return language === undefined || (language === 'json' && !looksLikeJson(document.text))
		? languageOfText(document.text, language)
		: language === 'yaml' && looksLikeJson(document.text)
			? 'json'
			: language;
}

/** `.template`, `.cfn` and the like hold either. */
function languageOfText(text: string, language: CodeLanguage | undefined): CodeLanguage {
	if (looksLikeJson(text)) {
		return 'json';
	}
	return language === 'json' || /^\s*["']?(?:Type|type|Resources|resources)["']?\s*:/m.test(text)
		? 'yaml'
		: 'text';
}

function looksLikeJson(text: string): boolean {
	return /^[\ufeff\s]*(?:\/[/*][\s\S]{0,2000}?)?[{[]\s*(?:["}\]{]|\/[/*])/.test(
		text.slice(0, 4000),
	);
}
