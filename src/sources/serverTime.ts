interface Stack {
	add(
		middleware: (next: (args: never) => Promise<Result>) => (args: never) => Promise<Result>,
		options: { step: 'deserialize'; priority: 'low'; name: string },
	): void;
}
interface Result {
	response: unknown;
}

/** Tells the `Date` header of every answer of a client, errors included, as ms since 1970. */
export function watchServerTime(
	stack: unknown,
	onServerTime: ((time: number) => void) | undefined,
): void {
	if (!onServerTime) {
		return;
	}
	(stack as Stack).add(
		(next) => async (args) => {
			const result = await next(args);
			const { headers } = result.response as { headers?: Readonly<Record<string, string>> };
			const time = Date.parse(headers?.date ?? '');
			if (!Number.isNaN(time)) {
				onServerTime(time);
			}
			return result;
		},
		{ step: 'deserialize', priority: 'low', name: 'watchServerTime' },
	);
}

/** AWS's clock, told from this computer's, which may be wrong. */
export class ServerClock {
	/** What to add to this computer's time, ms. */
	offset = 0;
	readonly #now: () => number;

	constructor(now: () => number) {
		this.#now = now;
	}

	/** The header has whole seconds, and took some time to come: less is no difference. */
	observe(serverTime: number): void {
		const offset = serverTime - this.#now();
		this.offset = Math.abs(offset) < 5000 ? 0 : offset;
	}

	now(): number {
		return this.#now() + this.offset;
	}
}
