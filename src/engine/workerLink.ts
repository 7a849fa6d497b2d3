import { Worker } from 'node:worker_threads';
import { HistoryError } from '../model/errors.ts';
import { openRpc, type Remote } from './rpc.ts';

/** V8 of Node 24 lets young objects take 128 MB before it cleans up, in each thread. */
export const threadLimits = { maxYoungGenerationSizeMb: 24 } as const;

/** A worker thread that starts with the first call and again after a crash. */
export class WorkerLink<There extends object, Here extends object> {
	readonly #url: URL;
	readonly #input: object;
	readonly #here: Here;
	#running: { worker: Worker; remote: Remote<There, Here> } | undefined;
	#closed = false;

	/** @param input what the worker gets as `workerData` */
	constructor(url: URL, input: object, here: Here) {
		this.#url = url;
		this.#input = input;
		this.#here = here;
	}

	get started(): boolean {
		return this.#running !== undefined;
	}

	/**
	 * The worker's functions.
	 * @throws HistoryError `cancelled` once it was closed: nobody would end another thread.
	 */
	get remote(): Remote<There, Here> {
		if (this.#closed) {
			throw closed();
		}
		this.#running ??= this.#start();
		return this.#running.remote;
	}

	/** Lets the worker close its store; ends it by force where it does not within two seconds. */
	async close(): Promise<void> {
		const running = this.#running;
		this.#running = undefined;
		this.#closed = true;
		if (!running) {
			return;
		}
		const gone = new Promise((resolve) => running.worker.once('exit', resolve));
		const timer = setTimeout(() => void running.worker.terminate(), 2000);
		void running.remote.$callRaw({ method: 'close', args: [], event: true });
		await gone;
		clearTimeout(timer);
	}

	#start(): { worker: Worker; remote: Remote<There, Here> } {
		const worker = new Worker(this.#url, {
			workerData: this.#input,
			resourceLimits: threadLimits,
		});
		const remote = openRpc<There, Here>(worker, this.#here);
		let reason: unknown;
		worker.once('error', (error) => {
			reason = error;
		});
		worker.once('exit', () => {
			remote.$close(
				this.#closed
					? closed()
					: new HistoryError('internal', 'A background thread of Image Builder History ended.', {
							cause: reason,
						}),
			);
			if (this.#running?.worker === worker) {
				this.#running = undefined;
			}
		});
		return { worker, remote };
	}
}

function closed(): HistoryError {
	return new HistoryError('cancelled', 'Image Builder History was closed.');
}
