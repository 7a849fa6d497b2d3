import type { Call } from '../model/call.ts';
import type { FailureExplanation } from '../model/explainFailure.ts';
import type { PropertyChange } from '../model/propertyDiff.ts';
import type { HistoryTarget } from './target.ts';

/** All that is shown of one call. */
export interface CallDetail {
	readonly call: Call;
	/** The record as it came, JSON text; missing where it is not kept or too large for a page. */
	readonly record?: string;
	/** Length of a record that is too large to be sent along. */
	readonly recordLength?: number;
	/** Why it failed, and what to do about it. */
	readonly failure?: FailureExplanation;
	/** What it changed, or asked to change where it failed. */
	readonly changes?: CallChanges;
	readonly related?: readonly RelatedGroup[];
	/** The account that it was recorded in, with its name where it has one. */
	readonly account?: string;
}

/** What a call set anew, against the one before it on the same resource. */
export interface CallChanges {
	/** The resource. */
	readonly arn: string;
	/** Missing where no earlier call is known. */
	readonly before?: RelatedLink;
	readonly properties: readonly PropertyChange[];
	/** There are more. */
	readonly cut: boolean;
}

/** A call or a resource to look at next. Texts may come from records. */
export interface RelatedLink {
	readonly label: string;
	readonly detail: string;
	readonly to: { readonly eventId: string } | { readonly target: HistoryTarget };
}

export interface RelatedGroup {
	readonly title: string;
	readonly links: readonly RelatedLink[];
}
