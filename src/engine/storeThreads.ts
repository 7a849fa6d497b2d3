import type {
	EngineFunctions,
	EngineHost,
	ReaderFunctions,
	ReaderHost,
	WorkerInput,
} from './protocol.ts';
import type { Remote } from './rpc.ts';
import { Tickets } from './tickets.ts';
import { WorkerLink } from './workerLink.ts';

/** Where the bundle keeps the entries of the threads. */
export interface WorkerUrls {
	readonly engine: URL;
	readonly reader: URL;
	readonly log: URL;
}

type StoreInput = Omit<WorkerInput, 'logWorker' | 'tickets'>;

const pollMilliseconds = 2000;

/** One database with its threads, each started when it is first needed. */
export class StoreThreads {
	/** Takes questions back that were given to a reader. */
	readonly tickets = new Tickets();
	readonly #reader: WorkerLink<ReaderFunctions, ReaderHost>;
	readonly #counter: WorkerLink<ReaderFunctions, ReaderHost>;
	readonly #engine: WorkerLink<EngineFunctions, EngineHost>;
	readonly #onChange: () => void;
	#timer: NodeJS.Timeout | undefined;
	#version: number | undefined;

	constructor(urls: WorkerUrls, input: StoreInput, host: EngineHost) {
		const { memory: tickets } = this.tickets;
		const full: WorkerInput = { ...input, tickets, logWorker: urls.log.href };
		const readerHost: ReaderHost = { onRecovered: (recovered) => host.onRecovered(recovered) };
		this.#reader = new WorkerLink(urls.reader, full, readerHost);
		this.#counter = new WorkerLink(urls.reader, full, readerHost);
		this.#engine = new WorkerLink(urls.engine, full, host);
		this.#onChange = () => host.onSaved();
	}

	/** For rows, which somebody waits for. */
	get reader(): Remote<ReaderFunctions, ReaderHost> {
		const remote = this.#reader.remote;
		this.#watch();
		return remote;
	}

	/** For what looks at many calls: counts, groups, times. Rows never wait for it. */
	get counter(): Remote<ReaderFunctions, ReaderHost> {
		const remote = this.#counter.remote;
		this.#watch();
		return remote;
	}

	get engine(): Remote<EngineFunctions, EngineHost> {
		return this.#engine.remote;
	}

	/** Stops a job of the engine, where that runs. */
	abort(job: number): void {
		if (this.#engine.started) {
			void this.#engine.remote.abort.asEvent(job);
		}
	}

	async close(): Promise<void> {
		clearInterval(this.#timer);
		this.#timer = undefined;
		await Promise.all([this.#engine.close(), this.#reader.close(), this.#counter.close()]);
	}

	#watch(): void {
		if (!this.#timer) {
			this.#timer = setInterval(() => void this.#poll(), pollMilliseconds).unref();
			// before the first question, so that nothing written after its answer is missed
			void this.#poll();
		}
	}

	/** Notices what other windows wrote. */
	async #poll(): Promise<void> {
		try {
			const version = await this.#reader.remote.dataVersion();
			const changed = this.#version !== undefined && this.#version !== version;
			this.#version = version;
			if (changed) {
				this.#onChange();
			}
		} catch {
			// the next question to the reader meets the same failure and tells it
		}
	}
}
