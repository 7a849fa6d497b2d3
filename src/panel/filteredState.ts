import type { PanelFilter, PanelState } from '../protocol/target.ts';

/**
 * The state of a panel whose list is filtered anew: from its first row on, and with the same call
 * open. Somebody reads it while they type, and need not see it listed for that.
 */
export function filteredState(state: PanelState, filter: PanelFilter): PanelState {
	const { row: _, ...kept } = state;
	return { ...kept, filter };
}
