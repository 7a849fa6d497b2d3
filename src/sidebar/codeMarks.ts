import * as vscode from 'vscode';
import type { CodeIndex } from '../editor/codeIndex.ts';

const scheme = 'image-builder-history-resource';

/** What a row of a resource is called, so that it can be marked. */
export function markUri(arn: string): vscode.Uri {
	return vscode.Uri.from({ scheme, path: `/${arn}` });
}

/** Marks the rows of resources that code of the workspace defines; nothing while it is not known. */
export function registerCodeMarks(
	codeIndex: Pick<CodeIndex, 'isDefined' | 'onDidChange'>,
): vscode.Disposable {
	return vscode.window.registerFileDecorationProvider({
		onDidChangeFileDecorations: (listener, thisArg, disposables) =>
			codeIndex.onDidChange(() => listener.call(thisArg, undefined), undefined, disposables),
		provideFileDecoration: (uri) =>
			uri.scheme === scheme && codeIndex.isDefined(uri.path.slice(1)) === true
				? { badge: '{}', tooltip: vscode.l10n.t('in code'), propagate: false }
				: undefined,
	});
}
