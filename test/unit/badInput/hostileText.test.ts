import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveHistory } from '../../../src/engine/liveHistory.ts';
import { csvLine } from '../../../src/model/csv.ts';
import type { TreeNode } from '../../../src/sidebar/rows.ts';
import { rowText } from '../../../src/sidebar/rowText.ts';
import { rowTooltip } from '../../../src/sidebar/rowTooltip.ts';
import { TreeModel } from '../../../src/sidebar/treeModel.ts';
import { type GroupBy, groupings, initialState } from '../../../src/sidebar/viewState.ts';
import { hostileTexts } from '../../builders/hostile.ts';
import { buildRecord } from '../../builders/record.ts';
import { AwsBench } from './awsBench.ts';

/** Hostile wherever the caller, or whoever wrote the file, decides. */
const records = hostileTexts.flatMap((text, index) => [
	buildRecord({
		eventTime: `2026-10-01T09:30:${String(index).padStart(2, '0')}Z`,
		userAgent: text,
		sourceIPAddress: text,
		errorCode: text,
		errorMessage: text,
		requestParameters: { name: text, tags: { [text]: text }, imagePipelineArn: text },
		userIdentity: {
			type: 'AssumedRole',
			principalId: `AROAEXAMPLEHOSTILE:${text}`,
			arn: `arn:aws:sts::111122223333:assumed-role/${text}/${text}`,
			accountId: '111122223333',
			sessionContext: { sourceIdentity: text, sessionIssuer: { type: 'Role', userName: text } },
		},
	}),
	buildRecord({ eventName: text, eventID: text }),
]);

describe('hostile text in every field of a record', () => {
	let bench: AwsBench;
	let history: LiveHistory;

	beforeAll(async () => {
		bench = await AwsBench.start();
		history = bench.window();
		const file = join(bench.folder, 'log.json');
		await writeFile(file, JSON.stringify({ Records: records }));
		await history.importLogs([file]);
	});
	afterAll(() => bench[Symbol.asyncDispose]());

	it('is stored as it came', async () => {
		const { calls } = await history.calls({ limit: 500 });
		expect(calls.length).toBeGreaterThanOrEqual(hostileTexts.length);
		const agents = new Set(calls.map(({ userAgent }) => userAgent));
		for (const text of hostileTexts) {
			expect([...agents].some((agent) => agent?.startsWith(text.slice(0, 200)))).toBe(true);
		}
		const known = new Set(records.map((record) => JSON.stringify(record)));
		for (const { eventId } of calls) {
			expect(known).toContain((await history.record(eventId)) ?? '');
		}
	});

	it.each(groupings)(
		'is one line of plain text in the tree by %s, and no link',
		async (groupBy) => {
			const rows = await allRows(groupBy);
			expect(rows.some(({ type }) => type === 'call')).toBe(true);
			for (const row of rows) {
				const { label, description, accessible } = rowText(row, { now: Date.now(), groupBy });
				for (const shown of [label, description ?? '', accessible]) {
					expect(shown).toMatch(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{0,1000}$/u);
				}
				// code shows text as it is
				const tooltip = (rowTooltip(row) ?? '').replace(/(`+)[^\n]*?\1/g, '');
				expect(tooltip).not.toMatch(/\]\(|<|https?:|command:|\$\(/);
			}
		},
	);

	it('is no formula in an export', async () => {
		const { calls } = await history.calls({ limit: 500 });
		for (const call of calls) {
			for (const cell of cellsOf(csvLine(call))) {
				expect(cell).not.toMatch(/^[\s\0]*[=+\-@|%]|^[\t\r\n]/);
			}
		}
	});

	async function allRows(groupBy: GroupBy): Promise<readonly TreeNode[]> {
		const model = new TreeModel(history, () => ({ ...initialState, groupBy, showReads: true }));
		const rows: TreeNode[] = [];
		const visit = async (parent?: TreeNode): Promise<void> => {
			for (const row of await model.children(parent)) {
				rows.push(row);
				if (row.type !== 'call') {
					await visit(row);
				}
			}
		};
		await visit();
		return rows;
	}
});

/** The cells of one line of CSV, RFC 4180. */
function cellsOf(line: string): readonly string[] {
	return [...line.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(?:,|\r\n$)/g)].map(([, cell = '']) =>
		cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
	);
}
