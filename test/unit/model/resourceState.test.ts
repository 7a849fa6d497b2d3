import { describe, expect, it } from 'vitest';
import type { Call, OriginKind } from '../../../src/model/call.ts';
import { flattenProperties } from '../../../src/model/properties.ts';
import { changedProperties, compareProperties } from '../../../src/model/propertyDiff.ts';
import type { SettingCall } from '../../../src/model/propertyHistory.ts';
import type { JsonObject } from '../../../src/model/record.ts';
import { resourceStateAt } from '../../../src/model/resourceState.ts';
import { readStateCalls } from '../../../src/model/stateCalls.ts';
import { stateDocument } from '../../../src/model/stateDocument.ts';
import { buildCall, buildPipelineArn } from '../../builders/call.ts';
import { FakeHistory } from '../../builders/fakeHistory.ts';

const imagePipelineArn = buildPipelineArn();

function made(
	eventName: string,
	day: number,
	request: JsonObject | null,
	kind: OriginKind = 'cli',
	overrides: Partial<Call> = {},
): SettingCall {
	return {
		call: buildCall({
			eventName,
			eventTime: `2026-11-${String(day).padStart(2, '0')}T09:00:00Z`,
			origin: { kind, rule: 'test', evidence: '' },
			...overrides,
		}),
		request,
	};
}

const body = {
	imageRecipeArn: 'arn:aws:imagebuilder:us-east-1:111122223333:image-recipe/web/1.0.0',
	status: 'ENABLED',
	schedule: { scheduleExpression: 'cron(0 3 * * ? *)', timezone: 'UTC' },
};
const created = made('CreateImagePipeline', 1, {
	name: 'golden-ami',
	description: 'nightly',
	tags: { team: 'platform', stage: 'prod' },
	clientToken: 'a',
	...body,
});

describe('properties', () => {
	it('have names that survive another order', () => {
		const distribution = (region: string, name: string) => ({
			region,
			amiDistributionConfiguration: { name, userIds: ['111122223333', '444455556666'] },
		});
		expect(
			Object.fromEntries(
				flattenProperties({
					distributions: [distribution('us-east-1', 'a'), distribution('eu-west-1', 'b')],
					components: [
						{ componentArn: 'arn:aws:imagebuilder:us-east-1:aws:component/update-linux/x.x.x' },
						{ componentArn: '{{ unresolved }}' },
					],
					empty: {},
					steps: [{ a: 1 }, { a: 2 }],
				}),
			),
		).toEqual({
			'distributions[us-east-1].region': 'us-east-1',
			'distributions[us-east-1].amiDistributionConfiguration.name': 'a',
			'distributions[us-east-1].amiDistributionConfiguration.userIds': [
				'111122223333',
				'444455556666',
			],
			'distributions[eu-west-1].region': 'eu-west-1',
			'distributions[eu-west-1].amiDistributionConfiguration.name': 'b',
			'distributions[eu-west-1].amiDistributionConfiguration.userIds': [
				'111122223333',
				'444455556666',
			],
			'components[update-linux].componentArn':
				'arn:aws:imagebuilder:us-east-1:aws:component/update-linux/x.x.x',
			'components[{{ unresolved }}].componentArn': '{{ unresolved }}',
			empty: {},
			'steps[0].a': 1,
			'steps[1].a': 2,
		});
	});

	it('of a request that is nested without end are compared all the same', () => {
		const deep = JSON.parse(`${'['.repeat(100_000)}1${']'.repeat(100_000)}`);
		const changes = compareProperties({ a: { b: deep }, c: 1 }, { a: { b: deep }, c: 2 });
		expect(changes).toEqual([{ path: 'c', kind: 'changed', before: 1, after: 2 }]);
		const state = resourceStateAt([made('CreateImagePipeline', 1, { a: deep })]);
		expect(state && stateDocument(imagePipelineArn, state)).toContain('[nested too deeply]');
	});

	it('differ where a value does, an item comes or goes, or the order is another', () => {
		const parts = (...names: readonly string[]) => ({
			parameters: names.map((name) => ({ name, value: [`of ${name}`] })),
		});
		expect(compareProperties(parts('a', 'b'), parts('a', 'b'))).toEqual([]);
		expect(compareProperties(parts('a', 'b'), parts('b', 'a'))).toEqual([
			{ path: 'parameters', kind: 'moved', before: ['a', 'b'], after: ['b', 'a'] },
		]);
		expect(compareProperties(parts('a'), parts('a', 'c')).map(({ path }) => path)).toEqual([
			'parameters[c].name',
			'parameters[c].value',
		]);
		expect(compareProperties({ a: 1, b: { c: true, d: 1 } }, { b: { d: 1, c: false } })).toEqual([
			{ path: 'a', kind: 'removed', before: 1 },
			{ path: 'b.c', kind: 'changed', before: true, after: false },
		]);
	});
});

