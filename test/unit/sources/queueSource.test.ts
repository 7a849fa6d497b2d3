import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { HistoryError, type HistoryErrorCode } from '../../../src/model/errors.ts';
import type { LivePage } from '../../../src/sources/liveSource.ts';
import type { FetchObject } from '../../../src/sources/sqs/objects.ts';
import type { ReceivedMessage } from '../../../src/sources/sqs/queue.ts';
import { queueRegion } from '../../../src/sources/sqs/queue.ts';
import { QueueSource } from '../../../src/sources/sqs/queueSource.ts';
import { buildRecord } from '../../builders/record.ts';
import { VirtualClock } from '../sync/virtualClock.ts';

const start = Date.parse('2026-11-22T12:00:00Z');
const failure = (code: HistoryErrorCode) => new HistoryError(code, `It is ${code}.`);
const event = (record: object = buildRecord()) => ({
	body: JSON.stringify({ 'detail-type': 'AWS API Call via CloudTrail', detail: record }),
	receipt: crypto.randomUUID(),
});
const strange = () => ({ body: '{"order":17}', receipt: crypto.randomUUID() });
const objects = (...keys: readonly string[]) => ({
	body: JSON.stringify({ s3Bucket: 'logs', s3ObjectKey: keys }),
	receipt: crypto.randomUUID(),
});

type Answer = readonly ReceivedMessage[] | HistoryError;

/** Takes pages until the queue has answered so often, in a time of its own. */
class Bench {
	readonly clock = new VirtualClock(start);
	readonly pages: LivePage[] = [];
	readonly removed: ReceivedMessage[] = [];
	/** Seconds since the start at which the queue was asked. */
	readonly asked: number[] = [];
	readonly troubles: (string | undefined)[] = [];
	readonly log: string[] = [];
	removeFails: HistoryError | undefined;
	onPage: () => void = () => undefined;
	fetchObject: FetchObject = async () => {
		throw failure('internal');
	};

	/** @param end what the source ends with. */
	async run(answers: readonly Answer[], end = /aborted/): Promise<void> {
		const stop = new AbortController();
		const { clock } = this;
		const source = new QueueSource({
			id: 'sqs:calls',
			clock,
			fetchObject: (...args) => this.fetchObject(...args),
			log: (_, message) => this.log.push(message),
			queue: {
				region: 'eu-central-1',
				receive: async (signal) => {
					signal.throwIfAborted();
					const answer = answers[this.asked.length];
					this.asked.push(Math.round((clock.now() - start) / 1000));
					if (answer === undefined) {
						stop.abort();
						signal.throwIfAborted();
					}
					if (answer instanceof Error) {
						throw answer;
					}
					return answer ?? [];
				},
				remove: async (messages) => {
					if (this.removeFails) {
						throw this.removeFails;
					}
					this.removed.push(...messages);
					return 0;
				},
			},
		});
		const onTrouble = (error: HistoryError | undefined) => {
			if (error?.code !== this.troubles.at(-1)) {
				this.troubles.push(error?.code);
			}
		};
		const work = async () => {
			for await (const page of source.pages({ signal: stop.signal, onTrouble })) {
				this.pages.push(page);
				this.onPage();
			}
		};
		await expect(clock.run(work())).rejects.toThrow(end);
	}

	gaps(): readonly number[] {
		return this.asked.slice(1).map((time, index) => time - (this.asked[index] ?? 0));
	}
}

