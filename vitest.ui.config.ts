import { defineConfig } from 'vitest/config';

// Each file opens a VS Code of its own, which is heavy: one after the other.
export default defineConfig({
	test: {
		name: 'ui',
		include: ['test/ui/**/*.test.ts'],
		fileParallelism: false,
		testTimeout: 90_000,
		hookTimeout: 120_000,
		// A real window on a busy machine now and then loses a click or a hover. A second try is shown
		// in the report; what is broken fails it as well.
		retry: 1,
	},
});
