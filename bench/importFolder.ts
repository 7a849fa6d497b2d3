import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { historyOf } from '../test/builders/history.ts';

/** Trail log files on the disk, for as long as a benchmark runs. */
export interface LogFolder extends AsyncDisposable {
	readonly path: string;
	readonly files: readonly string[];
	/** Bytes, unzipped. */
	readonly size: number;
	/** Records of Image Builder. */
	readonly calls: number;
}

const files = 100;
const recordsPerFile = 2000;
const others = ['ec2', 'sts', 'kms', 's3', 'logs', 'ssm', 'lambda', 'iam'];

/** 200,000 records, about 290 MB unzipped; each hundredth record of each file is Image Builder's. */
export async function makeLogFolder(): Promise<LogFolder> {
	const path = await mkdtemp(join(tmpdir(), 'image-builder-history-bench-'));
	const noise = noiseTexts(10 * recordsPerFile);
	const ours = historyOf({ seed: 5, count: (files * recordsPerFile) / 100 });
	const names: string[] = [];
	let size = 0;
	let calls = 0;
	for (let number = 0; number < files; number++) {
		const from = (number % 10) * recordsPerFile;
		const texts = noise.slice(from, from + recordsPerFile);
		for (let at = 7; at < texts.length; at += 100) {
			const { value } = ours.next();
			texts[at] = JSON.stringify(value);
			calls++;
		}
		const log = Buffer.from(`{"Records":[${texts.join(',')}]}`);
		size += log.length;
		const name = `111122223333_CloudTrail_us-east-1_20261120T${1000 + number}Z_bench.json.gz`;
		names.push(join(path, name));
		await writeFile(join(path, name), gzipSync(log));
	}
	return {
		path,
		files: names,
		size,
		calls,
		[Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
	};
}

/** Records like ours in length and shape, of other services. */
function noiseTexts(count: number): string[] {
	const texts: string[] = [];
	for (const record of historyOf({ seed: 4, count })) {
		const service = others[texts.length % others.length] ?? 'ec2';
		texts.push(JSON.stringify(record).replaceAll('imagebuilder', service));
	}
	return texts;
}
