import { parentPort, workerData } from 'node:worker_threads';
import { openAccountNames } from '../sources/accountNames.ts';
import { AwsSessions } from '../sources/awsSession.ts';
import { LogFolderSource } from '../sources/logFolderSource.ts';
import { listProfiles } from '../sources/profiles.ts';
import { CallStore } from '../store/callStore.ts';
import { createSynchronizer, type Synchronizer } from '../sync/synchronizer.ts';
import { accountKey } from './accountKey.ts';
import { learnAccountNames } from './accountNames.ts';
import { Archives, type ArchivesDeps } from './archives.ts';
import { errorOf } from './connectionSync.ts';
import { importLogs } from './importLogs.ts';
import { importSample } from './importSample.ts';
import { Jobs } from './jobs.ts';
import { runLiveSource } from './liveSources.ts';
import type { EngineFunctions, EngineHost, LogLevel, WorkerInput } from './protocol.ts';
import { reindexWhenIdle } from './reindexing.ts';
import { openRpc, type Remote } from './rpc.ts';

/** Entry of the engine thread: the window's one writer, with AWS behind it. */
function serveEngine(port: NonNullable<typeof parentPort>, input: WorkerInput): void {
	const jobs = new Jobs();
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
	const onSaved = () => void host.onSaved.asEvent();
	const log = (level: LogLevel, message: string) => void host.log.asEvent(level, message);
	const sessions = new AwsSessions((serial) => host.mfaCode(serial));
	const archiveDeps: ArchivesDeps = {
		store: opened,
		sessions,
		workerUrl: new URL(input.logWorker),
		holder: input.holder,
		log,
		onSaved,
	};
	const archives = new Archives(archiveDeps);
	const archiveRun = (job: number, signal: AbortSignal) => ({
		signal,
		onProgress: (progress: Parameters<EngineHost['onFetchProgress']>[1]) =>
			void host.onFetchProgress.asEvent(job, progress),
	});

	const host: Remote<EngineHost, EngineFunctions> = openRpc<EngineHost, EngineFunctions>(port, {
		sync: (job, settings) =>
			jobs.run(job, async (signal) => {
				const writing = opened();
				synchronizer ??= createSynchronizer({
					store: writing,
					log,
					openSession: (...args) => sessions.open(...args),
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
			jobs.run(job, async (signal) => {
				const source = new LogFolderSource({ workerUrl: new URL(input.logWorker) });
				return importLogs(source, opened(), paths, {
					signal,
					onProgress: (progress) => void host.onImportProgress.asEvent(job, progress),
					onSaved,
					log,
				});
			}),
		importSample: (job, paths) => jobs.run(job, async () => importSample(opened(), paths)),
		estimate: (job, settings, source, window) =>
			jobs.run(job, (signal) => archives.estimate(settings, source, window, signal)),
		fetch: (job, settings, source, window) =>
			jobs.run(job, (signal) => archives.fetch(settings, source, window, archiveRun(job, signal))),
		follow: (job, settings, source) =>
			jobs.run(job, (signal) => archives.follow(settings, source, archiveRun(job, signal))),
		discover: (job, settings) => jobs.run(job, (signal) => archives.discover(settings, signal)),
		accountNames: (job, connections, accounts) =>
			jobs.run(job, (signal) =>
				learnAccountNames(
					{
						store: opened(),
						profiles: () => listProfiles(),
						connected: async (settings, work) => {
							const session = await sessions.open(settings, { log, onServerTime: () => undefined });
							try {
								await session.connect();
								await work(openAccountNames(session));
							} finally {
								session.close();
							}
						},
						log,
						now: () => Date.now(),
					},
					connections,
					accounts,
					signal,
				),
			),
		live: (job, settings, source) =>
			jobs.run(job, (signal) =>
				runLiveSource(archiveDeps, settings, source, {
					signal,
					onTrouble: (error) => void host.onLiveTrouble.asEvent(job, error && errorOf(error)),
				}),
			),
		abort: (job) => jobs.abort(job),
		profiles: () => listProfiles((message) => log('warn', message)),
		close: async () => {
			await jobs.end();
			reindexing?.dispose();
			store?.close();
			port.close();
		},
	});
}

if (parentPort) {
	serveEngine(parentPort, workerData as WorkerInput);
}
