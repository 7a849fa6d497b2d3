import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { historyOf } from '../test/builders/history.ts';

/** What a bucket holds, on the disk, for as long as a benchmark runs. */
export interface BucketFolder extends AsyncDisposable {
	/** Holds a folder for each bucket. */
	readonly path: string;
	readonly bucket: string;
	readonly files: readonly string[];
	/** Bytes, unzipped. */
	readonly size: number;
	/** Records of Image Builder. */
	readonly calls: number;
}

const objects = 20_000;
const recordsPerObject = 140;
const variants = 20;
const accountId = '111122223333';
const region = 'us-east-1';
const others = ['ec2', 'sts', 'kms', 's3', 'logs', 'ssm', 'lambda', 'iam'];
const begin = Date.UTC(2026, 6, 1);
const bucket = 'bench-trail';

/**
 * 20,000 log files of a trail, a file each five minutes, about 200 kB unzipped each; one record of a
 * hundred is Image Builder's and its own, the others repeat. What repeats is zipped once: whole
 * blocks of deflate put together make a gzip file like any other.
 */
export async function makeBucketFolder(): Promise<BucketFolder> {
	const path = await mkdtemp(join(tmpdir(), 'image-builder-history-bench-'));
	const [head, tail] = [noise(1), noise(2)];
	const ours = historyOf({ seed: 6, count: (objects * recordsPerObject) / 100 });
	const files: string[] = [];
	let size = 0;
	let calls = 0;
	for (let number = 0; number < objects; number++) {
		const due = Math.floor(((number + 1) * recordsPerObject) / 100) - calls;
		const own: string[] = [];
		for (; own.length < due; calls++) {
			const { value } = ours.next();
			own.push(JSON.stringify(value), ',');
		}
		const [before, after] = [head[number % variants], tail[(number * 7) % variants]];
		const between = block(Buffer.from(own.join('')));
		if (!before || !after) {
			throw new Error('no text');
		}
		const log = gzipOf([opening, before, between, after, closing]);
		size += log.size;
		const file = join(path, bucket, keyOf(number));
		if (number === 0 || keyOf(number).slice(0, -40) !== keyOf(number - 1).slice(0, -40)) {
			await mkdir(join(file, '..'), { recursive: true });
		}
		await writeFile(file, log.bytes);
		files.push(file);
	}
	return {
		...{ path, bucket, files, size, calls },
		[Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
	};
}

function keyOf(number: number): string {
	const time = new Date(begin + number * 300_000).toISOString();
	const stamp = time.slice(0, 16).replaceAll(/[-:]/g, '');
	const unique = number.toString(16).padStart(16, '0');
	return `AWSLogs/${accountId}/CloudTrail/${region}/${time.slice(0, 10).replaceAll('-', '/')}/${accountId}_CloudTrail_${region}_${stamp}Z_${unique}.json.gz`;
}

interface Block {
	readonly text: Buffer;
	readonly deflated: Buffer;
}

const opening = block(Buffer.from('{"Records":['));
/** An empty record ends the list: every other has a comma after it. */
const closing: Block = (() => {
	const text = Buffer.from('{}]}');
	return { text, deflated: deflateRawSync(text) };
})();

/** Texts of other services' records like ours in length and shape, each with a comma behind it. */
function noise(seed: number): readonly Block[] {
	const texts: string[] = [];
	for (const record of historyOf({ seed: 100 + seed, count: (variants * recordsPerObject) / 2 })) {
		const service = others[texts.length % others.length] ?? 'ec2';
		texts.push(`${JSON.stringify(record).replaceAll('imagebuilder', service)},`);
	}
	return Array.from({ length: variants }, (_, number) => {
		const from = (number * recordsPerObject) / 2;
		return block(Buffer.from(texts.slice(from, from + recordsPerObject / 2).join('')));
	});
}

/** Ends on a byte's border and refers to nothing before it. */
function block(text: Buffer): Block {
	return { text, deflated: deflateRawSync(text, { finishFlush: constants.Z_FULL_FLUSH }) };
}

function gzipOf(blocks: readonly Block[]): { readonly bytes: Buffer; readonly size: number } {
	const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
	const trailer = Buffer.alloc(8);
	const size = blocks.reduce((sum, { text }) => sum + text.length, 0);
	trailer.writeUInt32LE(
		blocks.reduce((sum, { text }) => crc32(text, sum), 0),
		0,
	);
	trailer.writeUInt32LE(size, 4);
	return {
		bytes: Buffer.concat([header, ...blocks.map(({ deflated }) => deflated), trailer]),
		size,
	};
}
