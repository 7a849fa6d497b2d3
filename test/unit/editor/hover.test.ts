import { describe, expect, it } from 'vitest';
import { ambiguousMarkdown } from '../../../src/editor/ambiguousMarkdown.ts';
import { hoverCommands } from '../../../src/editor/commandLink.ts';
import { type HoverFacts, readHoverFacts } from '../../../src/editor/hoverFacts.ts';
import { hoverMarkdown } from '../../../src/editor/hoverMarkdown.ts';
import type { Call } from '../../../src/model/call.ts';
import { english } from '../../../src/model/translate.ts';
import { buildCall } from '../../builders/call.ts';
import { FakeHistory } from '../../builders/fakeHistory.ts';
import { hostileTexts } from '../../builders/hostile.ts';

const arn = 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/golden-ami';
const touches = [{ arn, role: 'subject' as const }];
const now = Date.parse('2026-11-22T12:00:00Z');

async function facts(history: FakeHistory, showReadCalls = false): Promise<HoverFacts> {
	const question = { arn, showReadCalls, isCancelled: () => false };
	const found = await readHoverFacts(history, question);
	if (!found) {
		throw new Error('no facts');
	}
	return found;
}

async function markdownOf(...calls: readonly Call[]): Promise<string> {
	return hoverMarkdown(await facts(new FakeHistory(calls)), now, english);
}

/** What stands in the brackets of links, as a reader of Markdown sees it: targets only. */
function linkTargets(markdown: string): readonly string[] {
	return [...markdown.matchAll(/\]\(([^)]*)\)/g)].map(([, target = '']) => target);
}

describe('readHoverFacts', () => {
	it('lists the last five calls and the last change of the resource itself', async () => {
		const failed = { touches, errorCode: 'AccessDeniedException' };
		const history = new FakeHistory([
			...Array.from({ length: 6 }, (_, day) =>
				buildCall({ ...failed, eventTime: `2026-11-2${day > 1 ? 1 : day}T1${day}:00:00Z` }),
			),
			buildCall({ touches, eventId: 'the-change', eventTime: '2026-10-01T00:00:00Z' }),
			buildCall({ touches: [{ arn, role: 'reference' }], eventTime: '2026-11-01T00:00:00Z' }),
		]);
		const found = await facts(history);
		expect(found.calls).toHaveLength(5);
		expect(found.lastEdit?.eventId).toBe('the-change');
		expect(found.lastRun).toBeUndefined();
		expect(found.counts.calls).toBe(8);
		expect(found.unknown).toEqual([]);
	});

	it('lists reads only where they are shown', async () => {
		const history = new FakeHistory([buildCall({ touches, readOnly: true })]);
		expect((await facts(history)).unknown.map(({ kind }) => kind)).toEqual(['only-reads']);
		const shown = await facts(history, true);
		expect(shown.calls).toHaveLength(1);
		expect(shown.lastEdit).toBeUndefined();
	});

	it('asks the store no further once nobody waits', async () => {
		const history = new FakeHistory([buildCall({ touches })]);
		const question = { arn, showReadCalls: false, isCancelled: () => true };
		expect(await readHoverFacts(history, question)).toBeUndefined();
		expect(history.asked).toEqual(['calls', 'count']);
	});
});

