import type { Coverage } from '../model/coverage.ts';
import type { RecordedCall } from '../model/recordedCall.ts';

/** One answer of a source. What a page covers is saved in the same transaction as its calls. */
export interface CallPage {
	readonly calls: readonly RecordedCall[];
	/** Records that could not be read, each with the reason; never with the record's body. */
	readonly unreadable: readonly string[];
	/** What is known completely once this page is saved, beyond what was known before. */
	readonly coverage: readonly Coverage[];
}
