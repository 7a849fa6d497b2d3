import { describe, expect, test } from 'vitest';
import type { CodeResource } from '../../../src/iac/codeResource.ts';
import { identityOf, matchResources } from '../../../src/iac/matching.ts';
import { parseArn } from '../../../src/model/arn.ts';
import type { ResourceSummary } from '../../../src/model/query.ts';

function known(arn: string, lastCall = '2026-01-01T00:00:00Z'): ResourceSummary {
	const parsed = parseArn(arn);
	if (!parsed) {
		throw new Error(`no ARN: ${arn}`);
	}
	const { kind, name, region, owner } = parsed;
	return { arn, kind, name, accountId: owner, region, calls: 1, changes: 1, failures: 0, lastCall };
}

function code(pattern: string, name?: string): CodeResource {
	const kind = parseArn(pattern)?.kind ?? 'image';
	return {
		start: 0,
		end: 1,
		form: 'definition',
		tool: 'cloudformation',
		kind,
		pattern,
		...(name !== undefined && { name }),
	};
}

const arn = (tail: string, place = 'eu-west-1:111122223333'): string =>
	`arn:aws:imagebuilder:${place}:${tail}`;

const resources = [
	known(arn('image-pipeline/weekly')),
	known(arn('image-recipe/weekly/1.0.0')),
	known(arn('image-recipe/weekly/1.10.0')),
	known(arn('image-recipe/weekly/1.9.0')),
	known(arn('image/weekly/1.0.0/1'), '2026-01-01T00:00:00Z'),
	known(arn('image/weekly/1.0.0/2'), '2026-02-01T00:00:00Z'),
	known(arn('image-pipeline/team-a-build')),
	known(arn('image-pipeline/team-b-build'), '2026-03-01T00:00:00Z'),
	known(arn('component/shared/1.0.0/1')),
	known(arn('component/shared/1.0.0/1', 'us-east-1:444455556666')),
];

function match(pattern: string, options?: Parameters<typeof matchResources>[2]): unknown {
	const found = matchResources(code(pattern), resources, options);
	return (
		found && [found.certainty, found.ambiguous, ...found.candidates.map((one) => identity(one.arn))]
	);
}

function identity(text: string): string {
	return text.split(':').slice(5).join(':');
}

describe('a definition matches', () => {
	test('by its whole ARN', () => {
		expect(match(arn('image-pipeline/weekly'))).toEqual(['arn', false, 'image-pipeline/weekly']);
	});

	test('by name and kind, not by the name alone', () => {
		expect(match('arn:*:imagebuilder:*:*:image-pipeline/weekly')).toEqual([
			'name',
			false,
			'image-pipeline/weekly',
		]);
	});

	test('all versions of one resource, the newest version first', () => {
		expect(match('arn:*:imagebuilder:*:*:image-recipe/weekly')).toEqual([
			'name',
			false,
			'image-recipe/weekly/1.10.0',
			'image-recipe/weekly/1.9.0',
			'image-recipe/weekly/1.0.0',
		]);
	});

	test('all builds of an image, the one called last first', () => {
		expect(match('arn:*:imagebuilder:*:*:image/weekly/1.0.0')).toEqual([
			'name',
			false,
			'image/weekly/1.0.0/2',
			'image/weekly/1.0.0/1',
		]);
	});

	test('by a pattern, which may leave several', () => {
		expect(match('arn:*:imagebuilder:*:*:image-pipeline/*-build')).toEqual([
			'pattern',
			true,
			'image-pipeline/team-b-build',
			'image-pipeline/team-a-build',
		]);
	});

	test('one of several once it is chosen', () => {
		const chosen = identityOf(arn('image-pipeline/team-a-build'));
		expect(match('arn:*:imagebuilder:*:*:image-pipeline/*-build', { chosen })).toEqual([
			'pattern',
			false,
			'image-pipeline/team-a-build',
		]);
	});

	test('only in the account and Region given', () => {
		const pattern = 'arn:*:imagebuilder:*:*:component/shared/1.0.0';
		expect(matchResources(code(pattern), resources)?.ambiguous).toBe(true);
		const found = matchResources(code(pattern), resources, { accountIds: ['444455556666'] });
		expect(found?.candidates.map(({ region }) => region)).toEqual(['us-east-1']);
		expect(matchResources(code(pattern), resources, { region: 'eu-north-1' })).toBeUndefined();
	});

	test('nothing where nothing fits', () => {
		expect(match('arn:*:imagebuilder:*:*:image-pipeline/unknown')).toBeUndefined();
		const { pattern: _, ...bare } = code(arn('image/x'));
		expect(matchResources(bare, resources)).toBeUndefined();
	});
});
