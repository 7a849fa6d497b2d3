import * as vscode from 'vscode';
import { Setting } from '../contributions.ts';
import type { CodeResource } from '../iac/codeResource.ts';
import type { Settings } from '../vscode/settings.ts';

const stateKey = 'code.resources';

/**
 * What a user chose where code may mean several resources. Kept in the workspace's settings, so that
 * a team can share it; without a trusted workspace in the window's state.
 */
export class ResourceChoices {
	readonly #state: vscode.Memento;
	readonly #settings: () => Settings;
	readonly #changed = new vscode.EventEmitter<void>();
	/** Choices that no setting could take. */
	readonly onDidChange = this.#changed.event;

	constructor(state: vscode.Memento, settings: () => Settings) {
		this.#state = state;
		this.#settings = settings;
	}

	/** The chosen resource, see `identityOf`. */
	get(key: string): string | undefined {
		return this.#settings().codeResources.get(key) ?? this.#stored().get(key);
	}

	/** Keeps a choice; `undefined` takes it back. */
	async set(key: string, identity: string | undefined): Promise<void> {
		if (vscode.workspace.isTrusted && vscode.workspace.workspaceFolders !== undefined) {
			const section = vscode.workspace.getConfiguration(Setting.section);
			const { workspaceValue } = section.inspect(Setting.codeResources) ?? {};
			const known = typeof workspaceValue === 'object' ? workspaceValue : {};
			await section.update(
				Setting.codeResources,
				Object.fromEntries(changed(Object.entries({ ...known }), key, identity)),
				vscode.ConfigurationTarget.Workspace,
			);
		} else {
			await this.#state.update(stateKey, changed([...this.#stored()], key, identity));
			this.#changed.fire();
		}
	}

	dispose(): void {
		this.#changed.dispose();
	}

	#stored(): ReadonlyMap<string, string> {
		const stored = this.#state.get<readonly (readonly [string, string])[]>(stateKey);
		return new Map(Array.isArray(stored) ? stored : []);
	}
}

/**
 * What a choice is kept by: the file and what the code calls its resource there. Terraform shares
 * its names among the files of a folder.
 */
export function choiceKey(uri: vscode.Uri, resource: CodeResource): string {
	const path = vscode.workspace.asRelativePath(uri);
	const { tool, address, target, logicalId, pattern } = resource;
	const place = tool === 'terraform' ? path.slice(0, Math.max(0, path.lastIndexOf('/'))) : path;
	return `${place}#${address ?? target ?? logicalId ?? pattern ?? ''}`;
}

function changed(
	entries: readonly (readonly [string, unknown])[],
	key: string,
	value: string | undefined,
): readonly (readonly [string, unknown])[] {
	const others = entries.filter(([name]) => name !== key);
	return value === undefined ? others : [...others, [key, value]];
}