describe('hoverMarkdown', () => {
	it('says what changed last and what was done, with links of ours', async () => {
		const markdown = await markdownOf(
			buildCall({ touches, eventId: 'e-1', eventTime: '2026-11-19T12:00:00Z' }),
		);
		expect(markdown).toContain('golden&#45;ami');
		expect(markdown).toContain('Last changed 3 d ago by');
		expect(markdown.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(3);
		expect(linkTargets(markdown)).toEqual([
			'command:imageBuilderHistory.showCall?%5B%22e-1%22%5D',
			`command:imageBuilderHistory.showHistory?${encodeURIComponent(JSON.stringify([arn]))}`,
			`command:imageBuilderHistory.copyArn?${encodeURIComponent(JSON.stringify([arn]))}`,
			`command:imageBuilderHistory.openInConsole?${encodeURIComponent(JSON.stringify([arn]))}`,
			'command:imageBuilderHistory.showCall?%5B%22e-1%22%5D',
		]);
	});

	it('calls no run a change', async () => {
		const run = { touches, eventName: 'StartImagePipelineExecution' };
		const ran = buildCall({ ...run, eventTime: '2026-11-21T14:00:00Z' });
		const updated = buildCall({ touches, eventTime: '2026-11-19T12:00:00Z' });
		const both = await markdownOf(ran, updated);
		expect(both).toMatch(/Last changed 3 d ago by .*UpdateImagePipeline/);
		expect(both).toMatch(/Last run 22 h ago by .*StartImagePipelineExecution/);
		const onlyRun = await markdownOf(ran);
		expect(onlyRun).not.toContain('Last changed');
		expect(onlyRun).toContain('Last run 22 h ago by');
		const before = buildCall({ ...run, eventTime: '2026-11-18T12:00:00Z' });
		expect(await markdownOf(updated, before)).not.toContain('Last run');
		const facts = await readHoverFacts(new FakeHistory([ran, updated]), {
			...{ arn, showReadCalls: false, isCancelled: () => false },
		});
		expect(facts && hoverMarkdown(facts, now, english, { sections: [], brief: true })).toMatch(
			/Last changed 3 d ago .*\n\n.*Last run 22 h ago/,
		);
	});

	it('says why nothing is known and offers the way out', async () => {
		const markdown = await markdownOf();
		expect(markdown).toContain('No calls known.');
		expect(markdown).toContain('No history of us&#45;east&#45;1 has been read yet');
		expect(linkTargets(markdown)).toContain('command:imageBuilderHistory.refresh');
	});

	it('calls an account by its name, which is text', async () => {
		const found = await facts(new FakeHistory([buildCall({ touches })]));
		const of = (name: string) =>
			hoverMarkdown(found, now, english, { sections: [], accounts: { '111122223333': name } });
		expect(of('Golden Images')).toMatch(/^\*\*.*Golden Images us&#45;east&#45;1/);
		expect(linkTargets(of('[x](command:y)')).join()).not.toContain('command:y');
		const [resource] = await new FakeHistory([buildCall({ touches })]).resources();
		const candidates = resource ? [resource] : [];
		expect(
			ambiguousMarkdown(
				{ certainty: 'name', ambiguous: true, candidates },
				['file:///x', 0],
				{ '111122223333': 'Golden Images' },
				english,
			),
		).toContain('Golden Images us&#45;east&#45;1');
	});

	it('marks the sample', async () => {
		const history = new FakeHistory([buildCall({ touches })]);
		await history.openSample();
		expect(hoverMarkdown(await facts(history), now, english)).toContain('*Sample*');
	});

	const hostile = [
		...hostileTexts,
		'[click](command:workbench.action.terminal.new)',
		'](command:workbench.action.quit) [x',
		'<a href="command:workbench.action.quit">x</a>',
		'![x](https://example.com/track.png)',
		'a | b |\n\n# c\n---',
		'`code` ``` $(flame) ~~x~~ https://example.com www.example.com me@example.com',
		'&lt;img src=x&gt; &#91;x&#93;(command:y)',
		'\u202egnp.exe\u2066',
		"')*!~(",
		'x'.repeat(1_000_000),
	];

	it.each(hostile.map((text) => [text.slice(0, 60), text]))(
		'makes only text of %j',
		async (_name, text) => {
			const markdown = await markdownOf(
				buildCall({
					touches,
					eventId: text.slice(0, 4000),
					eventName: text,
					errorCode: text,
					errorMessage: text,
					userAgent: text,
					caller: { type: 'AssumedRole', name: text, role: text },
				}),
				buildCall({
					touches,
					eventId: text.slice(0, 4000),
					eventName: text,
					caller: { type: text, name: text },
				}),
			);
			const ours = await markdownOf(buildCall({ touches }), buildCall({ touches }));
			const links = linkTargets(markdown);
			// as many links as with harmless calls, each to a command of ours, with one argument
			expect(links).toHaveLength(linkTargets(ours).length);
			for (const link of links) {
				const [command = '', query = ''] = link.replace('command:', '').split('?');
				expect(hoverCommands).toContain(command);
				expect(query).toMatch(/^[\w%.-]+$/);
				expect(JSON.parse(decodeURIComponent(query))).toHaveLength(1);
			}
			// the same lines: no text begins one of its own, and no cell of a table is added
			const shape = (of: string) =>
				of.split('\n').map((line) => (line.startsWith('|') ? line.split('|').length : line === ''));
			expect(shape(markdown)).toEqual(shape(ours));
			expect(markdown).not.toMatch(/[<>!`]|\$\(|https?:|\bwww\./);
			expect(markdown).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
			expect(markdown.length).toBeLessThan(60_000);
		},
	);
});
