import { Command } from '../contributions.ts';
import type { CodeMatch } from '../iac/matching.ts';
import { changesText } from '../model/describe.ts';
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
	t: Translate,
): string {
	const resources = choices(match);
	const more = resources.length - shown;
	const rows = resources.slice(0, shown).map(({ arn, accountId, region, changes }) => {
		const where = escapeMarkdown(`${accountId} ${region}, ${changesText(changes, t)}`);
		return `- ${commandLink(resourceTitle(arn), Command.showHistory, arn)} ${where}`;
	});
	return [
		t('{0} known resources fit this code:', `**${resources.length}**`),
		[...rows, ...(more > 0 ? [`- ${t('and {0} more', more)}`] : [])].join('\n'),
		commandLink(t('Choose Once'), Command.chooseResource, ...place),
	].join('\n\n');
}
