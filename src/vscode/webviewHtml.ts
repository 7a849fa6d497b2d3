import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { beginElement } from './beginElement.ts';

export interface PageOptions {
	readonly webview: vscode.Webview;
	/** Folder of the extension. */
	readonly root: vscode.Uri;
	/** Paths below `root`, such as `['dist', 'webview.js']`. */
	readonly script: readonly string[];
	readonly title: string;
	/** What the page's script begins with: it reads the element `begin`. Anything that JSON can say. */
	readonly begin?: unknown;
}

/** The frame of a page: nothing but our own script may run or load; styles are part of it. */
export function webviewHtml(options: PageOptions): string {
	const { webview, root } = options;
	const nonce = randomBytes(16).toString('base64url');
	const script = webview.asWebviewUri(vscode.Uri.joinPath(root, ...options.script)).toString();
	const policy = `default-src 'none'; script-src 'nonce-${nonce}'`;
	return `<!DOCTYPE html>
<html lang="${escapeHtml(vscode.env.language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(options.title)}</title>
</head>
<body>
${options.begin === undefined ? '' : beginElement(options.begin)}
<script type="module" nonce="${nonce}" src="${escapeHtml(script)}"></script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
