import { join } from 'node:path';

/** The project's folder. */
export const root = join(import.meta.dirname, '..', '..');

/** Downloads that survive a clean build: VS Code, browsers. */
export const cacheFolder = join(root, '.vscode-test');

/** What a run leaves for people to look at. */
export const outFolder = join(root, 'out');

/** An absolute path of a file in the project. */
export function inProject(...parts: string[]): string {
	return join(root, ...parts);
}
