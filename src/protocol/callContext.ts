import { isObject } from './target.ts';

/**
 * What VS Code is told of the call that its menu opens on (`data-vscode-context`): `when` clauses
 * of `webview/context` ask for it, and the commands of the menu are given it.
 */
export interface CallContext {
	readonly webviewSection: 'call';
	readonly preventDefaultContextMenuItems: true;
	readonly eventId: string;
	/** Of what it is about, where that is an Image Builder ARN. */
	readonly arn?: string;
	/** Text of the cell that the menu opens on. */
	readonly cell?: string;
	/** Texts of all cells, with tabs between. */
	readonly row: string;
	/** The query that finds calls with the same value in that cell. */
	readonly query?: string;
}

/** A part of what a command was given, which may be anything. */
export function contextText(
	argument: unknown,
	name: 'eventId' | 'cell' | 'row' | 'query',
): string | undefined {
	const text = isObject(argument) ? argument[name] : undefined;
	return typeof text === 'string' && text !== '' ? text : undefined;
}
