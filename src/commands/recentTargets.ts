import type { Memento } from 'vscode';

/** What a look-up leads to. */
export type LookUpTarget =
	| { readonly kind: 'resource'; readonly arn: string }
	| { readonly kind: 'caller'; readonly caller: string }
	| { readonly kind: 'search'; readonly text: string }
	| { readonly kind: 'event'; readonly eventId: string };

const key = 'lookUp.recent';
const most = 10;

/** What was looked up last, newest first, kept with the workspace. */
export class RecentTargets {
	readonly #memento: Memento;

	constructor(memento: Memento) {
		this.#memento = memento;
	}

	/** Keys of the targets. */
	list(): readonly string[] {
		const stored = this.#memento.get<unknown>(key);
		return Array.isArray(stored) ? stored.filter((item) => typeof item === 'string') : [];
	}

	add(target: LookUpTarget): void {
		const added = targetKey(target);
		const list = [added, ...this.list().filter((item) => item !== added)].slice(0, most);
		void this.#memento.update(key, list);
	}
}

/** A text that only the same target has. */
export function targetKey(target: LookUpTarget): string {
	switch (target.kind) {
		case 'resource':
			return `resource ${target.arn}`;
		case 'caller':
			return `caller ${target.caller}`;
		case 'search':
			return `search ${target.text}`;
		case 'event':
			return `event ${target.eventId}`;
	}
}

/** Splits items into those looked up lately, in that order, and the others. */
export function recentFirst<T extends { readonly target: LookUpTarget }>(
	items: readonly T[],
	recent: readonly string[],
): { readonly before: readonly T[]; readonly after: readonly T[] } {
	const rank = new Map(recent.map((item, index) => [item, index]));
	const ranked = items.map((item) => ({ item, rank: rank.get(targetKey(item.target)) }));
	return {
		before: ranked
			.filter((each): each is { item: T; rank: number } => each.rank !== undefined)
			.sort((a, b) => a.rank - b.rank)
			.map(({ item }) => item),
		after: ranked.filter((each) => each.rank === undefined).map(({ item }) => item),
	};
}
