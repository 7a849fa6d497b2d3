/** Same shape as `vscode.l10n.t`: `{0}`, `{1}`, ... in the message stand for the arguments. */
export type Translate = (message: string, ...args: (string | number | boolean)[]) => string;

/** The message in English, for code that runs without VS Code. */
export const english: Translate = (message, ...args) =>
	message.replace(/\{(\d+)\}/g, (hole, index) => String(args[Number(index)] ?? hole));
