import { parentPort, workerData } from 'node:worker_threads';
import { CodeDocuments } from './codeDocuments.ts';
import { CodeFolders } from './codeFolders.ts';
import { grammarsIn } from './codeGrammars.ts';
import type { CodeFunctions, CodeHost, CodeWorkerInput } from './codeProtocol.ts';
import { openRpc, type Remote } from './rpc.ts';

/** Entry of the code thread: syntax trees of open documents, and what the workspace's files say. */
function serveCode(port: NonNullable<typeof parentPort>, input: CodeWorkerInput): void {
	const grammars = grammarsIn(new URL(input.grammars));
	const onFailed = (fileName: string, error: unknown): void => {
		const reason = error instanceof Error ? error.message : String(error);
		void host.log.asEvent('warn', `${fileName} could not be read as code: ${reason}`);
	};
	const folders = new CodeFolders({ grammars, onFailed });
	const documents = new CodeDocuments({
		grammars,
		contextOf: (folder, fileName) => folders.contextOf(folder, fileName),
		onFailed,
	});
	const host: Remote<CodeHost, CodeFunctions> = openRpc<CodeHost, CodeFunctions>(port, {
		readDocument: (state) => documents.read(state),
		forgetDocument: (key) => documents.forget(key),
		readFiles: (files) => folders.read(files),
		close: () => port.close(),
	});
}

if (parentPort) {
	serveCode(parentPort, workerData as CodeWorkerInput);
}
