import type { PanelFilter } from '../protocol/target.ts';

/**
 * The filter that was asked for and is not listed yet. It is what the user typed last: a list that
 * comes meanwhile, of what was typed before, must not take it away.
 */
export class AskedFilter {
	#asked: readonly PanelFilter[] = [];

	/** What to show in place of the listed filter. */
	get latest(): PanelFilter | undefined {
		return this.#asked.at(-1);
	}

	ask(filter: PanelFilter): void {
		this.#asked = [...this.#asked, filter];
	}

	/** Another list came: of something asked for, which is done then, or of what the host chose. */
	listed(filter: PanelFilter): void {
		const at = this.#asked.findLastIndex((asked) => key(asked) === key(filter));
		this.#asked = at < 0 ? [] : this.#asked.slice(at + 1);
	}
}

function key({ changesOnly, text, range }: PanelFilter): string {
	return JSON.stringify([changesOnly, text, range?.from, range?.to]);
}
