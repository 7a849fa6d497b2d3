import { Setting } from '../contributions.ts';
import {
	addConnection,
	listedSources,
	type RawConnections,
	removeConnection,
} from '../model/connectionEdits.ts';
import type { ConnectionSettings, SourceSettings } from '../model/connectionSettings.ts';
import { readListed, simpleConnection } from '../model/readConnections.ts';
import { readRawConnections, writeSetting } from '../vscode/settings.ts';
import type { CommandDeps } from './commandDeps.ts';

type Change = (raw: unknown, index: number) => RawConnections;

/**
 * A connection that is being changed: one of the setting `connections`, or the one that `profile`
 * and `regions` make, which becomes one of that setting with its first change.
 */
export class EditedConnection {
	readonly #deps: CommandDeps;
	#index: number | undefined;

	/** @param index of the setting; undefined for the one of `profile` and `regions` */
	constructor(deps: CommandDeps, index: number | undefined) {
		this.#deps = deps;
		this.#index = index;
	}

	/** As it is now; undefined where somebody took it away meanwhile. */
	get settings(): ConnectionSettings | undefined {
		const raw = readRawConnections();
		return this.#index === undefined
			? simpleConnection(this.#deps.settings().connections, raw)
			: readListed(raw).find(({ index }) => index === this.#index)?.connection;
	}

	/** Each with its position, also where it cannot be read. */
	get sources(): readonly { readonly at: number; readonly source: SourceSettings | undefined }[] {
		const written =
			this.#index === undefined ? [] : listedSources(readRawConnections(), this.#index);
		return written.length > 0 ? written : [{ at: -1, source: { type: 'event-history' } }];
	}

	async change(change: Change): Promise<void> {
		let raw: unknown = readRawConnections();
		if (this.#index === undefined) {
			const { settings } = this;
			if (!settings) {
				return;
			}
			const added = addConnection(raw, settings);
			this.#index = added.length - 1;
			raw = added;
		}
		await writeSetting(Setting.connections, change(raw, this.#index));
	}

	/** Takes it away; the simple settings must not bring it back. */
	async remove(): Promise<void> {
		const { settings } = this;
		const { profile } = this.#deps.settings();
		if (this.#index !== undefined) {
			const left = removeConnection(readRawConnections(), this.#index);
			await writeSetting(Setting.connections, left.length > 0 ? left : undefined);
		}
		if (profile !== '' && settings?.profile === profile) {
			await writeSetting(Setting.profile, undefined);
		}
	}
}
