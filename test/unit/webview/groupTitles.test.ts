import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../src/model/call.ts';
import { listedCall } from '../../../src/panel/listRows.ts';
import { gridRows, newestFirst } from '../../../src/webview/gridRows.ts';
import { buildCall } from '../../builders/call.ts';

/** The titles of the groups of these callers' calls, without their times. */
function titles(...callers: readonly Caller[]) {
	const calls = callers.map((caller) => listedCall(buildCall({ caller })));
	const made = gridRows({
		calls,
		total: calls.length,
		sort: newestFirst,
		groupBy: 'session',
		closed: new Set(),
	});
	return Array.from({ length: made.count }, (_, index) => made.at(index)).flatMap((row) =>
		row?.kind === 'group' ? [row.title.split(' · ')[0]] : [],
	);
}

describe('groups by sign-in', () => {
	it('tell a sign-in from a key that has none', () => {
		const bob = { type: 'IAMUser', name: 'bob', arn: 'arn:aws:iam::111122223333:user/bob' };
		expect(
			titles(
				bob,
				{ ...bob, session: 'AIDAEXAMPLE/2026-10-01T08:00:00.000Z' },
				{ type: 'AssumedRole', name: 'alice', role: 'Deployer', session: 'x' },
				{ type: 'Role', name: 'Batch', role: 'Batch' },
				{ type: 'AWSService', name: 'imagebuilder.amazonaws.com' },
				bob,
			),
		).toEqual([
			'Access key of bob',
			'bob',
			'alice (Deployer)',
			'Batch, no sign-in recorded',
			'imagebuilder.amazonaws.com',
		]);
	});
});

describe('groups by resource', () => {
	const arn = (of: string) => `arn:aws:imagebuilder:us-east-1:444455556666:${of}`;
	const calls = [arn('image-pipeline/bastion'), arn('image-recipe/bastion/1.0.0'), '<b>'].map(
		(each) => listedCall(buildCall({ touches: [{ arn: each, role: 'subject' }] })),
	);

	it.each([
		[undefined, ['Image pipeline', 'Image recipe', undefined]],
		[
			{ accounts: { '444455556666': 'Production' }, oneAccount: false },
			[
				...['Image pipeline · Production us-east-1', 'Image recipe · Production us-east-1'],
				undefined,
			],
		],
	])('tell one from another of its name, at %j', (places, details) => {
		const options = { calls, total: 3, sort: newestFirst, closed: new Set<string>() };
		const made = gridRows({ ...options, groupBy: 'resource', places });
		const rows = Array.from({ length: made.count }, (_, index) => made.at(index));
		expect(rows.flatMap((row) => (row?.kind === 'group' ? [row.detail] : []))).toEqual(details);
	});
});