describe('changedProperties', () => {
	it('leaves out what the console only sent again, tokens and the ARN of the resource', () => {
		const update = made(
			'UpdateImagePipeline',
			2,
			{
				imagePipelineArn,
				clientToken: 'b',
				description: 'nightly',
				...body,
				status: 'DISABLED',
			},
			'console',
		);
		expect(changedProperties(created, update)).toEqual([
			{ path: 'status', kind: 'changed', before: 'ENABLED', after: 'DISABLED' },
		]);
	});

	it('says what an update took away, but not what only a creation can say', () => {
		const update = made('UpdateImagePipeline', 2, { imagePipelineArn, ...body });
		expect(changedProperties(created, update)).toEqual([
			{ path: 'description', kind: 'removed', before: 'nightly' },
		]);
	});

	it('has everything as added where no call before is known', () => {
		const paths = changedProperties(undefined, created).map(({ path, kind }) => `${kind} ${path}`);
		expect(paths).toContain('added schedule.timezone');
		expect(paths.some((path) => path.includes('clientToken'))).toBe(false);
	});
});

describe('resourceStateAt', () => {
	const resent = made(
		'UpdateImagePipeline',
		2,
		{ imagePipelineArn, description: 'nightly', ...body, status: 'DISABLED' },
		'console',
		{ caller: { type: 'IAMUser', name: 'bob' } },
	);
	const setterOf = (state: ReturnType<typeof resourceStateAt>, path: string) =>
		state?.properties.find((property) => property.path === path)?.setBy.eventId;

	it('knows for each property the call that set it, not the one that sent it again', () => {
		const state = resourceStateAt([resent, created]);
		expect(state?.value).toEqual({
			name: 'golden-ami',
			description: 'nightly',
			tags: { team: 'platform', stage: 'prod' },
			...body,
			status: 'DISABLED',
		});
		expect(setterOf(state, 'status')).toBe(resent.call.eventId);
		expect(setterOf(state, 'description')).toBe(created.call.eventId);
		expect(setterOf(state, 'tags.team')).toBe(created.call.eventId);
		expect(state?.unknown).toEqual([]);
		expect(state?.created?.eventId).toBe(created.call.eventId);
	});

	it('is what it was at a time', () => {
		expect(resourceStateAt([resent, created], '2026-11-01T12:00:00Z')?.value.status).toBe(
			'ENABLED',
		);
		expect(resourceStateAt([resent, created], '2026-11-02T09:00:00Z')?.value.status).toBe(
			'DISABLED',
		);
		expect(resourceStateAt([resent, created], '2026-10-01T00:00:00Z')).toBeUndefined();
	});

	it('takes away what the console did not send, and doubts what others did not send', () => {
		const without = { imagePipelineArn, ...body };
		const byConsole = made('UpdateImagePipeline', 3, without, 'console');
		expect(resourceStateAt([created, byConsole])?.value).not.toHaveProperty('description');
		const byCli = made('UpdateImagePipeline', 3, without);
		const state = resourceStateAt([created, byCli]);
		expect(state?.value.description).toBe('nightly');
		expect(state?.unknown).toEqual([
			{ kind: 'left-out', call: byCli.call, fields: ['description'] },
		]);
		expect(state?.properties.find(({ path }) => path === 'description')?.leftOutBy?.eventId).toBe(
			byCli.call.eventId,
		);
		const again = made('UpdateImagePipeline', 4, { ...without, description: 'weekly' });
		expect(resourceStateAt([created, byCli, again])?.unknown).toEqual([]);
	});

	it('marks an unknown creation and requests that were not kept', () => {
		const lost = made('UpdateImagePipeline', 5, { omitted: true, reason: 'too large' });
		expect(resourceStateAt([resent, lost])?.unknown).toEqual([
			{ kind: 'not-created', first: resent.call },
			{ kind: 'unreadable', call: lost.call },
		]);
	});

	it('follows tags, deletion and a second creation', () => {
		const tagged = made('TagResource', 2, {
			resourceArn: imagePipelineArn,
			tags: { stage: 'dev', owner: 'alice' },
		});
		const untagged = made('UntagResource', 3, {
			resourceArn: imagePipelineArn,
			tagKeys: ['team'],
		});
		const state = resourceStateAt([created, tagged, untagged]);
		expect(state?.value.tags).toEqual({ stage: 'dev', owner: 'alice' });
		expect(setterOf(state, 'tags.stage')).toBe(tagged.call.eventId);
		const deleted = made('DeleteImagePipeline', 4, { imagePipelineArn });
		const gone = resourceStateAt([created, deleted]);
		expect(gone?.deleted?.eventId).toBe(deleted.call.eventId);
		expect(gone?.value.status).toBe('ENABLED');
		const anew = made('CreateImagePipeline', 5, { name: 'golden-ami', status: 'DISABLED' });
		expect(resourceStateAt([created, deleted, anew])).toMatchObject({
			value: { name: 'golden-ami', status: 'DISABLED' },
			created: { eventId: anew.call.eventId },
		});
		expect(resourceStateAt([created, deleted, anew])?.deleted).toBeUndefined();
	});

	it('counts no failed call and no start', () => {
		const refused = made('UpdateImagePipeline', 2, { status: 'DISABLED' }, 'cli', {
			errorCode: 'AccessDeniedException',
		});
		const started = made('StartImagePipelineExecution', 3, { imagePipelineArn });
		expect(resourceStateAt([created, refused, started])?.last).toBe(created.call);
	});
});

