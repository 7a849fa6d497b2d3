import type { TextDocument } from 'vscode';
import type { CodeResource } from '../iac/codeResource.ts';
import type { CodeHistory } from './codeHistory.ts';
import type { CodeDeps } from './editorDeps.ts';
import { choiceKey } from './resourceChoices.ts';

/** A definition of a document and what is known of it. */
export interface DefinitionFacts {
	readonly definition: CodeResource;
	readonly facts: NonNullable<Awaited<ReturnType<CodeHistory['facts']>>>;
}

/** The definitions of a document of which anything is known, in order. */
export async function definitionFacts(
	{ codeIndex, codeHistory }: Pick<CodeDeps, 'codeIndex' | 'codeHistory'>,
	document: TextDocument,
	isCancelled: () => boolean,
): Promise<readonly DefinitionFacts[]> {
	const resources = await codeIndex.resourcesIn(document);
	if (isCancelled()) {
		return [];
	}
	const found = await Promise.all(
		resources
			.filter(({ form }) => form === 'definition')
			.map(async (definition) => {
				const facts = await codeHistory.facts(definition, choiceKey(document.uri, definition));
				return facts && { definition, facts };
			}),
	);
	return found.filter((one) => one !== undefined);
}
