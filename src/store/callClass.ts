/*
 * The class of a call: three bits. Reading, failed, and (in a listing of a topic) naming the topic
 * only as a reference. 0 is what people look for: a change.
 */
const read = 1;
const failed = 2;
const reference = 4;

/** A mutating call about the resource that did not fail. */
export const changeClass = 0;
export const classCount = 8;

/** The class of a call, whatever it touches. */
export function classOf(call: { readonly readOnly: boolean; readonly errorCode?: string }): number {
	return (call.readOnly ? read : 0) | (call.errorCode === undefined ? 0 : failed);
}

/** The class of a call in the listing of a resource that it only refers to. */
export function asReference(callClass: number): number {
	return callClass | reference;
}

export function isRead(callClass: number): boolean {
	return (callClass & read) !== 0;
}

export function isFailed(callClass: number): boolean {
	return (callClass & failed) !== 0;
}

export function isReference(callClass: number): boolean {
	return (callClass & reference) !== 0;
}
