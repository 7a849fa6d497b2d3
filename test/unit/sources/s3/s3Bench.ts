import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { type S3Settings, sourceId } from '../../../../src/model/connectionSettings.ts';
import type { Gap } from '../../../../src/model/coverage.ts';
import type {
	FetchEstimate,
	FetchProgress,
	FetchReport,
	FetchWindow,
} from '../../../../src/model/fetch.ts';
import type { ArchivePage } from '../../../../src/sources/archiveSource.ts';
import { AwsSessions } from '../../../../src/sources/awsSession.ts';
import { systemClock } from '../../../../src/sources/clock.ts';
import { S3Source } from '../../../../src/sources/s3/s3Source.ts';
import { CallStore } from '../../../../src/store/callStore.ts';
import { runArchive } from '../../../../src/sync/archiveRun.ts';
import type { TrailFile } from '../../../builders/trailFiles.ts';
import { type S3Server, startS3Server } from '../../../servers/s3Server.ts';

export const bucket = 'trail-bucket';
export const demoKey = 'AKIAIOSFODNN7EXAMPLE';
export const otherKey = 'AKIAI44QH8DHBEXAMPLE';

const profile = (key: string) =>
	`[profile demo]\nregion = eu-central-1\naws_access_key_id = ${key}\naws_secret_access_key = made-up\n`;

/** A bucket, an AWS config of its own, and a store that reads from it. */
export class S3Bench implements AsyncDisposable {
	readonly folder: string;
	readonly server: S3Server;
	readonly store: CallStore;
	settings: S3Settings = { type: 's3', bucket };
	/** Of the connection. */
	regions: readonly string[] = [];
	now = Date.parse('2026-11-22T12:00:00Z');
	readonly log: string[] = [];
	pages: ArchivePage[] = [];
	progress: FetchProgress[] = [];

	private constructor(folder: string, server: S3Server) {
		this.folder = folder;
		this.server = server;
		this.store = CallStore.open({ folder: join(folder, 'store') });
	}

	static async start(files: Iterable<TrailFile>): Promise<S3Bench> {
		const folder = await mkdtemp(join(tmpdir(), 'ibh-s3-bench-'));
		vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
		vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'none'));
		vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
		const server = await startS3Server();
		await server.put(bucket, files);
		const bench = new S3Bench(folder, server);
		await bench.useKey(demoKey);
		return bench;
	}

	/** Whoever reads the AWS config from now on has this key. */
	async useKey(key: string): Promise<void> {
		await writeFile(join(this.folder, 'config'), profile(key));
	}

	estimate(window: FetchWindow): Promise<FetchEstimate> {
		return this.#open((source) => source.estimate(window, new AbortController().signal));
	}

	/** Reads into the store, as the engine does. */
	fetch(window: FetchWindow, signal = new AbortController().signal): Promise<FetchReport> {
		this.pages = [];
		this.progress = [];
		return this.#open((source) =>
			runArchive(
				{
					store: this.store,
					source: {
						estimate: (...args) => source.estimate(...args),
						read: (...args) => this.#watched(source.read(...args)),
					},
					id: sourceId(this.settings),
					holder: 'bench',
					clock: systemClock,
					log: (level, message) => this.log.push(`${level}: ${message}`),
				},
				window,
				{ signal, onProgress: (each) => this.progress.push(each), onSaved: () => undefined },
			),
		);
	}

	/** Event ids in the store, sorted. */
	ids(): readonly string[] {
		const ids: string[] = [];
		for (let after: string | undefined; ; ) {
			const page = this.store.calls(
				{ limit: 1000, ...(after !== undefined && { after }) },
				{ accounts: ['111122223333', '444455556666'] },
			);
			ids.push(...page.calls.map((call) => call.eventId));
			after = page.next;
			if (after === undefined) {
				return ids.sort();
			}
		}
	}

	/** What could not be read, as the store has it. */
	missing(): readonly Gap[] {
		return this.store.gaps().filter(({ kind }) => kind !== 'quiet');
	}

	gets(): readonly string[] {
		return this.server
			.requests()
			.flatMap(({ action, key }) => (action === 'GetObject' ? [key] : []));
	}

	async *#watched(pages: AsyncIterable<ArchivePage>): AsyncGenerator<ArchivePage> {
		for await (const page of pages) {
			this.pages.push(page);
			yield page;
		}
	}

	async #open<T>(work: (source: S3Source) => Promise<T>): Promise<T> {
		const session = await new AwsSessions().open(
			{ profile: 'demo', regions: this.regions, endpointUrl: this.server.url },
			{ log: () => undefined, onServerTime: () => undefined },
		);
		const source = new S3Source(this.settings, {
			session,
			memory: {
				unseen: (folder, objects) => this.store.unseen(folder, objects),
				gaps: (id) => this.store.gaps().filter((gap) => gap.source === id),
				coverage: (id) => this.store.coverage().filter((each) => each.source === id),
			},
			regions: this.regions,
			workerUrl: new URL('../../../../src/sources/logWorker.ts', import.meta.url),
			log: (level, message) => this.log.push(`${level}: ${message}`),
			now: () => this.now,
		});
		try {
			return await work(source);
		} finally {
			session.close();
		}
	}

	async [Symbol.asyncDispose](): Promise<void> {
		this.store.close();
		await this.server.close();
		await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
		vi.unstubAllEnvs();
	}
}
