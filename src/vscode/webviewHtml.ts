import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { beginElement } from './beginElement.ts';

export interface PageOptions {
	readonly webview: vscode.Webview;
	/** Folder of the extension. */
	readonly root: vscode.Uri;
	/** Paths below `root`, such as `['dist', 'webview.js']`. */
	readonly script: readonly string[];
	readonly styles: readonly (readonly string[])[];
	readonly title: string;
	/** What the page's script begins with: it reads the element `begin`. Anything that JSON can say. */
	readonly begin?: unknown;
}

/** The frame of a page: nothing but our own script and styles may run or load. */
export function webviewHtml(options: PageOptions): string {
	const { webview, root } = options;
	const nonce = randomBytes(16).toString('base64url');
	const uri = (path: readonly string[]) =>
		webview.asWebviewUri(vscode.Uri.joinPath(root, ...path)).toString();
	const policy = [
		"default-src 'none'",
		`script-src 'nonce-${nonce}'`,
		`style-src ${webview.cspSource}`,
		`font-src ${webview.cspSource}`,
		`img-src ${webview.cspSource}`,
	].join('; ');
	return `<!DOCTYPE html>
<html lang="${escapeHtml(vscode.env.language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${options.styles.map((path) => `<link rel="stylesheet" href="${escapeHtml(uri(path))}">`).join('\n')}
<title>${escapeHtml(options.title)}</title>
</head>
<body>
${options.begin === undefined ? '' : beginElement(options.begin)}
<script type="module" nonce="${nonce}" src="${escapeHtml(uri(options.script))}"></script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
