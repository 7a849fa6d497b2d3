import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// `npx vitest run`: the tests in plain Node. VS Code in a browser has vitest.ui.config.ts.
export default defineConfig({
	test: {
		name: 'unit',
		include: ['test/unit/**/*.test.ts'],
		testTimeout: 20_000,
		// Many wait for servers on the loopback most of their time: one at a time is idle on two cores.
		maxWorkers: Math.max(3, availableParallelism() - 1),
	},
});
