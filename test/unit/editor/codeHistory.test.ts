import { describe, expect, it } from 'vitest';
import { CodeHistory, choices, meantArn } from '../../../src/editor/codeHistory.ts';
import { readSettingCalls } from '../../../src/editor/settingCalls.ts';
import type { CodeResource } from '../../../src/iac/codeResource.ts';
import { parseArn } from '../../../src/model/arn.ts';
import type { Call, OriginKind } from '../../../src/model/call.ts';
import type { ResourceSummary } from '../../../src/model/query.ts';
import { buildCall, buildPipelineArn } from '../../builders/call.ts';
import { FakeHistory } from '../../builders/fakeHistory.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const ours = buildPipelineArn();

/** A history whose records hold requests. */
class RecordedHistory extends FakeHistory {
	readonly requests = new Map<string, object>();
	override async record(eventId: string): Promise<string | undefined> {
		return JSON.stringify({ eventID: eventId, requestParameters: this.requests.get(eventId) });
	}
}

function code(pattern: string, more: Partial<CodeResource> = {}): CodeResource {
	const kind = parseArn(pattern)?.kind ?? 'image-pipeline';
	return { start: 0, end: 1, form: 'definition', tool: 'terraform', kind, pattern, ...more };
}

function by(kind: OriginKind, eventTime: string, more: Partial<Call> = {}): Call {
	return buildCall({ origin: { kind, rule: 'r', evidence: 'e' }, eventTime, ...more });
}

function codeHistory(history: FakeHistory, chosen?: string): CodeHistory {
	return new CodeHistory({ history, allowed: () => [], chosen: () => chosen, now: () => now });
}

const anyPipeline = code('arn:*:imagebuilder:*:*:image-pipeline/golden-ami');

describe('CodeHistory', () => {
	it('tells the last edit, how many of 90 days, and the verdict; runs are no edits', async () => {
		const edit = by('console', '2026-11-20T00:00:00Z');
		const history = new FakeHistory([
			by('service', '2026-11-22T04:00:00Z', { eventName: 'StartImagePipelineExecution' }),
			edit,
			by('terraform', '2026-11-10T00:00:00Z'),
			by('terraform', '2026-01-01T00:00:00Z'),
		]);
		expect(await codeHistory(history).facts(anyPipeline, 'k')).toMatchObject({
			arn: ours,
			lastEdit: edit,
			count: 2,
			verdict: { kind: 'outside', changes: [edit] },
			match: { certainty: 'name' },
			sample: false,
		});
	});

	it('finds a deploy that many edits lie before', async () => {
		const deploy = by('terraform', '2026-10-01T00:00:00Z');
		const edits = Array.from({ length: 30 }, (_, at) =>
			by(
				'console',
				`2026-11-${String((at % 20) + 1).padStart(2, '0')}T${String(at % 24).padStart(2, '0')}:00:00Z`,
			),
		);
		const facts = await codeHistory(new FakeHistory([...edits, deploy])).facts(anyPipeline, 'k');
		expect(facts).toMatchObject({ count: 31, verdict: { kind: 'outside', deploy } });
		const verdict = facts?.arn === undefined ? undefined : facts.verdict;
		expect(verdict?.kind === 'outside' && verdict.changes).toHaveLength(30);
	});

	it('finds the edits that many runs lie before, and counts runs where there is none', async () => {
		const runs = Array.from({ length: 80 }, (_, at) =>
			by('service', new Date(now - at * 3_600_000).toISOString(), {
				eventName: 'StartImagePipelineExecution',
			}),
		);
		const edits = [by('console', '2026-11-02T00:00:00Z'), by('terraform', '2026-11-01T00:00:00Z')];
		const both = await codeHistory(new FakeHistory([...runs, ...edits])).facts(anyPipeline, 'k');
		expect(both).toMatchObject({ lastEdit: edits[0], count: 2, verdict: { kind: 'outside' } });
		const ran = await codeHistory(new FakeHistory(runs)).facts(anyPipeline, 'k');
		expect(ran).toMatchObject({ lastRun: runs[0], count: 80 });
		expect(ran).not.toHaveProperty('lastEdit');
	});

	it('gives no verdict on text that no tool owns, and on images', async () => {
		const image = 'arn:aws:imagebuilder:us-east-1:111122223333:image/golden-ami/1.0.0/1';
		const history = new FakeHistory([
			by('console', '2026-11-20T00:00:00Z'),
			by('console', '2026-11-20T00:00:00Z', {
				eventName: 'CreateImage',
				touches: [{ arn: image, role: 'subject' }],
			}),
		]);
		const known = codeHistory(history);
		for (const resource of [code(ours, { tool: 'text' }), code(image)]) {
			expect(await known.facts(resource, 'k')).not.toHaveProperty('verdict');
		}
	});

	it('knows runs where nothing was edited, and nothing of the unknown', async () => {
		const run = by('cli', '2026-11-20T00:00:00Z', { eventName: 'StartImagePipelineExecution' });
		const known = codeHistory(new FakeHistory([run]));
		expect(await known.facts(anyPipeline, 'k')).toMatchObject({ lastRun: run, count: 1 });
		expect(await known.facts(code(buildPipelineArn('never')), 'k')).toBeUndefined();
		expect(await known.facts({ ...anyPipeline, pattern: '' }, 'k')).toBeUndefined();
	});

	it('asks nothing twice until it forgets', async () => {
		const history = new FakeHistory([by('console', '2026-11-20T00:00:00Z')]);
		const known = codeHistory(history);
		await known.facts(anyPipeline, 'k');
		const asked = history.asked.length;
		await Promise.all([
			known.facts(anyPipeline, 'k'),
			known.facts({ ...anyPipeline, start: 9 }, 'l'),
		]);
		expect(history.asked).toHaveLength(asked);
		known.forget();
		await known.facts(anyPipeline, 'k');
		expect(history.asked).toHaveLength(2 * asked);
	});

	it('tries again after a failure', async () => {
		const history = new FakeHistory([by('console', '2026-11-20T00:00:00Z')]);
		const known = codeHistory(history);
		history.failure = new Error('busy');
		await expect(known.facts(anyPipeline, 'k')).rejects.toThrow('busy');
		history.failure = undefined;
		expect(await known.facts(anyPipeline, 'k')).toMatchObject({ arn: ours });
	});
});

