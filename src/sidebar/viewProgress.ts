import * as vscode from 'vscode';
import { View } from '../contributions.ts';

/** The moving line at the top of the view, as long as something is being read. */
export class ViewProgress implements vscode.Disposable {
	#finish: (() => void) | undefined;

	set(running: boolean): void {
		if (!running) {
			this.dispose();
		} else if (!this.#finish) {
			const done = new Promise<void>((resolve) => {
				this.#finish = resolve;
			});
			void vscode.window.withProgress({ location: { viewId: View.resources } }, () => done);
		}
	}

	dispose(): void {
		this.#finish?.();
		this.#finish = undefined;
	}
}
