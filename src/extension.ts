import * as vscode from 'vscode';
import type { ImageBuilderHistoryApi } from './api.ts';
import { registerHistoryCommands } from './commands/registerHistoryCommands.ts';
import { LiveCodeIndex } from './editor/codeIndexLive.ts';
import { documentResources } from './editor/documentResources.ts';
import { registerEditor } from './editor/registerEditor.ts';
import { AutoRefresh } from './engine/autoRefresh.ts';
import { CodeThread } from './engine/codeThread.ts';
import type { HistorySettings } from './engine/connectionBook.ts';
import { LiveHistory } from './engine/liveHistory.ts';
import type { ImportReport } from './model/history.ts';
import { registerPanel } from './panel/registerPanel.ts';
import { registerCoverage } from './sidebar/coverageView.ts';
import { registerSidebar } from './sidebar/sidebar.ts';
import { ConnectionProblems } from './vscode/connectionProblems.ts';
import { reportError, tellRecovery } from './vscode/errors.ts';
import type { Log } from './vscode/log.ts';
import { askMfaCode } from './vscode/mfa.ts';
import { plainLog } from './vscode/plainLog.ts';
import { onDidChangeSettings, readProxy, readSettings } from './vscode/settings.ts';

let close: (() => Promise<void>) | undefined;

/** Builds and wires; starts no thread and reads nothing until somebody looks. */
export function activate(context: vscode.ExtensionContext): ImageBuilderHistoryApi {
	const channel = vscode.window.createOutputChannel('Image Builder History', { log: true });
	const log = plainLog(channel);
	const history = new LiveHistory({
		folder: context.globalStorageUri.fsPath,
		workers: {
			engine: new URL('./engineWorker.js', import.meta.url),
			reader: new URL('./readerWorker.js', import.meta.url),
			log: new URL('./logWorker.js', import.meta.url),
		},
		sampleFolder: vscode.Uri.joinPath(context.extensionUri, 'media', 'sample').fsPath,
		settings: historySettings,
		log: (level, message) => log[level](message),
		mfaCode: askMfaCode,
		onRecovered: (recovered) => void tellRecovery(recovered, context.globalStorageUri, log),
	});
	const reader = new CodeThread({
		worker: new URL('./codeWorker.js', import.meta.url),
		grammars: new URL('./grammars/', import.meta.url),
		log: (level, message) => log[level](message),
	});
	const code = new LiveCodeIndex({ reader, log });
	close = async () => void (await Promise.all([history.close(), reader.close()]));
	const refresh = new AutoRefresh({
		history,
		minutes: () => readSettings().autoRefreshMinutes,
		onFailed: (error) => log.warn(error instanceof Error ? error.message : String(error)),
	});
	const problems = new ConnectionProblems(log);
	problems.tell(readSettings());
	const deps = { history, settings: readSettings, log, context };
	const editor = registerEditor({ ...deps, codeIndex: code });
	const sidebar = registerSidebar({ ...deps, codeIndex: code, onDidLook: () => refresh.begin() });
	context.subscriptions.push(
		channel,
		refresh,
		sidebar,
		code,
		registerHistoryCommands({ ...deps, sidebar }),
		registerCoverage(deps),
		registerPanel({ ...deps, arnAtCursor: () => editor.arnAtCursor() }),
		editor,
		onDidChangeSettings(async (settings) => {
			problems.tell(settings);
			if (await history.configure()) {
				refresh.restart();
			}
		}),
	);
	keepSample(history, context, log);
	context.subscriptions.push(onDidLeaveSample(history, () => refresh.restart()));
	return {
		version: 1,
		calls: (query) => history.calls(query),
		resources: (query) => history.resources(query),
		sync: (options) => history.sync(options),
		importLogs: (uris) => importFiles(history, uris),
		coverage: () => history.coverage(),
		resourcesIn: (document) => documentResources(code, document),
		onDidChange: (listener, thisArg, disposables) => {
			const listening = history.onDidChange(() => listener.call(thisArg));
			const disposable = new vscode.Disposable(() => listening.dispose());
			disposables?.push(disposable);
			return disposable;
		},
	};
}

/** Imports what lies on this machine's disk; the rest is reported as skipped. */
async function importFiles(
	history: LiveHistory,
	uris: readonly vscode.Uri[],
): Promise<ImportReport> {
	const elsewhere = uris.filter(({ scheme }) => scheme !== 'file');
	const report = await history.importLogs(
		uris.filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => fsPath),
	);
	const reasonOf = (file: string) =>
		vscode.l10n.t('Only files of this machine can be imported, not {0}.', file);
	return {
		...report,
		files: report.files + elsewhere.length,
		skipped: [
			...report.skipped,
			...elsewhere.map((uri) => ({
				file: uri.toString(true),
				reason: reasonOf(uri.toString(true)),
			})),
		],
	};
}

/** A sample that was open when the window closed is open in it again. */
function keepSample(history: LiveHistory, context: vscode.ExtensionContext, log: Log): void {
	const key = 'sampleIsOpen';
	if (context.workspaceState.get(key) === true) {
		history.openSample().catch((error: unknown) => void reportError(error, log));
	}
	const listening = history.onDidChangeConnection(({ kind }) => {
		const isOpen = kind === 'sample';
		if (isOpen !== (context.workspaceState.get(key) === true)) {
			void context.workspaceState.update(key, isOpen ? true : undefined);
		}
	});
	context.subscriptions.push(listening);
}

function onDidLeaveSample(history: LiveHistory, listener: () => void): { dispose(): void } {
	let wasOpen = false;
	return history.onDidChangeConnection(({ kind }) => {
		const isOpen = kind === 'sample';
		if (wasOpen && !isOpen) {
			listener();
		}
		wasOpen = isOpen;
	});
}

/** Lets the threads close the database. */
export async function deactivate(): Promise<void> {
	await close?.();
}

function historySettings(): HistorySettings {
	const { connections, endpointUrl, lookBackDays } = readSettings();
	const proxyUrl = readProxy();
	return {
		connections,
		lookBackDays,
		...(endpointUrl && { endpointUrl }),
		...(proxyUrl && { proxyUrl }),
	};
}
