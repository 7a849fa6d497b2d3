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
	readonly #deps: Pick<CommandDeps, 'settings'>;
	#index: number | undefined;

	/** @param index of the setting; undefined for the one of `profile` and `regions` */
	constructor(deps: Pick<CommandDeps, 'settings'>, index: number | undefined) {
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
		const { settings } = this;
		let raw: unknown = readRawConnections();
		if (this.#index === undefined) {
			if (!settings) {
				return;
			}
			const added = addConnection(raw, settings);
			this.#index = added.length - 1;
			raw = added;
		}
		await writeSetting(Setting.connections, change(raw, this.#index));
		if (settings && this.settings?.profile !== settings.profile) {
			await this.#forgetSimple(settings.profile);
		}
	}

	async remove(): Promise<void> {
		const { settings } = this;
		if (this.#index !== undefined) {
			const left = removeConnection(readRawConnections(), this.#index);
			await writeSetting(Setting.connections, left.length > 0 ? left : undefined);
		}
		if (settings) {
			await this.#forgetSimple(settings.profile);
		}
	}

	/** The simple settings must not bring back what was taken away or is of another profile now. */
	async #forgetSimple(profile: string): Promise<void> {
		if (profile !== '' && this.#deps.settings().profile === profile) {
			await writeSetting(Setting.profile, undefined);
		}
	}
}
