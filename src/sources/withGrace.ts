/**
 * Works with a signal that ends only a while after the given one: what AWS has just begun must
 * become known, or nobody could stop it.
 * @param grace ms
 */
export async function withGrace<T>(
	signal: AbortSignal,
	grace: number,
	work: (late: AbortSignal) => Promise<T>,
): Promise<T> {
	signal.throwIfAborted();
	const late = new AbortController();
	let timer: NodeJS.Timeout | undefined;
	const abort = () => {
		timer = setTimeout(() => late.abort(signal.reason), grace);
	};
	signal.addEventListener('abort', abort, { once: true });
	try {
		return await work(late.signal);
	} finally {
		signal.removeEventListener('abort', abort);
		clearTimeout(timer);
	}
}
