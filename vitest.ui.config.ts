import { defineConfig } from 'vitest/config';

// Each file opens a VS Code of its own, which is heavy: one after the other.
export default defineConfig({
	test: {
		name: 'ui',
		include: ['test/ui/**/*.test.ts'],
		fileParallelism: false,
		testTimeout: 90_000,
		hookTimeout: 120_000,
		retry: 0,
	},
});
