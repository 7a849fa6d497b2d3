import type { VscodeServer } from '../vscodeServer.ts';

export interface WorkbenchOptions {
	/** Absolute path of the folder to open. */
	readonly workspace?: string;
	/** Absolute path of an extension to run from its folder. */
	readonly extension?: string;
	/** Absolute path of a module that exports `run()`. */
	readonly tests?: string;
}

/** The address at which a browser shows VS Code. */
export function workbenchUrl(server: VscodeServer, options: WorkbenchOptions): string {
	const remote = (path: string): string => `vscode-remote://localhost:${server.port}${path}`;
	const payload = [
		...(options.extension ? [['extensionDevelopmentPath', remote(options.extension)]] : []),
		...(options.tests ? [['extensionTestsPath', remote(options.tests)]] : []),
		['skipWelcome', 'true'],
	];
	const query = new URLSearchParams({ payload: JSON.stringify(payload) });
	if (options.workspace) {
		query.set('folder', options.workspace);
	}
	return `${server.url}/?${query}`;
}
