import type { Call } from '../model/call.ts';
import type { Coverage } from '../model/coverage.ts';
import type { CallFilter, CallGroup, ResourceSummary } from '../model/query.ts';
import type { ResourceGroupId } from '../model/resourceNames.ts';

/** What every row has. `id` is made from the row's place in the tree, so expansion survives. */
interface Node {
	readonly id: string;
	readonly parent?: TreeNode;
}

/** An account and Region; only where there is more than one. */
export interface PlaceNode extends Node {
	readonly type: 'place';
	readonly accountId: string;
	readonly region: string;
	/** Shown with what is below it: where there are so few that all can be seen. */
	readonly open: boolean;
	readonly counts: CallGroup;
	readonly filter: CallFilter;
}

/** A group of resources of the same kind, or the calls that name no resource. */
export interface GroupNode extends Node {
	readonly type: 'group';
	readonly group: ResourceGroupId | 'other';
	/** Resources, or calls for `other`. */
	readonly size: number;
	readonly filter: CallFilter;
	readonly resources: readonly ResourceSummary[];
}

export interface ResourceNode extends Node {
	readonly type: 'resource';
	/** Lets `showHistory` and others take the row as their argument. */
	readonly arn: string;
	readonly resource: ResourceSummary;
	/** Which calls are below. */
	readonly filter: CallFilter;
}

/** Calls of one caller or of one day. */
export interface CallGroupNode extends Node {
	readonly type: 'caller' | 'day';
	/** Name of the caller; lets `showHistory` take the row as its argument. */
	readonly caller?: string;
	readonly counts: CallGroup;
	readonly filter: CallFilter;
}

export interface CallNode extends Node {
	readonly type: 'call';
	readonly eventId: string;
	readonly call: Call;
	/** The resource that the row is below, if any. */
	readonly arn?: string;
}

export interface LoadMoreNode extends Node {
	readonly type: 'loadMore';
	/** How many rows are shown so far. */
	readonly shown: number;
}

/** A sentence as a row; with a command it is a way out. */
export interface MessageNode extends Node {
	readonly type: 'message';
	readonly message: Message;
}

export type Message =
	| { readonly kind: 'no-match' }
	| { readonly kind: 'reads-hidden'; readonly reads: number }
	| { readonly kind: 'no-calls' }
	/** What was read; never empty. */
	| { readonly kind: 'coverage'; readonly coverage: readonly Coverage[] };

export interface ErrorNode extends Node {
	readonly type: 'error';
	readonly message: string;
	/** What would help, else the log. */
	readonly wayOut: 'log' | 'sign-in' | 'profile' | 'regions' | 'connections' | 'fetch';
}

export type TreeNode =
	| PlaceNode
	| GroupNode
	| ResourceNode
	| CallGroupNode
	| CallNode
	| LoadMoreNode
	| MessageNode
	| ErrorNode;
