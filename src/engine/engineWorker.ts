import { parentPort, workerData } from 'node:worker_threads';
import { LogFolderSource } from '../sources/logFolderSource.ts';
import { listProfiles } from '../sources/profiles.ts';
import { CallStore } from '../store/callStore.ts';
import { createSynchronizer, type Synchronizer } from '../sync/synchronizer.ts';
import { accountKey } from './accountKey.ts';
import { importLogs } from './importLogs.ts';
import { importSample } from './importSample.ts';
import type { EngineFunctions, EngineHost, LogLevel, WorkerInput } from './protocol.ts';
import { reindexWhenIdle } from './reindexing.ts';
import { openRpc, type Remote } from './rpc.ts';

/** Entry of the engine thread: the window's one writer, with AWS behind it. */
function serveEngine(port: NonNullable<typeof parentPort>, input: WorkerInput): void {
	const jobs = new Map<
		number,
		{ readonly stop: AbortController; readonly done: Promise<unknown> }
	>();
	let store: CallStore | undefined;
	let synchronizer: Synchronizer | undefined;
	let reindexing: { dispose(): void } | undefined;

	// opened by the first job, so that its failure is that job's error
	const opened = (): CallStore => {
		if (!store) {
			store = CallStore.open({
				folder: input.folder,
				fileName: input.fileName,
				onRecovered: (recovered) => void host.onRecovered.asEvent(recovered),
			});
			reindexing = reindexWhenIdle(store, (error) => log('warn', String(error)));
		}
		return store;
	};
	const run = async <T>(job: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
		const stop = new AbortController();
		const done = work(stop.signal);
		jobs.set(job, { stop, done });
		try {
			return await done;
		} finally {
			jobs.delete(job);
		}
	};
	const onSaved = () => void host.onSaved.asEvent();
	const log = (level: LogLevel, message: string) => void host.log.asEvent(level, message);

	const host: Remote<EngineHost, EngineFunctions> = openRpc<EngineHost, EngineFunctions>(port, {
		sync: (job, settings) =>
			run(job, async (signal) => {
				const writing = opened();
				synchronizer ??= createSynchronizer({
					store: writing,
					log,
					mfaCode: (serial) => host.mfaCode(serial),
					holder: input.holder,
					...(input.requestsPerSecond !== undefined && {
						requestsPerSecond: input.requestsPerSecond,
					}),
				});
				return synchronizer.sync(settings, {
					signal,
					onProgress: (progress) => void host.onProgress.asEvent(job, progress),
					onIdentity: (identity) => {
						if (identity.accountId !== undefined) {
							writing.setMeta(accountKey(settings), identity.accountId);
						}
						void host.onIdentity.asEvent(job, identity);
					},
					onSaved,
				});
			}),
		importLogs: (job, paths) =>
			run(job, async (signal) => {
				const source = new LogFolderSource({ workerUrl: new URL(input.logWorker) });
				return importLogs(source, opened(), paths, {
					signal,
					onProgress: (progress) => void host.onImportProgress.asEvent(job, progress),
					onSaved,
					log,
				});
			}),
		importSample: (job, paths) => run(job, async () => importSample(opened(), paths)),
		abort: (job) => jobs.get(job)?.stop.abort(),
		profiles: () => listProfiles((message) => log('warn', message)),
		close: async () => {
			const running = [...jobs.values()];
			for (const { stop } of running) {
				stop.abort();
			}
			// they save what they have and give back their lease: the next window need not wait for it
			await Promise.allSettled(running.map(({ done }) => done));
			reindexing?.dispose();
			store?.close();
			port.close();
		},
	});
}

if (parentPort) {
	serveEngine(parentPort, workerData as WorkerInput);
}
