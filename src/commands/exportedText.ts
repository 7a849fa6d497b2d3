import type { Call } from '../model/call.ts';
import { callChanges } from '../model/callBefore.ts';
import { csvHeader, csvLine } from '../model/csv.ts';
import type { History } from '../model/history.ts';
import { incidentCard } from '../model/incidentCard.ts';
import type { CallFilter } from '../model/query.ts';
import type { Redactor } from '../model/redact.ts';
import type { Translate } from '../model/translate.ts';

/** `markdown`: one incident card a call. */
export type ExportFormat = 'json' | 'csv' | 'markdown';

export interface ExportOptions {
	readonly filter: CallFilter;
	readonly format: ExportFormat;
	/** Takes out what shall not leave; nothing where absent. */
	readonly redactor?: Redactor;
	readonly t?: Translate;
}

/** One piece of an export and how many calls are in it. */
export interface Exported {
	readonly text: string;
	readonly calls: number;
}

/** Small pages: each is decoded on the thread that keeps VS Code alive. */
const pageSize = 100;

/**
 * The text of an export, piece by piece, newest call first. JSON is `{"Records":[...]}` with the
 * records as they came, so that an import reads it again; redacted, what is left of them.
 */
export async function* exportedText(
	history: Pick<History, 'calls' | 'record' | 'groups' | 'resources'>,
	options: ExportOptions,
): AsyncGenerator<Exported> {
	const { filter, format, redactor } = options;
	if (redactor) {
		// a call can name who made another one, in a tag or a description, and other resources too
		const [callers, resources] = await Promise.all([history.groups('caller'), history.resources()]);
		redactor.know(
			callers.map(({ key }) => key),
			resources.map(({ arn }) => arn),
		);
	}
	yield { text: starts[format], calls: 0 };
	let after: string | undefined;
	let isFirst = true;
	do {
		const page = await history.calls({
			...filter,
			limit: pageSize,
			...(after !== undefined && { after }),
		});
		const parts = await partsOf(history, page.calls, options);
		if (parts.length > 0) {
			const text =
				format === 'json' ? `${isFirst ? '\n' : ',\n'}${parts.join(',\n')}` : parts.join('');
			yield { text, calls: parts.length };
			isFirst = false;
		}
		after = page.next;
	} while (after !== undefined);
	if (format === 'json') {
		yield { text: '\n]}\n', calls: 0 };
	}
}

const starts: Readonly<Record<ExportFormat, string>> = {
	json: '{"Records":[',
	csv: csvHeader,
	markdown: '',
};

async function partsOf(
	history: Pick<History, 'calls' | 'record'>,
	calls: readonly Call[],
	{ format, redactor, t }: ExportOptions,
): Promise<readonly string[]> {
	switch (format) {
		case 'csv':
			return calls.map((call) => csvLine(redactor?.call(call) ?? call));
		case 'json': {
			const records = await Promise.all(
				calls.map(async ({ eventId }) => {
					const record = await history.record(eventId);
					return record === undefined || !redactor ? record : redactor.record(record);
				}),
			);
			return records.filter((record) => record !== undefined);
		}
		case 'markdown': {
			const cards: string[] = [];
			for (const call of calls) {
				const changes = await callChanges(history, call);
				cards.push(
					`${incidentCard(redactor?.call(call) ?? call, {
						...(changes && { changes: redactor?.changes(changes) ?? changes }),
						...(t && { t }),
					})}\n`,
				);
			}
			return cards;
		}
	}
}
