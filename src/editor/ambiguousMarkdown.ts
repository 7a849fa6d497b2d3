import { Command } from '../contributions.ts';
import type { CodeMatch } from '../iac/matching.ts';
import type { AccountNames } from '../model/accountText.ts';
import { changesText } from '../model/describe.ts';
import { placeText } from '../model/placeText.ts';
import { resourceTitle } from '../model/resourceNames.ts';
import type { Translate } from '../model/translate.ts';
import { escapeMarkdown } from '../vscode/markdown.ts';
import { choices } from './codeHistory.ts';
import { commandLink } from './commandLink.ts';

const shown = 8;

/**
 * What a hover says where code may mean several resources.
 * @param place arguments of `chooseResource`: URI of the document, offset in it
 */
export function ambiguousMarkdown(
	match: CodeMatch,
	place: readonly [uri: string, offset: number],
	accounts: AccountNames,
	t: Translate,
): string {
	const resources = choices(match);
	const more = resources.length - shown;
	const rows = resources.slice(0, shown).map((resource) => {
		const { arn, changes } = resource;
		const where = placeText(resource, { accounts, oneAccount: false });
		const told = escapeMarkdown(`${where}, ${changesText(changes, t)}`);
		return `- ${commandLink(resourceTitle(arn), Command.showHistory, arn)} ${told}`;
	});
	return [
		t('{0} known resources fit this code:', `**${resources.length}**`),
		[...rows, ...(more > 0 ? [`- ${t('and {0} more', more)}`] : [])].join('\n'),
		commandLink(t('Choose Once'), Command.chooseResource, ...place),
	].join('\n\n');
}
