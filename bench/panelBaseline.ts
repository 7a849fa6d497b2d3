import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VscodePage } from '../test/ui/support/vscodePage.ts';
import { type Opening, openingOf, watchClick } from './panelMoments.ts';

const title = 'Empty webview';
const view = 'emptyWebview';

const manifest = {
	name: 'empty-webview',
	publisher: 'example',
	version: '1.0.0',
	engines: { vscode: '^1.101.0' },
	main: './extension.cjs',
	activationEvents: ['onStartupFinished'],
	contributes: { views: { imageBuilderHistory: [{ id: view, name: title }] } },
};

const extension = `const vscode = require('vscode');
exports.activate = () => {
	vscode.commands.registerCommand('emptyWebview.open', () => {
		const root = vscode.Uri.file(__dirname);
		const options = { enableScripts: true, localResourceRoots: [root] };
		const { webview } = vscode.window.createWebviewPanel('emptyWebview', '${title}', 1, options);
		const script = webview.asWebviewUri(vscode.Uri.joinPath(root, 'webview.js'));
		webview.html = '<!DOCTYPE html><body><script type="module" src="' + script + '"></script></body>';
	});
	const item = new vscode.TreeItem('Open it');
	item.command = { command: 'emptyWebview.open', title: '' };
	vscode.window.registerTreeDataProvider('${view}', { getChildren: () => [item], getTreeItem: (each) => each });
};
`;

const script = `document.body.innerHTML = '<div role="gridcell" data-rows>a row</div>';`;

/** Installs an extension whose tree, below ours, opens a webview with one line of script. @returns the extensions' folder. */
export async function installEmptyExtension(extensions: string): Promise<string> {
	const folder = join(extensions, 'example.empty-webview-1.0.0');
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	await writeFile(join(folder, 'extension.cjs'), extension);
	await writeFile(join(folder, 'webview.js'), script);
	return extensions;
}

/** Opens it by a click, with nothing else open: nobody's panel can be there sooner. */
export async function openEmpty(vscode: VscodePage): Promise<Opening> {
	await watchClick(vscode.page);
	await vscode.treeRow('Open it').click();
	return await openingOf(vscode);
}
