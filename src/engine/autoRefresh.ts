import type { History } from '../model/history.ts';

export interface AutoRefreshDeps {
	readonly history: History;
	/** 0: only the first time and after a change of settings. */
	readonly minutes: () => number;
	/** A background sync failed; the connection already says so to the views. */
	readonly onFailed: (error: unknown) => void;
}

/** Syncs by itself once somebody looks: at once, then every few minutes. */
export class AutoRefresh {
	readonly #deps: AutoRefreshDeps;
	#timer: NodeJS.Timeout | undefined;
	#begun = false;

	constructor(deps: AutoRefreshDeps) {
		this.#deps = deps;
	}

	/** Somebody looks: the first time this syncs. */
	begin(): void {
		if (this.#begun) {
			return;
		}
		this.#begun = true;
		this.#run();
	}

	/** Another profile, or another interval. */
	restart(): void {
		if (this.#begun) {
			this.#run();
		}
	}

	dispose(): void {
		clearTimeout(this.#timer);
		this.#begun = false;
	}

	#run(): void {
		clearTimeout(this.#timer);
		void this.#sync().then(() => {
			const minutes = this.#deps.minutes();
			if (this.#begun && minutes > 0) {
				clearTimeout(this.#timer);
				this.#timer = setTimeout(() => this.#run(), minutes * 60_000).unref();
			}
		});
	}

	async #sync(): Promise<void> {
		// what needs the user (credentials, a code) is not tried again behind their back
		const { connection } = this.#deps.history;
		if (connection.kind === 'sample' || needsUser(connection.error?.code)) {
			return;
		}
		try {
			await this.#deps.history.sync({ unattended: true });
		} catch (error) {
			this.#deps.onFailed(error);
		}
	}
}

function needsUser(code: string | undefined): boolean {
	return code === 'mfa-needed' || code === 'wrong-profile';
}
