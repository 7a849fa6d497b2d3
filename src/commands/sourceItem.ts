import * as vscode from 'vscode';
import { type SourceSettings, type SourceType, sourceId } from '../model/connectionSettings.ts';
import type { FoundSource } from '../model/fetch.ts';
import { sourceTitle } from '../model/sourceTitle.ts';
import { quickPickText } from '../vscode/quickPickText.ts';

const { t } = vscode.l10n;

export const sourceIcons: Readonly<Record<SourceType, string>> = {
	'event-history': 'history',
	s3: 'archive',
	'cloudwatch-logs': 'output',
	athena: 'table',
	lake: 'database',
	sqs: 'broadcast',
	folder: 'folder',
};

/** How a source is shown; undefined is one that cannot be read. */
export function sourceItem(source: SourceSettings | undefined): {
	readonly icon: string;
	readonly title: string;
	readonly note: string;
} {
	if (!source) {
		return { icon: 'warning', title: t('a source that cannot be read'), note: '' };
	}
	const title =
		source.type === 'folder' ? t('folder {0}', source.path) : sourceTitle(sourceId(source), t);
	return { icon: sourceIcons[source.type], title, note: noteOf(source) };
}

function noteOf(source: SourceSettings): string {
	switch (source.type) {
		case 'event-history':
			return t('the last 90 days, with every refresh');
		case 'sqs':
		case 'folder':
			return t('brings new calls by itself');
		default:
			return source.days === undefined
				? t('read on demand')
				: t('each refresh keeps the last {0} days read', source.days);
	}
}

/** A source that AWS told of, as a row to choose. */
export function foundItem({ source, name, detail }: FoundSource): vscode.QuickPickItem {
	const { icon, title } = sourceItem(source);
	return {
		label: `$(${icon}) ${quickPickText(title)}`,
		description: quickPickText(name),
		detail: quickPickText(detail, 200),
	};
}
