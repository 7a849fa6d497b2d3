import type { AccountNames } from '../model/accountText.ts';
import type { CallOrder, CallTotal } from '../model/query.ts';
import type { KnownValues } from '../model/queryCompletion.ts';
import type { CallDetail } from './callDetail.ts';
import type { Layout } from './layout.ts';
import type { ListedCall } from './listedCall.ts';
import type { HistoryTarget, PanelFilter, PanelState } from './target.ts';
import type { Timeline } from './timeline.ts';
import type { FetchAsk, WayOut, WayOutName } from './waysOut.ts';

/** Calls a page asks for at a time: so few that to take them holds up no frame. */
export const pageSize = 200;
/** Calls that come first: what a tall window shows. The more there are, the later they come. */
export const firstPageSize = 60;

/** What can be taken away of one call. */
export const callDeeds = ['copyEventCommand', 'copyIncidentCard', 'openEventInConsole'] as const;
export type CallDeed = (typeof callDeeds)[number];

/** In place of calls: why there are none to show, and what to do about it. */
export interface Notice {
	readonly severity: 'info' | 'error';
	readonly title: string;
	readonly lines: readonly string[];
	readonly ways: readonly WayOut[];
}

/** The top of the page. Texts may come from records: they are shown as text only. */
export interface Heading {
	readonly title: string;
	/** `Image pipeline`, `Caller`, ... */
	readonly kind: string;
	/** Given where the target is one resource or a pattern. */
	readonly arn?: string;
	/** Account and Region, or the words for several. */
	readonly place?: string;
	readonly sample: boolean;
	readonly syncing: boolean;
	/** Given where calls may be of several accounts or Regions. */
	readonly places?: PlaceNames;
}

/** How to call the places of calls. */
export interface PlaceNames {
	/** By ids. */
	readonly accounts: AccountNames;
	/** All are of one account: its name would say nothing. */
	readonly oneAccount: boolean;
}

/** All calls of a target, whatever the filter. */
export interface TargetCounts {
	readonly calls: CallTotal;
	readonly changes: CallTotal;
	/** Those of reads too where reads are shown. */
	readonly failures: CallTotal;
}

/** What is known of a target, whatever the filter. */
export interface TargetSummary {
	readonly counts: TargetCounts;
	/** First day with a call that is known, `YYYY-MM-DD` in local time. */
	readonly firstDay?: string;
	/** Time of the last call, ISO 8601. */
	readonly lastCall?: string;
	/** What has been read and what not, one sentence each. */
	readonly coverage: readonly string[];
}

/** What takes longer to know of a list than its first rows. */
export interface ListFacts {
	/** Of the list that it is about. */
	readonly generation: number;
	/** How many calls the filter lets through. */
	readonly matching: CallTotal;
	readonly target: TargetSummary;
}

/** All that the page shows first, as of one moment. */
export interface HistorySnapshot {
	/** Grows when target or filter change: rows of another generation are of another list. */
	readonly generation: number;
	readonly state: PanelState;
	readonly heading: Heading;
	/** The first page, in the order of the state. */
	readonly calls: readonly ListedCall[];
	readonly next?: string;
	/** Given where nothing had to be counted for them; else they follow. */
	readonly facts?: ListFacts;
	readonly notice?: Notice;
	/** What is wrong with the query, in words. */
	readonly problems?: readonly string[];
	/** Is there something to go back to, and forth? */
	readonly canGo?: { readonly back: boolean; readonly forward: boolean };
}

/** A filter that somebody kept; names are unique. */
export interface NamedFilter {
	readonly name: string;
	readonly changesOnly: boolean;
	readonly text: string;
}

/** What an answer to a request of the page holds. */
export interface CallRows {
	readonly calls: readonly ListedCall[];
	readonly next?: string;
}

