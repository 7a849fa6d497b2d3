import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HistoryError } from '../model/errors.ts';
import type { LogLevel } from './protocol.ts';
import { StoreThreads, type WorkerUrls } from './storeThreads.ts';

/** The bundled sample in a database of its own, in a temporary folder that goes with it. */
export class SampleStore {
	readonly #workers: WorkerUrls;
	readonly #log: (level: LogLevel, message: string) => void;
	#folder: string | undefined;
	#threads: StoreThreads | undefined;

	constructor(workers: WorkerUrls, log: (level: LogLevel, message: string) => void) {
		this.#workers = workers;
		this.#log = log;
	}

	get threads(): StoreThreads {
		if (!this.#threads) {
			throw new HistoryError('internal', 'The sample history was not loaded.');
		}
		return this.#threads;
	}

	/** Reads the sample's files through the same path as log files. */
	async load(folder: string): Promise<void> {
		this.#folder = await mkdtemp(join(tmpdir(), 'image-builder-history-sample-'));
		const quiet = () => undefined;
		this.#threads = new StoreThreads(
			this.#workers,
			{ folder: this.#folder, fileName: 'sample.db', holder: randomUUID() },
			{
				onProgress: quiet,
				onIdentity: quiet,
				onImportProgress: quiet,
				onFetchProgress: quiet,
				onLiveTrouble: quiet,
				onSaved: quiet,
				onRecovered: quiet,
				mfaCode: async () => undefined,
				log: this.#log,
			},
		);
		try {
			const files = (await readdir(folder)).filter((name) => name.endsWith('.json.gz'));
			const paths = files.map((name) => join(folder, name));
			const report = await this.#threads.engine.importSample(1, paths);
			const [unread] = report.skipped;
			if (unread) {
				throw new HistoryError('internal', `The sample history is damaged: ${unread.reason}`);
			}
		} catch (error) {
			await this.close();
			throw error;
		}
	}

	async close(): Promise<void> {
		await this.#threads?.close();
		this.#threads = undefined;
		if (this.#folder) {
			const removed = rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
			// a leftover in the temporary folder is no reason to stay in the sample
			await removed.catch((error: unknown) =>
				this.#log('warn', `The folder of the sample stays: ${error}`),
			);
		}
	}
}
