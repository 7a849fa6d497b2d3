import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { SyncReport } from '../src/model/history.ts';
import { buildHistory } from '../test/builders/history.ts';
import { startAwsServer } from '../test/servers/awsServer.ts';
import type { BenchRow } from './benchRow.ts';

const run = promisify(execFile);
const ceiling = 2;

/** Windows as processes of their own, against a strict CloudTrail at its true rate. */
export async function benchServed(): Promise<BenchRow[]> {
	const [quick, slow, two] = await Promise.all([
		served({ latency: 50, windows: 1, count: 4000 }),
		// the first and the last answer are waited for: longer, so that this weighs no more than it should
		served({ latency: 1000, windows: 1, count: 9000 }),
		served({ latency: 200, windows: 2, count: 4000 }),
	]);
	return [
		rateRow('one window, answers after 50 ms', quick),
		rateRow('one window, answers after 1 s', slow),
		rateRow('two windows', two),
		{
			what: 'sync: nothing new, requests a Region',
			measured: `${quick.nothingNew}`,
			budget: '1',
			ok: quick.nothingNew === 1,
		},
	];
}

interface Served {
	readonly rate: number;
	readonly throttles: number;
	readonly complete: boolean;
	readonly nothingNew: number;
}

function rateRow(what: string, { rate, throttles, complete }: Served): BenchRow {
	const share = rate / ceiling;
	return {
		what: `sync over HTTP, ${what}: share of 2 requests/s`,
		measured: `${(share * 100).toFixed(1)}%, ${throttles} throttles`,
		budget: '>= 97%, 0 throttles',
		ok: share >= 0.97 && throttles === 0 && complete,
	};
}

interface Server {
	/** ms. */
	readonly latency: number;
	readonly windows: number;
	/** Of records. */
	readonly count: number;
}

async function served({ count, ...options }: Server): Promise<Served> {
	const records = buildHistory({ count, to: new Date().toISOString(), days: 85 });
	await using server = await startAwsServer({ records, latency: options.latency });
	const folder = await mkdtemp(join(tmpdir(), 'image-builder-history-bench-'));
	try {
		await writeFile(
			join(folder, 'config'),
			'[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = example\n',
		);
		const open = () => openWindows(folder, server.url, options.windows);
		const reports = await open();
		const sent = server.requests().filter(({ action }) => action === 'LookupEvents');
		const seconds = ((sent.at(-1)?.time ?? 0) - (sent[0]?.time ?? 0)) / 1000;
		server.clearLog();
		await openWindows(folder, server.url, 1);
		const again = server.requests().filter(({ action }) => action === 'LookupEvents');
		return {
			rate: (sent.length - 1) / seconds,
			throttles: sent.filter(({ outcome }) => outcome === 'ThrottlingException').length,
			complete: reports.reduce((sum, { newCalls }) => sum + newCalls, 0) === count,
			nothingNew: again.length,
		};
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

function openWindows(folder: string, url: string, windows: number): Promise<SyncReport[]> {
	const script = fileURLToPath(new URL('syncWindow.ts', import.meta.url));
	const env: NodeJS.ProcessEnv = {
		PATH: process.env.PATH,
		HOME: folder,
		AWS_CONFIG_FILE: join(folder, 'config'),
		AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
		AWS_EC2_METADATA_DISABLED: 'true',
	};
	return Promise.all(
		Array.from({ length: windows }, async (_, index) => {
			const args = [script, folder, url, `window ${index}`];
			const { stdout } = await run(process.execPath, args, { env });
			return JSON.parse(stdout) as SyncReport;
		}),
	);
}
