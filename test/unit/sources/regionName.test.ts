import { describe, expect, it } from 'vitest';
import { regions } from '../../../src/model/regions.generated.ts';
import { checkedRegion, homeRegion, isRegionName } from '../../../src/sources/regionName.ts';

describe('the name of a Region', () => {
	it('is accepted for every Region there is', () => {
		expect(regions.filter(({ id }) => !isRegionName(id))).toEqual([]);
	});

	it.each(['', 'eu', 'evil.example.com/#', 'eu-west-1.example.com', 'eu-west-1\n', 'EU-WEST-1'])(
		'is not %j',
		(name) => {
			expect(() => checkedRegion(name)).toThrow(
				expect.objectContaining({ code: 'region-not-enabled' }),
			);
		},
	);
});

describe('homeRegion', () => {
	it('is a Region of the same partition', () => {
		const partitions = new Map(regions.map(({ id, partition }) => [id, partition]));
		for (const { id, partition } of regions) {
			expect(partitions.get(homeRegion(id)), id).toBe(partition);
		}
	});
});
