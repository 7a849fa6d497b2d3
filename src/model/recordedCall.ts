import type { Call } from './call.ts';

/** A call with the record it was read from. `call.sources` is empty until the store fills it. */
export interface RecordedCall {
	readonly call: Call;
	/** The record as it came, JSON text, UTF-16 length at most 2 MB. */
	readonly json: string;
}
