import type { Call } from '../model/call.ts';
import { isRun } from '../model/configurationEdits.ts';
import type { Connection, History } from '../model/history.ts';
import { lastEdit } from '../model/lastEdit.ts';
import type { CallFilter, CallGroup, ResourceSummary } from '../model/query.ts';
import { resourceGroups } from '../model/resourceNames.ts';
import { dayRange } from './days.ts';
import { errorRow, failedReads, failedSources } from './errorRows.ts';
import type { CallGroupNode, GroupNode, PlaceNode, ResourceNode, TreeNode } from './rows.ts';
import { isFiltered, shownCalls, type ViewState } from './viewState.ts';

/** Calls that a row shows before `load more`, and that each `load more` adds. */
export const pageSize = 50;
/** Regions of one account that are shown open. */
const mostOpenPlaces = 3;

type Source = Pick<History, 'calls' | 'count' | 'coverage' | 'resources' | 'groups' | 'connection'>;

/** What the tree shows: asks the history and makes rows of the answers. Knows nothing of VS Code. */
export class TreeModel {
	readonly #history: Source;
	readonly #state: () => ViewState;
	readonly #now: () => number;
	/** How many calls a row shows, where that is more than a page. */
	readonly #shown = new Map<string, number>();

	constructor(history: Source, state: () => ViewState, now: () => number = Date.now) {
		this.#history = history;
		this.#state = state;
		this.#now = now;
	}

	/** Rows below a row, or the first level. A failing question is answered with an error row. */
	async children(node?: TreeNode): Promise<readonly TreeNode[]> {
		try {
			return node ? await this.#below(node) : await this.#root();
		} catch (error) {
			return [errorRow(error, node)];
		}
	}

	/** The last call that changed a resource where it was run since; undefined where no such call is known. */
	async lastEdit({ arn, resource, filter }: ResourceNode): Promise<Call | undefined> {
		const { lastChange, accountId, region } = resource;
		return lastChange && isRun(lastChange.eventName)
			? lastEdit(this.#history, { ...filter, arn, accountId, region })
			: undefined;
	}

	/** Shows one more page below a row. */
	loadMore(node: TreeNode | undefined): void {
		const id = node?.id ?? '';
		this.#shown.set(id, (this.#shown.get(id) ?? pageSize) + pageSize);
	}

	/** Back to one page everywhere, for another filter or grouping. */
	forgetPages(): void {
		this.#shown.clear();
	}

	async #root(): Promise<readonly TreeNode[]> {
		const filter = shownCalls(this.#state(), this.#now());
		const failures = connectionErrors(this.#history.connection);
		// whether the level is there must not hang on the filter: rows would lose their ids with it
		const places = await this.#history.groups('place');
		const content =
			places.length > 1 ? await this.#places(filter) : await this.#grouped(filter, undefined);
		const rows = content.length > 0 ? content : await this.#nothing(filter);
		// without any row the welcome view speaks, of troubles too
		return rows.length > 0 ? [...failures, ...rows, ...(await this.#coverage())] : [];
	}

	/** What was read is a row, so that nobody takes the unread for nothing. */
	async #coverage(): Promise<readonly TreeNode[]> {
		if (this.#history.connection.kind === 'sample') {
			return [];
		}
		const coverage = await this.#history.coverage();
		return coverage.length > 0
			? [{ type: 'message', id: 'coverage', message: { kind: 'coverage', coverage } }]
			: [];
	}

	async #places(filter: CallFilter): Promise<readonly PlaceNode[]> {
		const places = await this.#history.groups('place', filter);
		const accounts = new Set(places.map(({ key }) => key.split('/')[0]));
		const open = accounts.size === 1 && places.length <= mostOpenPlaces;
		return [...places]
			.sort((a, b) => (a.key < b.key ? -1 : 1))
			.map((place) => placeNode(place, filter, open));
	}

	async #below(node: TreeNode): Promise<readonly TreeNode[]> {
		switch (node.type) {
			case 'place':
				return this.#grouped(node.filter, node);
			case 'group':
				return node.group === 'other'
					? this.#calls(node.filter, node)
					: node.resources.map((resource) => resourceNode(resource, node));
			case 'resource':
				return this.#calls(node.filter, node, node.resource.arn);
			case 'caller':
			case 'day':
				return this.#calls(node.filter, node);
			default:
				return [];
		}
	}

	#grouped(filter: CallFilter, parent: PlaceNode | undefined): Promise<readonly TreeNode[]> {
		const { groupBy } = this.#state();
		return groupBy === 'resource'
			? this.#resourceGroups(filter, parent)
			: this.#callGroups(groupBy, filter, parent);
	}

