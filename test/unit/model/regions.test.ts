import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { regionsSource } from '../../../scripts/generateRegions.ts';
import { regions } from '../../../src/model/regions.generated.ts';

it('the table of Regions is the one of the installed SDK', async () => {
	expect(readFileSync('src/model/regions.generated.ts', 'utf8')).toBe(await regionsSource());
});

it('the table of Regions knows every partition', () => {
	expect(regions.find(({ id }) => id === 'eu-central-1')).toEqual({
		id: 'eu-central-1',
		name: 'Europe (Frankfurt)',
		partition: 'aws',
	});
	const partitions = new Set(regions.map(({ partition }) => partition));
	expect([...partitions]).toEqual(expect.arrayContaining(['aws', 'aws-cn', 'aws-us-gov']));
});
