import type { ResourceKind } from './arn.ts';
import type { Call, OriginKind, TouchRole } from './call.ts';

/** Which calls; every given field must match. */
export interface CallFilter {
	/** ARN, or pattern with `x` and `*`. */
	readonly arn?: string;
	/** With `arn`: is the resource what the call is about, or only named by it? */
	readonly role?: TouchRole;
	/** Names of operations, any of them; `*` stands for any run of characters, case is ignored. */
	readonly eventNames?: readonly string[];
	/** Name or ARN of a caller, exactly. */
	readonly caller?: string;
	/**
	 * Callers, any of them: name, role, ARN, or the permission set of a role; `*` stands for any run
	 * of characters, case is ignored.
	 */
	readonly who?: readonly string[];
	/** One sign-in (`Caller.session`). */
	readonly session?: string;
	readonly origins?: readonly OriginKind[];
	readonly readOnly?: boolean;
	readonly failed?: boolean;
	/** Words; a call matches that has words beginning with each of them anywhere in its record. */
	readonly text?: string;
	readonly accountId?: string;
	readonly region?: string;
	/** ISO 8601, inclusive. */
	readonly from?: string;
	/** ISO 8601, exclusive. */
	readonly to?: string;
	/** Only calls that name no resource. */
	readonly unnamed?: boolean;
	/** No call that matches any of these. */
	readonly except?: CallExceptions;
}

export type CallExceptions = Pick<CallFilter, 'eventNames' | 'who' | 'origins'>;

export type CallOrder = 'newest' | 'oldest';

export interface CallQuery extends CallFilter {
	/** Which calls come first; the newest if not given. */
	readonly order?: CallOrder;
	/** 1 to 5,000; 1,000 if not given. */
	readonly limit?: number;
	/** `next` of the page before, which had the same order. */
	readonly after?: string;
}

export interface CallPage {
	/** In the order that was asked for. */
	readonly calls: readonly Call[];
	/** Given where there is more. */
	readonly next?: string;
}

export interface ResourceQuery {
	readonly kinds?: readonly ResourceKind[];
	/** Count only calls that match, and leave out resources without any. */
	readonly calls?: CallFilter;
}

export interface LastChange {
	readonly eventId: string;
	readonly eventName: string;
	readonly eventTime: string;
	/** Name of the caller. */
	readonly caller: string;
	readonly origin: OriginKind;
}

/** A resource known from calls. */
export interface ResourceSummary {
	readonly arn: string;
	readonly kind: ResourceKind;
	readonly name: string;
	readonly version?: string;
	readonly accountId: string;
	readonly region: string;
	/** Calls that name the resource, as subject or as reference. */
	readonly calls: number;
	/** Mutating calls about the resource (subject) that did not fail. */
	readonly changes: number;
	/** Calls naming the resource that failed. */
	readonly failures: number;
	/** Time of the last call. */
	readonly lastCall?: string;
	readonly lastChange?: LastChange;
}

/** A group of calls with its counts: a caller, a day, an account and Region. */
export interface CallGroup {
	/** Caller name, day `YYYY-MM-DD` in local time, or `account/region`. */
	readonly key: string;
	readonly calls: number;
	readonly changes: number;
	readonly failures: number;
	readonly lastCall: string;
}

export type GroupKey = 'caller' | 'day' | 'place';

/** A stretch of time cut into equal parts. */
export interface TimeBins {
	/** ISO 8601, inclusive. */
	readonly from: string;
	/** ISO 8601, exclusive. */
	readonly to: string;
	/** 1 to 1,000. */
	readonly bins: number;
}

/**
 * The calls of one part, each counted once: failures, reads that did not fail, and mutating calls
 * that did not fail, whatever their role for the filter's resource.
 */
export interface TimeBin {
	/** ISO 8601, inclusive. */
	readonly from: string;
	/** ISO 8601, exclusive. */
	readonly to: string;
	readonly changes: number;
	readonly reads: number;
	readonly failures: number;
}

export interface CallCounts {
	readonly calls: number;
	readonly changes: number;
	readonly failures: number;
}

/** How many calls there are, as far as they were counted. */
export interface CallTotal {
	readonly calls: number;
	/** There are more than `calls`: counting ended there. */
	readonly more: boolean;
}

/** Times of the first and the last of some calls, ISO 8601. */
export interface CallSpan {
	readonly first: string;
	readonly last: string;
}