describe('stateDocument', () => {
	it('is JSON with the call of each property, whatever the texts', () => {
		const hostile = made(
			'CreateImagePipeline',
			1,
			{ name: 'a', description: '*/ \u202e // " \n{"x":1}', 'key\n"': [1, 'b'], schedule: {} },
			'cli',
			{ caller: { type: 'IAMUser', name: 'eve\n"evil": 1,\u202e' } },
		);
		const state = resourceStateAt([hostile]);
		const text = state ? stateDocument(imagePipelineArn, state) : '';
		const json = text.replaceAll(/^\/\/.*$| \/\/ CreateImagePipeline .*$/gm, '');
		expect(JSON.parse(json)).toEqual(hostile.request);
		expect(text).toContain('// CreateImagePipeline 2026-11-01T09:00:00Z eve "evil": 1,');
		expect(text).not.toMatch(/\u202e/);
	});

	it('says what is not known', () => {
		const state = resourceStateAt([
			made('UpdateImagePipeline', 3, { imagePipelineArn, status: 'ENABLED' }),
		]);
		const text = state ? stateDocument(imagePipelineArn, state) : '';
		expect(text).toContain('Its creation is not known');
		expect(text).toContain('"status": "ENABLED" // UpdateImagePipeline 2026-11-03T09:00:00Z');
	});
});

describe('readStateCalls', () => {
	it('takes the calls of the very resource that make its state', async () => {
		const subject = [{ arn: imagePipelineArn, role: 'subject' as const }];
		const history = new FakeHistory([
			buildCall({ eventName: 'UpdateImagePipeline' }),
			buildCall({ eventName: 'DeleteImagePipeline' }),
			buildCall({ eventName: 'StartImagePipelineExecution' }),
			buildCall({ eventName: 'UpdateImagePipeline', errorCode: 'ThrottlingException' }),
			buildCall({ touches: [{ arn: `${imagePipelineArn}/1.0.0`, role: 'subject' }] }),
			buildCall({ touches: [{ ...subject[0], arn: imagePipelineArn, role: 'reference' }] }),
		]);
		const calls = await readStateCalls(history, imagePipelineArn);
		expect(calls.map(({ call }) => call.eventName).sort()).toEqual([
			'DeleteImagePipeline',
			'UpdateImagePipeline',
		]);
	});
});
