import { defineConfig } from 'vitest/config';

// `npx vitest run`: the tests in plain Node. VS Code in a browser has vitest.ui.config.ts.
export default defineConfig({
	test: {
		name: 'unit',
		include: ['test/unit/**/*.test.ts'],
		testTimeout: 20_000,
	},
});
