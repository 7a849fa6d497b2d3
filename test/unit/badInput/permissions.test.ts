import { expect, it } from 'vitest';
import { permissions } from '../../../src/model/permissions.ts';
import { AwsBench } from './awsBench.ts';

it('a sync of Event history sends what the table of permissions lists for it', async () => {
	await using bench = await AwsBench.start();
	bench.settings = { ...bench.settings, regions: ['eu-central-1', 'us-east-1'] };
	await bench.window().sync();
	const sent = new Set(bench.server.requests().map(({ action }) => action));
	const listed = permissions['event-history'].flatMap(({ request }) => request?.[1] ?? []);
	expect([...sent].toSorted()).toEqual(listed.toSorted());
});
