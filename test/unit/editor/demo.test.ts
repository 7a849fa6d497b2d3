import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { demoSettings } from '../../../scripts/support/demoSettings.ts';
import { CodeHistory } from '../../../src/editor/codeHistory.ts';
import type { CodeResource } from '../../../src/iac/codeResource.ts';
import { demoHistory, olderDemoHistory } from '../../builders/demoHistory.ts';
import { FakeHistory } from '../../builders/fakeHistory.ts';
import { detect } from '../iac/support.ts';
import { recorded } from '../store/buildCalls.ts';

const now = Date.parse('2026-11-22T12:00:00Z');

/** `choiceKey` of a file at the top of the workspace. */
function keyOf(file: string, { tool, address, logicalId }: CodeResource): string {
	return `${tool === 'terraform' ? '' : file}#${address ?? logicalId}`;
}

it('tells one history of each definition in the demo, and what was changed outside code', async () => {
	const records = [...demoHistory(now), ...olderDemoHistory(now)];
	const calls = records.map((record) => recorded(JSON.stringify(record)).call);
	const chosen = new Map(Object.entries(demoSettings['imageBuilderHistory.resources']));
	const history = new CodeHistory({
		history: new FakeHistory(calls),
		allowed: () => [],
		chosen: (key) => chosen.get(key),
		now: () => now,
	});
	const told: [key: string, arn: string | undefined, verdict: string | undefined][] = [];
	for (const file of ['main.tf', 'template.yaml']) {
		const text = await readFile(new URL(`../../workspaces/demo/${file}`, import.meta.url), 'utf8');
		for (const resource of await detect(file, text)) {
			if (resource.form === 'definition') {
				const key = keyOf(file, resource);
				const facts = await history.facts(resource, key);
				const verdict = facts && 'verdict' in facts ? facts.verdict?.kind : undefined;
				told.push([key, facts?.arn?.split(':').slice(3).join(':'), verdict]);
			}
		}
	}
	expect(told.map(([key, arn]) => [key, arn?.replace(/\/\d+\.\d+\.\d+$/, '')])).toEqual(
		[...chosen].map(([key, identity]) => {
			const [accountId, region, rest] = identity.split(':');
			return [key, `${region}:${accountId}:${rest}`];
		}),
	);
	expect(told.map(([, , verdict]) => verdict)).toContain('outside');
});
