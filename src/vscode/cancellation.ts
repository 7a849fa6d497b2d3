import type { CancellationToken } from 'vscode';

/** The token as an `AbortSignal`, for the layers that do not know VS Code. */
export function toAbortSignal(token: CancellationToken): AbortSignal {
	const controller = new AbortController();
	if (token.isCancellationRequested) {
		controller.abort();
	} else {
		token.onCancellationRequested(() => controller.abort());
	}
	return controller.signal;
}
