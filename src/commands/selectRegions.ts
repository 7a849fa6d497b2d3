import { Setting } from '../contributions.ts';
import { simpleConnection } from '../model/readConnections.ts';
import { readRawConnections, writeSetting } from '../vscode/settings.ts';
import type { CommandDeps } from './commandDeps.ts';
import { editConnections } from './editConnections.ts';
import { pickRegions } from './pickRegions.ts';

/**
 * Lets the user choose which Regions to read.
 * @param names chooses without asking; none means the profile's own Region.
 */
export async function selectRegions(deps: CommandDeps, names?: unknown): Promise<void> {
	const given = Array.isArray(names) && names.every((name) => typeof name === 'string');
	if (!given && !simpleConnection(deps.settings().connections, readRawConnections())) {
		// each connection has Regions of its own, and this setting would change none of them
		return editConnections(deps);
	}
	const chosen = given ? names : await pick(deps);
	if (chosen !== undefined) {
		await writeSetting(Setting.regions, chosen);
	}
}

function pick({ history, settings }: CommandDeps): Promise<string[] | undefined> {
	const { connection } = history;
	const { regions: set, profile } = settings();
	// what several connections read together is not what this setting says
	const only = connection.kind === 'aws' && connection.connections.length < 2;
	const current = set.length > 0 ? set : only ? connection.regions : [];
	return pickRegions(history, current, profile);
}
