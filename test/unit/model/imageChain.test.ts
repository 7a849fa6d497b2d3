import { describe, expect, it } from 'vitest';
import { imageChain, startOfBuild } from '../../../src/model/imageChain.ts';
import { compareVersions, versionLadder } from '../../../src/model/versionLadder.ts';
import { buildCall, buildPipelineArn } from '../../builders/call.ts';

const place = 'arn:aws:imagebuilder:us-east-1:111122223333:';
const pipeline = buildPipelineArn();
const image = `${place}image/golden-ami/1.4.0/2`;
const recipe = (version: string) => `${place}image-recipe/golden-ami/${version}`;

const start = buildCall({
	eventName: 'StartImagePipelineExecution',
	eventTime: '2026-11-20T04:00:00Z',
	touches: [
		{ arn: image, role: 'subject' },
		{ arn: pipeline, role: 'subject' },
	],
});

function set(version: string, eventTime: string) {
	return buildCall({
		eventTime,
		touches: [
			{ arn: pipeline, role: 'subject' },
			{ arn: recipe(version), role: 'reference' },
		],
	});
}

describe('the chain of an image build', () => {
	it('names pipeline and the recipe that the pipeline had when it started', () => {
		const earlier = set('1.4.0', '2026-11-17T09:00:00Z');
		const edits = [
			set('1.5.0', '2026-11-20T05:00:00Z'),
			set('1.3.0', '2026-11-01T00:00:00Z'),
			earlier,
		];
		expect(imageChain(start, edits)).toEqual({
			started: start,
			pipeline,
			recipe: { arn: recipe('1.4.0'), saidBy: earlier },
		});
	});

	it('says no recipe that no call names', () => {
		expect(imageChain(start, [])).toEqual({ started: start, pipeline });
	});

	it('takes the recipe of a build without a pipeline from its own call', () => {
		const created = buildCall({
			eventName: 'CreateImage',
			touches: [
				{ arn: image, role: 'subject' },
				{ arn: recipe('1.4.0'), role: 'reference' },
			],
		});
		expect(imageChain(created, [])).toEqual({
			started: created,
			recipe: { arn: recipe('1.4.0'), saidBy: created },
		});
	});

	it('finds the start, and not the retry or the cancellation after it', () => {
		const retry = buildCall({ eventName: 'RetryImage', eventTime: '2026-11-20T06:00:00Z' });
		const cancel = buildCall({
			eventName: 'CancelImageCreation',
			eventTime: '2026-11-20T01:00:00Z',
		});
		expect(startOfBuild([retry, start, cancel])).toBe(start);
		expect(startOfBuild([cancel])).toBeUndefined();
	});
});

describe('the ladder of versions', () => {
	const made = (arn: string, eventTime = '2026-11-01T00:00:00Z') =>
		buildCall({ eventName: 'CreateImageRecipe', eventTime, touches: [{ arn, role: 'subject' }] });
	const isIt = (arn: string) => arn.includes('/golden-ami/');

	it('has the highest version first, number by number, each once', () => {
		const newest = made(recipe('1.10.0'), '2026-11-03T00:00:00Z');
		const ladder = versionLadder(
			[
				newest,
				made(recipe('1.9.0')),
				made(recipe('1.10.0')),
				made(`${place}image-recipe/web/9.0.0`),
			],
			isIt,
		);
		expect(ladder.map(({ version }) => version)).toEqual(['1.10.0', '1.9.0']);
		expect(ladder[0]?.call).toBe(newest);
	});

	it('counts no version that a call only refers to', () => {
		const call = buildCall({ touches: [{ arn: recipe('1.0.0'), role: 'reference' }] });
		expect(versionLadder([call], isIt)).toEqual([]);
	});

	it.each([
		['1.2.0', '1.10.0', -1],
		['2.0.0', '1.99.99', 1],
		['1.0.0', '1.0.0', 0],
	])('%s to %s is %i', (one, other, expected) => {
		expect(Math.sign(compareVersions(one, other))).toBe(expected);
	});
});
