import type { CallStore } from '../store/callStore.ts';

/** Between two steps, so that jobs come first, ms. */
const pause = 50;

/**
 * Reads stored calls anew where rules changed since they were indexed, step by step beside other
 * work. There is mostly nothing to do.
 * @returns what stops it; the next start goes on where it stopped.
 */
export function reindexWhenIdle(
	store: Pick<CallStore, 'reindex'>,
	onFailed: (error: unknown) => void,
): { dispose(): void } {
	let timer: NodeJS.Timeout | undefined;
	const step = () => {
		try {
			if (!store.reindex()) {
				timer = setTimeout(step, pause);
			}
		} catch (error) {
			onFailed(error);
		}
	};
	timer = setTimeout(step, pause);
	return { dispose: () => clearTimeout(timer) };
}
