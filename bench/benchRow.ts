/** One line of the benchmark's table. */
export interface BenchRow {
	readonly what: string;
	readonly measured: string;
	readonly budget: string;
	/** undefined where there is no budget, or the peer to compare with is missing. */
	readonly ok: boolean | undefined;
}
