/** How a query fails on purpose. */
export interface QueryFailure {
	readonly reason: string;
	/** Athena's: 1 its own fault, 2 the user's, 3 another's. */
	readonly category?: 1 | 2 | 3;
	readonly retryable?: boolean;
}

export interface QueryRun {
	readonly id: string;
	readonly sql: string;
	state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
	failure?: QueryFailure;
	bytes: number;
	columns: readonly string[];
	rows: readonly (readonly (string | null)[])[];
}

export interface QueryWork {
	readonly bytes: number;
	readonly columns: readonly string[];
	readonly rows: readonly (readonly (string | null)[])[];
}

/** The queries of a stand-in: they run when they are first asked for, unless a test holds them. */
export class QueryRuns {
	readonly all: QueryRun[] = [];
	#held = false;
	readonly #failures: { readonly match: RegExp; readonly failure: QueryFailure; left: number }[] =
		[];

	/** Queries stay running from now on. */
	hold(): void {
		this.#held = true;
	}

	/** Queries whose SQL matches fail, `times` of them; 1 if not given. */
	fail(failure: QueryFailure, { match = /(?:)/, times = 1 } = {}): void {
		this.#failures.push({ match, failure, left: times });
	}

	start(sql: string): QueryRun {
		const run: QueryRun = {
			id: crypto.randomUUID(),
			sql,
			state: 'queued',
			bytes: 0,
			columns: [],
			rows: [],
		};
		this.all.push(run);
		return run;
	}

	get running(): number {
		return this.all.filter(({ state }) => state === 'queued' || state === 'running').length;
	}

	/** Goes on with a query: queued, running, then its end. */
	async advance(run: QueryRun, work: (sql: string) => Promise<QueryWork>): Promise<void> {
		if (run.state === 'queued') {
			run.state = 'running';
		}
		if (run.state !== 'running' || this.#held) {
			return;
		}
		const planned = this.#failures.find(({ match, left }) => left > 0 && match.test(run.sql));
		if (planned) {
			planned.left--;
			run.state = 'failed';
			run.failure = planned.failure;
			return;
		}
		try {
			Object.assign(run, await work(run.sql));
			run.state = 'done';
		} catch (error) {
			run.state = 'failed';
			run.failure = { reason: error instanceof Error ? error.message : String(error), category: 2 };
		}
	}
}
