import type { TimeRange } from './target.ts';
import type { WayOut } from './waysOut.ts';

/** Calls of one stretch of time. A failed call is no change. */
export interface TimelineBin {
	readonly changes: number;
	readonly reads: number;
	readonly failures: number;
}

/** A stretch of time of which not all is known. */
export interface TimelineGap {
	/** Epoch ms. */
	readonly from: number;
	readonly to: number;
	/**
	 * Nothing was read; not every place was read; a source could not give it; it was read, and has no
	 * log files; changes are known and reads are not.
	 */
	readonly kind: 'unread' | 'partly' | 'failed' | 'quiet' | 'changes';
}

/** The calls that the filter lets through over time; bins are of equal length. */
export interface Timeline {
	/** Epoch ms. */
	readonly from: number;
	readonly to: number;
	readonly bins: readonly TimelineBin[];
	readonly gaps: readonly TimelineGap[];
	/** What was not read, in words, and how to read it. */
	readonly gapText?: string;
	readonly ways: readonly WayOut[];
	readonly marks: readonly TimelineMark[];
}

interface MarkBase {
	/** Epoch ms; the middle of what several stand for. */
	readonly time: number;
	readonly kind: 'version' | 'deploy';
	readonly title: string;
}

/** A new version or a deploy, which leads to its call. */
export interface CallMark extends MarkBase {
	readonly eventId: string;
}

/** Several of them, too close to be told apart, which lead to their part of time. */
export interface GroupMark extends MarkBase {
	readonly range: TimeRange;
}

/** Something to find one's way by. */
export type TimelineMark = CallMark | GroupMark;
