import * as assert from 'node:assert/strict';

/** Waits until something is so. */
export async function eventually(isSo: () => boolean, seconds = 10): Promise<void> {
	const end = Date.now() + seconds * 1000;
	while (!isSo()) {
		assert.ok(Date.now() < end, `not so after ${seconds} s: ${isSo}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}
