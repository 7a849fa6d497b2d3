import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { expect, it } from 'vitest';
import { cloudTrail, numbered } from './clients.ts';

const main = fileURLToPath(new URL('../../servers/main.ts', import.meta.url));

it('serves from a process of its own until it is told to end', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'image-builder-history-server-'));
	const yesterday = new Date(Date.now() - 86_400_000).toISOString();
	const records = join(folder, 'records.json');
	await writeFile(records, JSON.stringify({ Records: numbered(3, { eventTime: yesterday }) }));
	const server = spawn(process.execPath, [main, '--records', records], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	try {
		const [line] = await once(createInterface({ input: server.stdout }), 'line');
		const { url } = JSON.parse(String(line)) as { url: string };
		const { Events } = await cloudTrail(url).send(new LookupEventsCommand());
		expect(Events).toHaveLength(3);
		server.kill('SIGTERM');
		expect(await once(server, 'exit')).toEqual([0, null]);
	} finally {
		server.kill('SIGKILL');
		await rm(folder, { recursive: true, force: true });
	}
});
