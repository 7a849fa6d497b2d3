/**
 * Runs generators side by side and yields what they yield, as it comes. None goes on before what it
 * gave was taken; what one gives may make more of them to run.
 * @param next the next one to run, asked anew after each value; undefined while there is none.
 * @param most how many run at a time.
 * @param stop makes all that run end soon; called however the whole ends.
 * @throws what the first of them threw, once all others have ended.
 */
export async function* runTogether<T>(
	next: () => AsyncGenerator<T, void> | undefined,
	most: number,
	stop: () => void,
): AsyncGenerator<T, void> {
	const running = new Map<AsyncGenerator<T, void>, Promise<Step<T>>>();
	const advance = (generator: AsyncGenerator<T, void>) => {
		const step = generator.next().then((result) => ({ generator, result }));
		// whoever waits for the steps has the same error
		step.catch(() => undefined);
		running.set(generator, step);
	};
	try {
		for (;;) {
			for (let more = true; more && running.size < most; ) {
				const generator = next();
				if (generator) {
					advance(generator);
				}
				more = generator !== undefined;
			}
			if (running.size === 0) {
				return;
			}
			const { generator, result } = await Promise.race(running.values());
			if (result.done) {
				running.delete(generator);
			} else {
				yield result.value;
				advance(generator);
			}
		}
	} finally {
		stop();
		await Promise.allSettled([...running.keys()].map((each) => each.return()));
	}
}

interface Step<T> {
	readonly generator: AsyncGenerator<T, void>;
	readonly result: IteratorResult<T, void>;
}
