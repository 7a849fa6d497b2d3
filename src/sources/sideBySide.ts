export interface SideBySideOptions {
	/** So many items are worked on at a time. */
	readonly most: number;
	/** So many results may wait; then no work goes on. */
	readonly waiting: number;
	readonly signal?: AbortSignal;
}

/** Hands a result on; resolves once there is room for another. */
export type Emit<R> = (result: R) => Promise<void>;

/**
 * Works on items side by side and yields what comes of it, in the order it comes. Items are taken
 * as they are needed, results as somebody asks for them: neither heap up. The signal that items
 * and work are given ends with the first error and when nobody wants more; then all of it is waited
 * for.
 * @throws what work or items throw, and the reason of the signal
 */
export async function* sideBySide<T, R>(
	items: Iterable<T> | ((signal: AbortSignal) => AsyncIterable<T>),
	{ most, waiting, signal }: SideBySideOptions,
	work: (item: T, emit: Emit<R>, signal: AbortSignal) => Promise<void>,
): AsyncGenerator<R> {
	const ending = new AbortController();
	const ended = signal ? AbortSignal.any([signal, ending.signal]) : ending.signal;
	const results: R[] = [];
	let failure: { readonly error: unknown } | undefined;
	let running = most;
	let wakeReader = () => {};
	const sleeping: (() => void)[] = [];
	const emit: Emit<R> = async (result) => {
		results.push(result);
		wakeReader();
		while (results.length >= waiting && !ended.aborted) {
			await new Promise<void>((resolve) => sleeping.push(resolve));
		}
		ended.throwIfAborted();
	};
	const queue = typeof items === 'function' ? items(ended) : overItems(items);
	const iterator = queue[Symbol.asyncIterator]();
	const lane = async () => {
		try {
			while (!ended.aborted) {
				const next = await iterator.next();
				if (next.done || ended.aborted) {
					return;
				}
				await work(next.value, emit, ended);
			}
		} catch (error) {
			failure ??= { error };
			ending.abort();
		} finally {
			running--;
			wakeReader();
		}
	};
	const lanes = Array.from({ length: most }, lane);
	try {
		for (;;) {
			while (results.length === 0 && running > 0 && !failure) {
				await new Promise<void>((resolve) => {
					wakeReader = resolve;
				});
			}
			if (failure) {
				throw failure.error;
			}
			signal?.throwIfAborted();
			const result = results.splice(0, 1);
			if (result.length === 0) {
				return;
			}
			if (results.length < waiting) {
				for (const wake of sleeping.splice(0)) {
					wake();
				}
			}
			yield* result;
		}
	} finally {
		ending.abort();
		for (const wake of sleeping.splice(0)) {
			wake();
		}
		await Promise.all(lanes);
		await iterator.return?.();
	}
}

async function* overItems<T>(items: Iterable<T>): AsyncGenerator<T> {
	yield* items;
}
