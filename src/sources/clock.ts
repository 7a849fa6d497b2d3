/** Time as code below the surfaces sees it, so that tests can make their own. */
export interface Clock {
	/** ms since 1970. */
	now(): number;
	/** Resolves after `ms`; rejects with the signal's reason once that is aborted. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
	now: () => Date.now(),
	sleep: (ms, signal) =>
		new Promise((resolve, reject) => {
			if (signal?.aborted) {
				reject(signal.reason);
				return;
			}
			const timer = setTimeout(() => {
				signal?.removeEventListener('abort', abort);
				resolve();
			}, ms);
			const abort = () => {
				clearTimeout(timer);
				reject(signal?.reason);
			};
			signal?.addEventListener('abort', abort, { once: true });
		}),
};
