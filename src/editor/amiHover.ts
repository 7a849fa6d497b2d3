import { Command } from '../contributions.ts';
import type { Call } from '../model/call.ts';
import type { History } from '../model/history.ts';
import { resourceTitle } from '../model/resourceNames.ts';
import type { Translate } from '../model/translate.ts';
import { codeSpan } from '../vscode/markdown.ts';
import { commandLink } from './commandLink.ts';
import { doneBy } from './sectionsMarkdown.ts';

const amiId = /\bami-(?:[0-9a-f]{17}|[0-9a-f]{8})\b/g;
const reach = 4096;
const shown = 5;

/** The id of an AMI at an offset of a line. */
export function amiAt(line: string, offset: number) {
	const from = Math.max(0, offset - reach);
	for (const match of line.slice(from, offset + reach).matchAll(amiId)) {
		const start = from + match.index;
		const end = start + match[0].length;
		if (start <= offset && offset <= end) {
			return { id: match[0], start, end };
		}
	}
	return undefined;
}

/**
 * The successful calls that spell an AMI: which recipe begins with it, which image was made of it.
 * What a build's AMI is called no call says, so that most AMIs are unknown.
 */
export async function amiMarkdown(
	history: Pick<History, 'calls'>,
	id: string,
	now: number,
	t: Translate,
): Promise<string | undefined> {
	const { calls, next } = await history.calls({
		...{ text: id, readOnly: false, failed: false, limit: shown },
	});
	return calls.length === 0
		? undefined
		: [
				`**${codeSpan(id)}**`,
				t('Calls that name this AMI:'),
				[
					...calls.map((call) => `- ${doneBy(call, now, t)}${subjectLink(call)}`),
					...(next === undefined ? [] : [`- ${t('and more')}`]),
				].join('\n'),
			].join('\n\n');
}

function subjectLink({ touches }: Call): string {
	const subject = touches.find(({ role }) => role === 'subject');
	return subject
		? ` · ${commandLink(resourceTitle(subject.arn), Command.showHistory, subject.arn)}`
		: '';
}
