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

const others = ['ec2', 'sts', 'kms', 's3', 'logs', 'ssm', 'lambda', 'iam'];

export interface LogFolderShape {
	readonly files: number;
	readonly recordsPerFile: number;
}

const noiseRecords = 20_000;

/** Each hundredth record is Image Builder's; a record has about 1.5 KB unzipped. */
export async function makeLogFolder(shape: LogFolderShape): Promise<LogFolder> {
	const { files, recordsPerFile } = shape;
	const path = await mkdtemp(join(tmpdir(), 'image-builder-history-bench-'));
	const noise = noiseTexts(noiseRecords);
	const ours = historyOf({ seed: 5, count: (files * recordsPerFile) / 100 });
	const names: string[] = [];
	let size = 0;
	let calls = 0;
	for (let number = 0; number < files; number++) {
		const first = number * recordsPerFile;
		const texts = Array.from({ length: recordsPerFile }, (_, at) => {
			if ((first + at) % 100 !== 7) {
				return noise[(first + at) % noiseRecords];
			}
			calls++;
			return JSON.stringify(ours.next().value);
		});
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