	async #resourceGroups(
		filter: CallFilter,
		parent: PlaceNode | undefined,
	): Promise<readonly GroupNode[]> {
		const [resources, other] = await Promise.all([
			this.#history.resources(isFiltered(filter) ? { calls: filter } : {}),
			this.#history.count({ ...filter, unnamed: true }),
		]);
		const prefix = idPrefix(parent);
		const groups = resourceGroups.map(({ id, kinds }): GroupNode => {
			const members = resources
				.filter((resource) => kinds.some((kind) => kind === resource.kind))
				.sort(byLastChange);
			return {
				type: 'group',
				id: `${prefix}group:${id}`,
				group: id,
				size: members.length,
				filter,
				resources: members,
				...(parent && { parent }),
			};
		});
		const rest: GroupNode = {
			type: 'group',
			id: `${prefix}group:other`,
			group: 'other',
			size: other.calls,
			filter: { ...filter, unnamed: true },
			resources: [],
			...(parent && { parent }),
		};
		return [...groups, rest].filter((group) => group.size > 0);
	}

	async #callGroups(
		by: 'caller' | 'day',
		filter: CallFilter,
		parent: PlaceNode | undefined,
	): Promise<readonly CallGroupNode[]> {
		const groups = await this.#history.groups(by, filter);
		const prefix = idPrefix(parent);
		return [...groups]
			.sort(by === 'day' ? (a, b) => (a.key < b.key ? 1 : -1) : byChanges)
			.map((counts) => ({
				type: by,
				id: `${prefix}${by}:${counts.key}`,
				counts,
				...(by === 'caller' && { caller: counts.key }),
				filter:
					by === 'day' ? within(filter, dayRange(counts.key)) : { ...filter, caller: counts.key },
				...(parent && { parent }),
			}));
	}

	async #calls(filter: CallFilter, parent: TreeNode, arn?: string): Promise<readonly TreeNode[]> {
		const wanted = this.#shown.get(parent.id) ?? pageSize;
		const rows: TreeNode[] = [];
		let after: string | undefined;
		do {
			const page = await this.#history.calls({
				...filter,
				limit: Math.min(wanted - rows.length, 1000),
				...(after !== undefined && { after }),
			});
			for (const call of page.calls) {
				const id = `${parent.id}/call:${call.eventId}`;
				const { eventId } = call;
				rows.push({
					type: 'call',
					id,
					eventId,
					call,
					parent,
					...(arn !== undefined && { arn }),
				});
			}
			after = page.calls.length > 0 ? page.next : undefined;
		} while (after !== undefined && rows.length < wanted);
		if (after !== undefined) {
			rows.push({ type: 'loadMore', id: `${parent.id}/more`, shown: rows.length, parent });
		}
		if (rows.length === 0) {
			rows.push({
				type: 'message',
				id: `${parent.id}/none`,
				message: { kind: 'no-calls' },
				parent,
			});
		}
		return rows;
	}

	/** Says why there is no row, where there are calls that the filter or the toggle hides. */
	async #nothing(filter: CallFilter): Promise<readonly TreeNode[]> {
		const state = this.#state();
		if (isFiltered(state.filter)) {
			return [{ type: 'message', id: 'none', message: { kind: 'no-match' } }];
		}
		const { calls } = filter.readOnly === false ? await this.#history.count() : { calls: 0 };
		return calls > 0
			? [{ type: 'message', id: 'none', message: { kind: 'reads-hidden', reads: calls } }]
			: [];
	}
}

function idPrefix(parent: PlaceNode | undefined): string {
	return parent ? `${parent.id}/` : '';
}

function placeNode(counts: CallGroup, filter: CallFilter, open: boolean): PlaceNode {
	const [accountId = '', region = ''] = counts.key.split('/');
	return {
		type: 'place',
		id: `place:${counts.key}`,
		accountId,
		region,
		open,
		counts,
		filter: { ...filter, accountId, region },
	};
}

function resourceNode(resource: ResourceSummary, parent: GroupNode): ResourceNode {
	return {
		type: 'resource',
		id: `${parent.id}/${resource.arn}`,
		arn: resource.arn,
		resource,
		filter: { ...parent.filter, arn: resource.arn },
		parent,
	};
}

/** The time both ask for; the user's own bounds stay in force. */
function within(filter: CallFilter, range: { from: string; to: string }): CallFilter {
	return {
		...filter,
		from: filter.from !== undefined && filter.from > range.from ? filter.from : range.from,
		to: filter.to !== undefined && filter.to < range.to ? filter.to : range.to,
	};
}

function byChanges(a: CallGroup, b: CallGroup): number {
	return b.changes - a.changes || b.calls - a.calls || (a.key < b.key ? -1 : 1);
}

function byLastChange(a: ResourceSummary, b: ResourceSummary): number {
	const changed = compare(b.lastChange?.eventTime, a.lastChange?.eventTime);
	return changed || compare(b.lastCall, a.lastCall) || compare(a.arn, b.arn);
}

function compare(a = '', b = ''): number {
	return a === b ? 0 : a < b ? -1 : 1;
}

function connectionErrors(connection: Connection): readonly TreeNode[] {
	if (connection.kind !== 'aws') {
		return [];
	}
	return [...failedReads(connection), ...failedSources(connection.sourceErrors ?? [])];
}
