import { vi } from 'vitest';
import type { LogGroupSettings } from '../../../../src/model/connectionSettings.ts';
import type { Coverage, Gap } from '../../../../src/model/coverage.ts';
import type { FetchProgress, FetchReport, FetchWindow } from '../../../../src/model/fetch.ts';
import { AwsSessions } from '../../../../src/sources/awsSession.ts';
import type { Clock } from '../../../../src/sources/clock.ts';
import { systemClock } from '../../../../src/sources/clock.ts';
import { LogGroupSource } from '../../../../src/sources/logs/logGroupSource.ts';
import type { CallStore } from '../../../../src/store/callStore.ts';
import { runArchive } from '../../../../src/sync/archiveRun.ts';
import { type AwsServer, startAwsServer } from '../../../servers/awsServer.ts';
import type { AwsServerOptions } from '../../../servers/awsWorld.ts';
import {
	CloudWatchLogs,
	type CloudWatchLogsOptions,
	type LogGroupStandIn,
	logsTarget,
} from '../../../servers/cloudWatchLogs.ts';
import { openStore } from '../../store/testStore.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
export const now = Date.parse('2026-11-22T12:00:00Z');
export const groupName = 'aws/cloudtrail/managementevents';
export const id = `cloudwatch-logs:${groupName}`;
export const accountId = '111122223333';

/** Waits are as much shorter as tests are in a hurry. */
const hurry: Clock = {
	now: () => systemClock.now(),
	sleep: (ms, signal) => systemClock.sleep(ms / 250, signal),
};

export const iso = (time: number) => new Date(time).toISOString();

/** A stand-in with log groups, a store, and sources that read the one into the other. */
export class LogGroupBench implements AsyncDisposable {
	readonly logs: CloudWatchLogs;
	readonly server: AwsServer;
	readonly store: CallStore = openStore();
	readonly log: string[] = [];
	readonly progress: FetchProgress[] = [];
	/** The time of AWS and of the source, ms. */
	now = now;
	/** The connection's; none for all that the group has. */
	regions: readonly string[] = [];
	readonly #sessions = new AwsSessions();

	private constructor(logs: CloudWatchLogs, server: AwsServer) {
		this.logs = logs;
		this.server = server;
	}

	static async start(
		options: CloudWatchLogsOptions = {},
		aws: AwsServerOptions = {},
	): Promise<LogGroupBench> {
		vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE');
		vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'made-up');
		vi.stubEnv('AWS_CONFIG_FILE', '/nowhere/config');
		vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere/credentials');
		for (const name of ['AWS_PROFILE', 'AWS_REGION', 'AWS_ENDPOINT_URL', 'AWS_SESSION_TOKEN']) {
			vi.stubEnv(name, undefined);
		}
		const logs = new CloudWatchLogs(options);
		const time: { bench?: LogGroupBench } = {};
		const server = await startAwsServer({
			now: () => time.bench?.now ?? now,
			...aws,
			services: { [logsTarget]: logs.serve, ...aws.services },
		});
		time.bench = new LogGroupBench(logs, server);
		return time.bench;
	}

	async group(group: Partial<LogGroupStandIn>): Promise<void> {
		await this.logs.putGroup({
			...{ name: groupName, accountId, region: 'eu-central-1', created: now - 400 * day },
			...group,
		});
	}

	async with<T>(
		work: (source: LogGroupSource) => Promise<T>,
		settings: Partial<LogGroupSettings> = {},
	): Promise<T> {
		const log = (level: string, message: string) => this.log.push(`${level}: ${message}`);
		const session = await this.#sessions.open(
			{ profile: '', regions: ['eu-central-1'], endpointUrl: this.server.url },
			{ log, onServerTime: () => undefined },
		);
		const source = new LogGroupSource(
			{ type: 'cloudwatch-logs', logGroup: groupName, ...settings },
			{
				...{ session, log, clock: hurry, regions: this.regions },
				now: () => this.now,
				memory: {
					gaps: (source) => this.store.gaps().filter((gap) => gap.source === source),
					coverage: (source) => this.store.coverage().filter((each) => each.source === source),
				},
			},
		);
		try {
			return await work(source);
		} finally {
			session.close();
		}
	}

	/** Reads a window without a store, which takes long for thousands. */
	pages(window: FetchWindow) {
		return this.with(async (source) => {
			const ids: string[] = [];
			const gaps: Gap[] = [];
			const claimed: Coverage[] = [];
			for await (const page of source.read(window, { signal: new AbortController().signal })) {
				ids.push(...page.calls.map(({ call }) => call.eventId));
				gaps.push(...(page.gaps ?? []));
				claimed.push(...page.coverage);
			}
			return { ids, gaps, claimed };
		});
	}

	/** Reads a window into the store. */
	fetch(
		window: FetchWindow,
		settings: Partial<LogGroupSettings> = {},
		signal: AbortSignal = new AbortController().signal,
		onProgress: (progress: FetchProgress) => void = () => undefined,
	): Promise<FetchReport> {
		return this.with(
			(source) =>
				runArchive(
					{
						...{ store: this.store, source, id, holder: 'test', clock: systemClock },
						log: (level, message) => this.log.push(`${level}: ${message}`),
					},
					window,
					{
						signal,
						onSaved: () => undefined,
						onProgress: (progress) => {
							this.progress.push(progress);
							onProgress(progress);
						},
					},
				),
			settings,
		);
	}

	/** Event ids in the store, sorted. */
	get eventIds(): readonly string[] {
		const ids: string[] = [];
		const scope = { accounts: [accountId, '444455556666'] };
		for (let after: string | undefined; ; ) {
			const page = this.store.calls({ limit: 5000, ...(after !== undefined && { after }) }, scope);
			ids.push(...page.calls.map(({ eventId }) => eventId));
			after = page.next;
			if (after === undefined) {
				return ids.toSorted();
			}
		}
	}

	/** `account/region from..to` of each stretch that was claimed. */
	get claims(): readonly string[] {
		return this.store
			.coverage()
			.map(({ accountId: account, region, from, to, complete }) =>
				[`${account}/${region}`, from, to, complete].join(' '),
			)
			.toSorted();
	}

	/** The queries that were started: their times, ms. */
	get queries(): readonly { readonly from: number; readonly to: number; readonly text: string }[] {
		return this.server
			.requests()
			.filter(({ action, outcome }) => action === 'StartQuery' && outcome === 'ok')
			.map(({ parameters }) => ({
				from: Number(parameters.startTime) * 1000,
				to: Number(parameters.endTime) * 1000,
				text: String(parameters.queryString),
			}));
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.server.close();
		await this.logs.close();
		vi.unstubAllEnvs();
	}
}