/** What the page asks for, and what it gets. `null` is for deeds without a result. */
export interface PageRequests {
	/** More rows, at most `pageSize`, of the given generation. */
	rows: {
		readonly ask: { readonly generation: number; readonly after: string; readonly limit: number };
		readonly answer: CallRows;
	};
	/** How the calls of the list spread over time; null where there is nothing to show. */
	timeline: { readonly ask: { readonly generation: number }; readonly answer: Timeline | null };
	detail: { readonly ask: { readonly eventId: string }; readonly answer: CallDetail };
	/** What a query can be completed with. */
	known: { readonly ask: Readonly<Record<string, never>>; readonly answer: KnownValues };
	/** Asks for a name and keeps the filter under it. */
	saveFilter: { readonly ask: Readonly<Record<string, never>>; readonly answer: null };
	deleteFilter: { readonly ask: { readonly name: string }; readonly answer: null };
	/** Filters the tree like the list. */
	shareFilter: { readonly ask: Readonly<Record<string, never>>; readonly answer: null };
	/** Something that is done with one call. */
	callDeed: {
		readonly ask: { readonly deed: CallDeed; readonly eventId: string };
		readonly answer: null;
	};
	/** Writes the listed calls to a file. */
	exportCalls: { readonly ask: Readonly<Record<string, never>>; readonly answer: null };
	/** Two calls in VS Code's diff editor. */
	compare: {
		readonly ask: { readonly before: string; readonly after: string };
		readonly answer: null;
	};
	/** What the resource was right after the call, as a document. */
	showState: {
		readonly ask: { readonly arn: string; readonly time: string };
		readonly answer: null;
	};
	/** Opens the whole record in a read-only editor. */
	openRecord: { readonly ask: { readonly eventId: string }; readonly answer: null };
	copy: { readonly ask: { readonly text: string }; readonly answer: null };
	revealInCode: { readonly ask: { readonly arn: string }; readonly answer: null };
	openInConsole: { readonly ask: { readonly arn: string }; readonly answer: null };
	wayOut: {
		readonly ask: { readonly run: WayOutName; readonly fetch?: FetchAsk };
		readonly answer: null;
	};
}

export type PageMethod = keyof PageRequests;

export interface HostError {
	readonly code: string;
	readonly message: string;
}

export type FromWebviewMessage =
	/** Sent first, whenever the page starts. */
	| { readonly type: 'ready' }
	| { readonly type: 'open'; readonly target: HistoryTarget }
	| { readonly type: 'filter'; readonly filter: PanelFilter }
	/** The detail was opened or, without an id, closed: to be remembered. */
	| { readonly type: 'select'; readonly eventId?: string }
	/** First row in sight: to be remembered. */
	| { readonly type: 'scroll'; readonly row: number }
	| { readonly type: 'pin'; readonly pinned: boolean }
	/** The list is to begin at its other end. */
	| { readonly type: 'order'; readonly order: CallOrder }
	/** Back to what was looked at before, or forth again. */
	| { readonly type: 'go'; readonly by: -1 | 1 }
	| { readonly type: 'layout'; readonly layout: Layout }
	| {
			readonly [M in PageMethod]: {
				readonly type: 'request';
				readonly id: number;
				readonly method: M;
				readonly ask: PageRequests[M]['ask'];
			};
	  }[PageMethod];

export type ToWebviewMessage =
	/** The first: the user's language, texts in it by the English ones, zone, and how the list is laid out. */
	| {
			readonly type: 'init';
			/** As VS Code spells it: `de`, `zh-cn`. */
			readonly locale: string;
			readonly texts: Readonly<Record<string, string>>;
			/** Of the machine that the host runs on, see `hostZone`. */
			readonly zone?: string;
			readonly layout: Layout;
			readonly filters: readonly NamedFilter[];
	  }
	| { readonly type: 'snapshot'; readonly snapshot: HistorySnapshot }
	/** Of the last snapshot's list; takes the place of any before. */
	| { readonly type: 'facts'; readonly facts: ListFacts }
	/** The store could not be asked; what the page shows stays. */
	| { readonly type: 'failed'; readonly state: PanelState; readonly notice: Notice }
	| { readonly type: 'answer'; readonly id: number; readonly ok: true; readonly value: unknown }
	| {
			readonly type: 'answer';
			readonly id: number;
			readonly ok: false;
			readonly error: HostError;
	  };
