import { spawnSync } from 'node:child_process';
import type { LogFolder } from './importFolder.ts';

/** Seconds that another tool takes for the same records, or why it cannot be asked. */
export type PeerTime = { readonly seconds: number } | { readonly missing: string };

/** `zcat | jq`, as people do it by hand. */
export function timeJq(folder: LogFolder): PeerTime {
	if (spawnSync('jq', ['--version']).status !== 0 || spawnSync('zcat', ['-V']).status !== 0) {
		return { missing: 'zcat or jq is not installed' };
	}
	const start = performance.now();
	const { status, stdout } = spawnSync(
		'sh',
		[
			'-c',
			`zcat *.json.gz | jq -c '.Records[] | select(.eventSource == "imagebuilder.amazonaws.com")' | wc -l`,
		],
		{ cwd: folder.path, encoding: 'utf8' },
	);
	const seconds = (performance.now() - start) / 1000;
	return status === 0 && Number(stdout) === folder.calls
		? { seconds }
		: { missing: `zcat | jq found ${stdout.trim()} of ${folder.calls} records` };
}

/** DuckDB's own JSON reader, with all its threads. */
export async function timeDuckDb(folder: LogFolder): Promise<PeerTime> {
	try {
		const { DuckDBInstance } = await import('@duckdb/node-api');
		const connection = await (await DuckDBInstance.create(':memory:')).connect();
		try {
			const start = performance.now();
			const reader = await connection.runAndReadAll(
				`select record::varchar from (
					select unnest(Records) as record from read_json(
						'${folder.path.replaceAll("'", "''")}/*.json.gz',
						columns = {Records: 'JSON[]'}, maximum_object_size = 268435456
					)
				) where record->>'$.eventSource' = 'imagebuilder.amazonaws.com'`,
			);
			const seconds = (performance.now() - start) / 1000;
			const rows = reader.getRows().length;
			return rows === folder.calls
				? { seconds }
				: { missing: `DuckDB found ${rows} of ${folder.calls} records` };
		} finally {
			connection.closeSync();
		}
	} catch (error) {
		return { missing: `DuckDB: ${error instanceof Error ? error.message : String(error)}` };
	}
}
