/** List prices of us-east-1 on 2026-11-01, USD, before any free tier: an order of magnitude. */
const prices = {
	/** LIST, a request. */
	list: 0.005 / 1000,
	/** GET, a request. */
	get: 0.0004 / 1000,
	/** Transfer out to the internet, a byte, of the first 10 TB a month. */
	transfer: 0.09 / 1e9,
};

/** What it costs to list and fetch so much, USD. */
export function costOf(work: {
	readonly lists: number;
	readonly gets: number;
	readonly bytes: number;
}): number {
	return work.lists * prices.list + work.gets * prices.get + work.bytes * prices.transfer;
}
