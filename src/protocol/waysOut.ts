/** What the page may ask the host to run for the user: the ways out of an empty or failed view. */
export const wayOutNames = [
	'refresh',
	'selectProfile',
	'selectRegions',
	'signIn',
	'openSample',
	'leaveSample',
	'importLogs',
	'showLog',
	'lookUp',
	'fetch',
	'showCoverage',
] as const;
export type WayOutName = (typeof wayOutNames)[number];

/** A button: what it says and what it runs. `showReads` and `clearFilter` the page does itself. */
export interface WayOut {
	readonly run: WayOutName | 'showReads' | 'clearFilter';
	readonly title: string;
	/** With `fetch`: from where. */
	readonly fetch?: FetchAsk;
}

/** A part of a source of the settings. */
export interface FetchAsk {
	/** Name of the connection. */
	readonly connection: string;
	/** `sourceId` of the source. */
	readonly source: string;
	/** ISO 8601 */
	readonly from: string;
	readonly to: string;
}
