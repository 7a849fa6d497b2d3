import { findArns } from './arnDetector.ts';
import { CodeDetector } from './code/codeDetector.ts';
import type { CodeContext, CodeResource, CodeText } from './codeResource.ts';
import { JsonDetector } from './config/jsonDetector.ts';
import { YamlDetector } from './config/yamlDetector.ts';
import type { Detector } from './detector.ts';
import type { Grammars } from './grammars.ts';
import { type CodeLanguage, languageOf } from './language.ts';
import { mentionsImageBuilder } from './prefilter.ts';
import { HclDetector } from './terraform/hclDetector.ts';

/**
 * All definitions and mentions of Image Builder resources in a document, in order. Half-typed code
 * gives what can be had of it.
 * @throws what loading a grammar throws.
 */
export async function detectResources(
	grammars: Grammars,
	document: CodeText,
	context: CodeContext = {},
): Promise<readonly CodeResource[]> {
	if (!mentionsImageBuilder(document.text)) {
		return [];
	}
	const detector = await createDetector(grammars, languageOf(document));
	try {
		detector?.update(document.text);
		return withArns(document.text, detector?.resources(context) ?? []);
	} finally {
		detector?.dispose();
	}
}

/** The detector of a language; text of no language has none, ARNs are found in it all the same. */
export async function createDetector(
	grammars: Grammars,
	language: CodeLanguage,
): Promise<Detector | undefined> {
	switch (language) {
		case 'yaml':
			return YamlDetector.create(grammars);
		case 'large-yaml': {
			const { LargeYamlDetector } = await import('./config/largeYamlDetector.ts');
			return new LargeYamlDetector();
		}
		case 'json':
			return new JsonDetector();
		case 'hcl':
			return HclDetector.create(grammars);
		case 'typescript':
		case 'python':
			return CodeDetector.create(grammars, language);
		case 'text':
			return undefined;
	}
}

/** What a detector found with all ARNs of the text that it did not read itself, in order. */
export function withArns(text: string, found: readonly CodeResource[]): readonly CodeResource[] {
	const read = found.filter(({ form }) => form === 'arn').sort(byStart);
	const plain = findArns(text)
		.filter(({ start, end }) => !read.some((one) => start < one.end && end > one.start))
		.map(({ start, end, kind, pattern }): CodeResource => {
			const name = nameOf(pattern);
			return {
				start,
				end,
				kind,
				form: 'arn',
				tool: 'text',
				pattern,
				...(name !== undefined && { name }),
			};
		});
	return [...found, ...plain].sort(byStart);
}

function nameOf(pattern: string): string | undefined {
	const name = pattern
		.split(':')[5]
		?.replace(/^workflow\//, '')
		.split('/')[1];
	return name?.includes('*') ? undefined : name;
}

function byStart(one: CodeResource, other: CodeResource): number {
	return one.start - other.start || other.end - one.end;
}