describe('QueueSource', () => {
	it('takes messages out only when their page is saved', async () => {
		const bench = new Bench();
		const [first, second] = [event(), event()];
		const before: number[] = [];
		bench.onPage = () => before.push(bench.removed.length);
		await bench.run([[first], [second]]);
		expect(before).toEqual([0, 1]);
		expect(bench.removed).toEqual([first, second]);
	});

	it('takes no message out where saving failed', async () => {
		const bench = new Bench();
		bench.onPage = () => {
			throw new Error('aborted by a full disk');
		};
		await bench.run([[event()]]);
		expect(bench.removed).toEqual([]);
	});

	it('tries on with longer and longer pauses, says so from the second failure on', async () => {
		const bench = new Bench();
		await bench.run([...Array<Answer>(12).fill(failure('network')), [event()]]);
		const pauses = bench.gaps();
		expect(pauses.length).toBe(13);
		for (const [index, pause] of pauses.slice(0, 12).entries()) {
			const full = Math.min(300, 2 ** index);
			expect(pause).toBeGreaterThanOrEqual(Math.floor(full / 2));
			expect(pause).toBeLessThanOrEqual(full + 1);
		}
		expect(bench.troubles).toEqual(['network', undefined]);
		expect(bench.pages).toHaveLength(1);
	});

	it('says nothing of a single failure', async () => {
		const bench = new Bench();
		await bench.run([failure('service-fault'), [event()], failure('timeout'), [event()]]);
		expect(bench.troubles).toEqual([]);
	});

	it.each(['access-denied', 'not-found', 'expired-session'] as const)(
		'ends where it is %s',
		async (code) => {
			const bench = new Bench();
			await bench.run([failure(code)], new RegExp(code));
			expect(bench.asked).toEqual([0]);
		},
	);

	it('leaves strangers alone, with pauses, and counts them', async () => {
		const bench = new Bench();
		const known = event();
		await bench.run([
			...Array.from({ length: 10 }, () => [strange(), strange()]),
			[strange(), known],
		]);
		expect(bench.removed).toEqual([known]);
		expect(
			bench
				.gaps()
				.slice(5, 10)
				.every((pause) => pause >= 15 && pause <= 61),
		).toBe(true);
		expect(bench.log).toEqual([
			expect.stringMatching(/^sqs:calls: a message was left in the queue: .*neither/),
			expect.stringMatching(/^sqs:calls: 21 times: a message was left/),
		]);
	});

	it('does not ask without end where the answers come at once', async () => {
		const bench = new Bench();
		await bench.run([[], [], []]);
		expect(bench.gaps()).toEqual([1, 1, 1]);
	});

	it('goes on where messages cannot be deleted for a while: they come again', async () => {
		const bench = new Bench();
		bench.removeFails = failure('throttled');
		await bench.run([[event()], [event()]]);
		expect(bench.pages).toHaveLength(2);
		expect(bench.log[0]).toContain('messages could not be deleted');
	});

	it('fetches each named file once, a few at a time, and forgets what is gone', async () => {
		const bench = new Bench();
		const record = buildRecord();
		const fetched: string[] = [];
		let running = 0;
		let most = 0;
		bench.fetchObject = async ({ key }) => {
			fetched.push(key);
			most = Math.max(most, ++running);
			await new Promise((resolve) => setImmediate(resolve));
			running--;
			if (key === 'gone.json.gz') {
				throw new HistoryError('aws', 'gone', { details: { awsCode: 'NoSuchKey' } });
			}
			return { body: gzipSync(JSON.stringify({ Records: [record] })), etag: '"1"' };
		};
		const keys = Array.from({ length: 10 }, (_, index) => `a/${index}.json.gz`);
		const messages = [
			objects(...keys),
			objects('a/0.json.gz', 'gone.json.gz'),
			objects('gone.json.gz'),
		];
		await bench.run([messages]);
		expect(fetched.toSorted()).toEqual([...keys, 'gone.json.gz'].toSorted());
		expect(most).toBeLessThanOrEqual(4);
		expect(most).toBeGreaterThan(1);
		expect(bench.removed).toEqual(messages);
		expect(bench.pages[0]?.seen).toContainEqual({
			folder: 'logs/a/',
			name: '0.json.gz',
			etag: '"1"',
		});
	});

	it('keeps a message with one denied file, takes what the others say, and says what is wrong', async () => {
		const bench = new Bench();
		const good = objects('good.json.gz');
		bench.fetchObject = async ({ key }) => {
			if (key !== 'good.json.gz') {
				throw failure('access-denied');
			}
			return { body: gzipSync(JSON.stringify({ Records: [buildRecord()] })), etag: '"1"' };
		};
		await bench.run([[objects('good.json.gz', 'denied.json.gz'), good, event()], [], [good]]);
		expect(bench.removed).toHaveLength(3);
		expect(bench.removed[0]).toEqual(good);
		expect(bench.troubles).toEqual(['access-denied', undefined]);
		expect(bench.pages[0]?.calls).toHaveLength(3);
	});

	it('ends where no file can be had for want of credentials', async () => {
		const bench = new Bench();
		bench.fetchObject = async () => {
			throw failure('expired-session');
		};
		await bench.run([[objects('a.json.gz')]], /expired-session/);
		expect(bench.removed).toEqual([]);
	});
});

describe('queueRegion', () => {
	it.each([
		['https://sqs.eu-central-1.amazonaws.com/111122223333/calls', 'eu-central-1'],
		['https://sqs-fips.us-gov-west-1.amazonaws.com/111122223333/calls', 'us-gov-west-1'],
		['https://sqs.cn-north-1.amazonaws.com.cn/111122223333/calls', 'cn-north-1'],
		['https://eu-west-1.queue.amazonaws.com/111122223333/calls', 'eu-west-1'],
		['https://vpce-1a2b.sqs.us-east-1.vpce.amazonaws.com/111122223333/calls', 'us-east-1'],
		['https://queue.amazonaws.com/111122223333/calls', undefined],
		['calls', undefined],
	])('of %s is %s', (url, region) => {
		expect(queueRegion(url)).toBe(region);
	});
});
