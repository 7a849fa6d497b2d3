import { describe, expect, it } from 'vitest';
import { blameText } from '../../../src/editor/blameText.ts';
import type { CodeFacts } from '../../../src/editor/codeFacts.ts';
import { hoverCommands } from '../../../src/editor/commandLink.ts';
import {
	noSections,
	readChain,
	readDifferences,
	readProperty,
	readVersions,
} from '../../../src/editor/hoverSections.ts';
import { lensTitle } from '../../../src/editor/lensText.ts';
import { outsideText } from '../../../src/editor/outsideText.ts';
import { certaintyText, sectionsMarkdown } from '../../../src/editor/sectionsMarkdown.ts';
import type { CodeProperty, CodeResource } from '../../../src/iac/codeResource.ts';
import type { Call, OriginKind } from '../../../src/model/call.ts';
import { judge } from '../../../src/model/outsideCode.ts';
import type { SettingCall } from '../../../src/model/propertyHistory.ts';
import { english } from '../../../src/model/translate.ts';
import { buildCall, buildPipelineArn } from '../../builders/call.ts';
import { FakeHistory } from '../../builders/fakeHistory.ts';
import { hostileTexts } from '../../builders/hostile.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const arn = buildPipelineArn();

function by(kind: OriginKind, eventTime: string, more: Partial<Call> = {}): Call {
	return buildCall({ origin: { kind, rule: 'r', evidence: `${kind} it was` }, eventTime, ...more });
}

const edit = by('console', '2026-11-19T12:00:00Z');
const deploy = by('terraform', '2026-11-10T00:00:00Z');
const outside = judge({ tool: 'terraform', arn, changes: [edit, deploy] });

function facts(more: Partial<CodeFacts> = {}): CodeFacts {
	return {
		arn,
		match: { certainty: 'name', candidates: [], ambiguous: false },
		lastEdit: edit,
		count: 4,
		sample: false,
		...more,
	};
}

function property(path: string, value?: string): CodeProperty {
	const place = { start: 0, end: 1, valueStart: 0, valueEnd: 1 };
	return { path, ...place, ...(value !== undefined && { value }) };
}

const settings: readonly SettingCall[] = [
	{ call: edit, request: { status: 'DISABLED', schedule: { scheduleExpression: 'rate(1 day)' } } },
	{ call: deploy, request: { status: 'ENABLED', schedule: { scheduleExpression: 'rate(1 day)' } } },
];

describe('the lens', () => {
	it.each([
		[
			facts({ verdict: outside }),
			'changed 3 d ago by alice@example.com · console ⚠ outside code · 4 changes in 90 d',
		],
		[
			facts({ lastEdit: deploy, count: 1, sample: true }),
			'changed 12 d ago by alice@example.com · Terraform · 1 change in 90 d · sample',
		],
	])('says who, when, with what, and how often', (known, title) => {
		expect(lensTitle(known, now, english)).toBe(title);
	});

	it('tells the last run where nothing was edited, and nothing of nothing', () => {
		const { lastEdit: _, ...none } = facts();
		expect(lensTitle(none, now, english)).toBeUndefined();
		expect(lensTitle({ ...none, lastRun: edit }, now, english)).toBe(
			'run 3 d ago by alice@example.com · console',
		);
	});
});

