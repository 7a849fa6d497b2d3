import { readFile } from 'node:fs/promises';

export interface TestCounts {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
}

export const noTests: TestCounts = { passed: 0, failed: 0, skipped: 0 };

export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
	return {
		passed: a.passed + b.passed,
		failed: a.failed + b.failed,
		skipped: a.skipped + b.skipped,
	};
}

/** What our mocha module wrote; undefined where it did not get that far. */
export async function readMochaCounts(file: string): Promise<TestCounts | undefined> {
	return await readJson<TestCounts>(file);
}

/** What vitest's json reporter wrote; undefined where it did not get that far. */
export async function readVitestCounts(file: string): Promise<TestCounts | undefined> {
	const report = await readJson<{
		numPassedTests: number;
		numFailedTests: number;
		numPendingTests: number;
		numTodoTests: number;
		testResults?: readonly { status: string; assertionResults: readonly unknown[] }[];
	}>(file);
	if (!report) {
		return undefined;
	}
	// A file that fails before its first test has no test to count: it counts as one.
	const brokenFiles = (report.testResults ?? []).filter(
		({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
	).length;
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests + brokenFiles,
		skipped: report.numPendingTests + report.numTodoTests,
	};
}

async function readJson<T>(file: string): Promise<T | undefined> {
	try {
		return JSON.parse(await readFile(file, 'utf8')) as T;
	} catch {
		return undefined;
	}
}
