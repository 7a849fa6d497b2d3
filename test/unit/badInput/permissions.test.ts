import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AwsBench } from './awsBench.ts';

const project = new URL('../../../', import.meta.url);
const page = readFileSync(new URL('docs/permissions.md', project), 'utf8');
const policy = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '';

/** `service:Operation` of each row of the table, with the permission it needs. */
const documented = [...page.matchAll(/^\| (\w+) `(\w+)` \| (?:`([\w:]+)`|none) \|/gm)].map(
	([, service = '', operation = '', permission]) => ({
		request: `${service.toLowerCase()}:${operation}`,
		permission,
	}),
);

/** The commands that the sources import from AWS's clients. */
function commandsInCode(): readonly string[] {
	const folder = new URL('src/sources/aws/', project);
	return readdirSync(folder)
		.flatMap((name) => {
			const text = readFileSync(new URL(name, folder), 'utf8');
			return [...text.matchAll(/export \{([^}]*)\} from '@aws-sdk\/client-(\w+)'/g)];
		})
		.flatMap(([, names = '', service = '']) =>
			[...names.matchAll(/(\w+)Command\b/g)].map(([, name]) => `${service}:${name}`),
		);
}

describe('the page of permissions', () => {
	it('lists each command that the code can send, and no other', () => {
		expect(documented.map(({ request }) => request).toSorted()).toEqual(
			[...commandsInCode()].toSorted(),
		);
	});

	it('has a policy of just the permissions of the table', () => {
		const { Statement } = JSON.parse(policy) as {
			Statement: readonly { Effect: string; Action: string | readonly string[] }[];
		};
		expect(Statement.every(({ Effect }) => Effect === 'Allow')).toBe(true);
		expect(Statement.flatMap(({ Action }) => Action).toSorted()).toEqual(
			documented.flatMap(({ permission = [] }) => permission).toSorted(),
		);
	});

	it('lists what a sync really sends', async () => {
		await using bench = await AwsBench.start();
		bench.settings = { ...bench.settings, regions: ['eu-central-1', 'us-east-1'] };
		await bench.window().sync();
		const sent = new Set(bench.server.requests().map(({ action }) => action));
		const operations = documented.map(({ request }) => request.split(':')[1]);
		expect(sent.size).toBeGreaterThan(0);
		expect([...sent].filter((action) => !operations.includes(action))).toEqual([]);
	});
});