describe('sections of a hover', () => {
	it('tell a property: who set it, to what, from what, and what the code says', () => {
		const found = readProperty(property('status', 'ENABLED'), settings);
		const [text = ''] = sectionsMarkdown(
			{ ...noSections, ...(found && { property: found }) },
			now,
			english,
		);
		expect(text.split('  \n')).toEqual([
			expect.stringMatching(/^`status` was last set \[3 d ago\]\(command:/),
			'`DISABLED`, before that `ENABLED`',
			'⚠ The code says `ENABLED`',
		]);
	});

	it('tell who sent a value again without changing it', () => {
		const found = readProperty(property('schedule.scheduleExpression', 'rate(1 day)'), settings);
		expect(found).not.toHaveProperty('differsFrom');
		const [text] = sectionsMarkdown(
			{ ...noSections, ...(found && { property: found }) },
			now,
			english,
		);
		expect(text).toContain('last set [12 d ago]');
		expect(text).toContain('no earlier value is known');
		expect(text).toContain('Sent again without a change [3 d ago]');
	});

	it('list the properties that differ from code, and no others', () => {
		const definition: CodeResource = {
			...{ start: 0, end: 1, kind: 'image-pipeline', form: 'definition', tool: 'terraform' },
			properties: [
				property('status', 'ENABLED'),
				property('schedule.scheduleExpression', 'rate(1 day)'),
				property('schedule'),
			],
		};
		expect(readDifferences(definition, settings).map(({ path }) => path)).toEqual(['status']);
	});

	it('tell changes outside code with rule, evidence, and the last deploy', () => {
		const [text = ''] = sectionsMarkdown({ ...noSections, verdict: outside }, now, english);
		expect(text).toContain('**Outside code**');
		expect(text).toContain('`changed-since-deploy`; `console it was`');
		expect(text).toMatch(/Last deploy: .*12 d ago/);
		const deployed = judge({ tool: 'terraform', arn, changes: [deploy] });
		expect(sectionsMarkdown({ ...noSections, verdict: deployed }, now, english)).toEqual([]);
		expect(certaintyText('arn', english)).not.toBe(certaintyText('pattern', english));
	});

	const hostile = [
		...hostileTexts,
		'[click](command:workbench.action.quit)',
		'](command:workbench.action.quit) [x',
		'`` ` ``` $(flame) | x\n\n# c',
		'<a href="command:workbench.action.quit">x</a>',
	];
	it.each(hostile.map((text) => [text.slice(0, 60), text]))('make only text of %j', (_, text) => {
		const evil = {
			eventName: text,
			caller: { type: text, name: text, role: text },
			origin: { kind: 'console', rule: text, evidence: text, name: text },
		} as const;
		const call = buildCall({ ...edit, ...evil });
		const verdict = { ...outside, deploy: call, changes: [call, call] } as typeof outside;
		const requests: readonly SettingCall[] = [
			{ call: { ...call, eventName: 'UpdateImagePipeline' }, request: { status: text } },
			{ call: deploy, request: { status: { [text]: text } } },
		];
		const found = readProperty(property('status', `${text}!`), requests);
		const version = { arn, version: '1.0.0', call };
		const all = (say: typeof found, verdictOf: typeof verdict) =>
			sectionsMarkdown(
				{
					...noSections,
					...(say && { property: say }),
					verdict: verdictOf,
					versions: [version],
					chain: { started: call, pipeline: arn, recipe: { arn, saidBy: call } },
				},
				now,
				english,
			).join('\n\n');
		const markdown = all(found, verdict);
		// within a span of code nothing is alive, whatever it holds
		const outsideOfCode = markdown.replace(/(`+)[\s\S]*?[^`]\1(?!`)/g, '');
		for (const [, target = ''] of outsideOfCode.matchAll(/\]\(([^)]*)\)/g)) {
			expect(hoverCommands).toContain(target.replace('command:', '').split('?')[0]);
		}
		expect(outsideOfCode).not.toMatch(/[<>]|\$\(|https?:|\bwww\./);
		expect(markdown.split('\n\n')).toHaveLength(5);
		expect(lensTitle(facts({ lastEdit: call }), now, english)).not.toMatch(/\n/);
		expect(verdict.kind === 'outside' ? outsideText(verdict, now, english) : '').toMatch(
			/^[^\n]+$/,
		);
	});
});

describe('the line of blame', () => {
	it('tells who set the property, and where the code says else', () => {
		const found = readProperty(property('status', 'ENABLED'), settings);
		expect(blameText(found, facts(), now, english)).toBe(
			'⚠ set to DISABLED · alice@example.com · 3 d ago · console',
		);
		expect(blameText(undefined, facts(), now, english)).toBe(
			'alice@example.com · 3 d ago · console',
		);
		const { lastEdit: _, ...none } = facts();
		expect(blameText(undefined, none, now, english)).toBeUndefined();
	});
});

describe('what is asked of the store', () => {
	const place = 'arn:aws:imagebuilder:us-east-1:111122223333:';
	const image = `${place}image/golden/1.0.0/1`;
	const recipe = `${place}image-recipe/golden/1.0.0`;
	const history = new FakeHistory([
		by('service', '2026-11-20T00:00:00Z', {
			eventName: 'StartImagePipelineExecution',
			touches: [
				{ arn: image, role: 'subject' },
				{ arn, role: 'subject' },
			],
		}),
		by('terraform', '2026-11-19T00:00:00Z', {
			touches: [
				{ arn, role: 'subject' },
				{ arn: recipe, role: 'reference' },
			],
		}),
		by('terraform', '2026-11-18T00:00:00Z', {
			eventName: 'CreateImageRecipe',
			touches: [{ arn: recipe, role: 'subject' }],
		}),
		by('terraform', '2026-11-17T00:00:00Z', {
			eventName: 'CreateImageRecipe',
			touches: [{ arn: recipe.replace('1.0.0', '0.9.0'), role: 'subject' }],
		}),
	]);

	it('is the chain of a build, of nothing else', async () => {
		expect(await readChain(history, image)).toMatchObject({
			pipeline: arn,
			recipe: { arn: recipe },
		});
		expect(await readChain(history, image.replace('/1.0.0/1', '/1.0.x'))).toBeUndefined();
		expect(await readChain(history, arn)).toBeUndefined();
		expect(await readChain(history, image.replace('/1.0.0/1', '/9.0.0/1'))).toBeUndefined();
	});

	it('is the ladder of what has versions', async () => {
		const versions = async (of: string) =>
			(await readVersions(history, of)).map(({ version }) => version);
		expect(await versions(recipe)).toEqual(['1.0.0', '0.9.0']);
		expect(await versions(recipe.replace('1.0.0', '1.x.x'))).toEqual(['1.0.0']);
		expect(await versions(recipe.replace('/1.0.0', ''))).toEqual(['1.0.0', '0.9.0']);
		expect(await versions(arn)).toEqual([]);
	});
});