describe('an ambiguous match', () => {
	const elsewhere = buildPipelineArn('golden-ami', 'eu-west-1', '444455556666');
	const calls = [
		by('console', '2026-11-20T00:00:00Z'),
		by('console', '2026-11-21T00:00:00Z', {
			accountId: '444455556666',
			region: 'eu-west-1',
			touches: [{ arn: elsewhere, role: 'subject' }],
		}),
	];

	it('is settled by the account that the profile reads', async () => {
		expect(await codeHistory(new FakeHistory(calls)).facts(anyPipeline, 'k')).toMatchObject({
			arn: ours,
		});
	});

	it('is left to the user elsewhere, and a choice is kept', async () => {
		const history = new FakeHistory(calls);
		await history.openSample();
		const facts = await codeHistory(history).facts(anyPipeline, 'k');
		expect(facts?.arn).toBeUndefined();
		expect(facts && choices(facts.match).map(({ arn }) => arn)).toEqual([elsewhere, ours]);
		const chosen = '111122223333:us-east-1:image-pipeline/golden-ami';
		expect(await codeHistory(history, chosen).facts(anyPipeline, 'k')).toMatchObject({ arn: ours });
	});
});

describe('meantArn', () => {
	const place = 'arn:aws:imagebuilder:us-east-1:111122223333:';
	it.each([
		['arn:*:imagebuilder:*:*:image-recipe/golden/1.0.0', 'image-recipe/golden/1.0.0'],
		['arn:*:imagebuilder:*:*:image-recipe/golden/1.0.x', 'image-recipe/golden/1.0.x'],
		['arn:*:imagebuilder:*:*:image-recipe/*', 'image-recipe/golden'],
		['arn:*:imagebuilder:*:*:workflow/*/golden/1.2.0', 'image-recipe/golden/1.2.0'],
	])('asks for the versions that %s means', (pattern, tail) => {
		const arn = `${place}image-recipe/golden/1.0.3`;
		const candidate: ResourceSummary = {
			...{ arn, kind: 'image-recipe', name: 'golden', accountId: '111122223333' },
			...{ region: 'us-east-1', calls: 1, changes: 1, failures: 0 },
		};
		const match = { certainty: 'name', candidates: [candidate], ambiguous: false } as const;
		expect(meantArn(code(pattern), match)).toBe(`${place}${tail}`);
	});
});

describe('readSettingCalls', () => {
	const recipe = (version: string) =>
		`arn:aws:imagebuilder:us-east-1:111122223333:image-recipe/golden/${version}`;
	const made = (version: string, eventTime: string) =>
		by('terraform', eventTime, {
			eventName: 'CreateImageRecipe',
			touches: [{ arn: recipe(version), role: 'subject' }],
		});

	it('gives the requests of a resource, newest first', async () => {
		const history = new RecordedHistory([
			by('cli', '2026-11-01T00:00:00Z'),
			by('cli', '2026-11-02T00:00:00Z'),
		]);
		const [first, second] = history.stored;
		history.requests.set(second?.eventId ?? '', { status: 'ENABLED' });
		const found = await readSettingCalls(history, ours);
		expect(found.map(({ call }) => call)).toEqual([second, first]);
		expect(found[0]?.request).toEqual({ status: 'ENABLED' });
	});

	it('follows a version down to those below it', async () => {
		const history = new RecordedHistory([
			made('1.10.0', '2026-11-05T00:00:00Z'),
			made('1.9.0', '2026-11-04T00:00:00Z'),
			made('1.2.0', '2026-11-06T00:00:00Z'),
		]);
		const versions = async (arn: string) =>
			(await readSettingCalls(history, arn)).map(({ call }) => call.touches[0]?.arn);
		expect(await versions(recipe('1.9.0'))).toEqual([recipe('1.9.0'), recipe('1.2.0')]);
		expect(await versions(recipe('1.x.x'))).toEqual(['1.10.0', '1.9.0', '1.2.0'].map(recipe));
		expect(await versions(recipe('1.3.0'))).toEqual([]);
	});
});
