import type { ConnectionSettings } from '../model/connectionSettings.ts';
import { HistoryError } from '../model/errors.ts';
import type { ConnectionState, SyncError } from '../model/history.ts';
import { type AwsConnection, connecting, together } from './awsConnection.ts';
import type { SyncSettings } from './protocol.ts';

/** What of the settings concerns the history. */
export interface HistorySettings {
	readonly connections: readonly ConnectionSettings[];
	readonly endpointUrl?: string;
	readonly proxyUrl?: string;
	readonly lookBackDays: number;
}

/** The connections that the settings name, each with how it is now. */
export class ConnectionBook {
	readonly settings: HistorySettings;
	#states: readonly ConnectionState[];
	/** Errors of sources that no sync reads, by the connection's name. */
	readonly #liveErrors = new Map<string, readonly SyncError[]>();

	constructor(settings: HistorySettings) {
		this.settings = settings;
		this.#states = settings.connections.map(({ name, profile, regions }) => ({
			...{ name, profile, regions },
			phase: 'unknown',
			progress: [],
		}));
	}

	get connection(): AwsConnection {
		return together(
			this.#states.map((state) => {
				const errors = [...(state.sourceErrors ?? []), ...(this.#liveErrors.get(state.name) ?? [])];
				return errors.length > 0 ? { ...state, sourceErrors: errors } : state;
			}),
		);
	}

	get connections(): readonly ConnectionSettings[] {
		return this.settings.connections;
	}

	state(name: string): ConnectionState | undefined {
		return this.#states.find((state) => state.name === name);
	}

	update(name: string, change: Partial<ConnectionState>): void {
		this.#states = this.#states.map((state) =>
			state.name === name ? { ...state, ...change } : state,
		);
	}

	/** What keeps the calls of a connection's live sources from coming now. */
	setLiveErrors(name: string, errors: readonly SyncError[]): void {
		this.#liveErrors.set(name, errors);
	}

	/** A sync of all of them begins. */
	beginSync(): void {
		this.#states = this.#states.map(connecting);
	}

	/** What the engine needs of a connection. @throws HistoryError `not-found` */
	syncSettings(name: string): SyncSettings {
		const { connections, ...common } = this.settings;
		const found = connections.find((each) => each.name === name);
		if (!found) {
			throw new HistoryError('not-found', `There is no connection "${name}" in the settings.`);
		}
		const { profile, regions } = found;
		return { ...common, profile, regions };
	}

	isSame(other: HistorySettings): boolean {
		return JSON.stringify(this.settings) === JSON.stringify(other);
	}
}
