import type { FetchWindow } from '../model/fetch.ts';

/** The window, with the connection's Regions where nobody names any. */
export function withRegions(window: FetchWindow, regions: readonly string[] = []): FetchWindow {
	return window.regions === undefined && regions.length > 0 ? { ...window, regions } : window;
}
