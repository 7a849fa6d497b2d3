import type { Event, Range, TextDocument, Uri } from 'vscode';
import type { ResourceKind } from './model/arn.ts';
import type { Call } from './model/call.ts';
import type { Coverage } from './model/coverage.ts';
import type { ImportReport, SyncReport } from './model/history.ts';
import type { CallQuery, ResourceSummary } from './model/query.ts';

/** An Image Builder resource that a document defines, refers to, or names by its ARN. */
export interface DocumentResource {
	readonly range: Range;
	readonly kind: ResourceKind;
	readonly form: 'definition' | 'reference' | 'arn';
	readonly logicalId?: string;
	readonly name?: string;
	/** ARN pattern, `*` where unknown. */
	readonly pattern?: string;
}

/** What `activate()` returns to other extensions. */
export interface ImageBuilderHistoryApi {
	readonly version: 1;
	/** Newest first. Without `arn`: all calls. `arn` may hold `x` and `*`. Throws HistoryError. */
	calls(query?: CallQuery): Promise<{ calls: readonly Call[]; next?: string }>;
	/** Resources known from calls, with counts. */
	resources(query?: { kinds?: readonly ResourceKind[] }): Promise<readonly ResourceSummary[]>;
	/** Reads what the sources have and the store has not. One run: a second caller joins it. */
	sync(options?: { signal?: AbortSignal }): Promise<SyncReport>;
	/** Files and folders of CloudTrail logs. */
	importLogs(uris: readonly Uri[]): Promise<ImportReport>;
	coverage(): Promise<readonly Coverage[]>;
	/** Definitions and mentions of Image Builder resources in a document. */
	resourcesIn(document: TextDocument): Promise<readonly DocumentResource[]>;
	readonly onDidChange: Event<void>;
}
