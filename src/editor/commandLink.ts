import { Command } from '../contributions.ts';
import { waysOutCommands } from '../panel/waysOut.ts';
import { escapeMarkdown } from '../vscode/markdown.ts';

/** The commands that links of a hover may run; no other link of a hover does anything. */
export const hoverCommands: readonly string[] = [
	Command.showHistory,
	Command.showCall,
	Command.copyArn,
	Command.openInConsole,
	Command.chooseResource,
	...Object.values(waysOutCommands),
];

/** A Markdown link that runs a command; arguments may be untrusted text. */
export function commandLink(title: string, command: string, ...args: readonly unknown[]): string {
	const query = args.length === 0 ? '' : `?${encode(JSON.stringify(args))}`;
	return `[${escapeMarkdown(title)}](command:${command}${query})`;
}

/** `encodeURIComponent` leaves characters as they are that end a link in Markdown. */
function encode(text: string): string {
	return encodeURIComponent(text.toWellFormed()).replace(
		/[!'()*~]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}
