import { Setting } from '../contributions.ts';
import { writeSetting } from '../vscode/settings.ts';
import type { CommandDeps } from './commandDeps.ts';
import { pickProfile } from './pickProfiles.ts';

/**
 * Lets the user choose whose history to read.
 * @param name chooses without asking; an empty name is the default credential chain.
 */
export async function selectProfile(deps: CommandDeps, name?: unknown): Promise<void> {
	const current = deps.settings().profile;
	const profile = typeof name === 'string' ? name : await pickProfile(deps.history, current);
	if (profile === undefined) {
		return;
	}
	// the listener of the settings turns the history to another profile
	await writeSetting(Setting.profile, profile);
	await deps.history.leaveSample();
	await deps.sidebar.reveal();
	if (profile === current) {
		await deps.history.sync();
	}
}
