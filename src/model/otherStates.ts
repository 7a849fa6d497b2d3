/**
 * Of moments, those at which the state is another one: from one call to the next nothing changes.
 * @param changes when it changed, ISO 8601
 */
export function otherStates<T extends { readonly time: string }>(
	moments: readonly T[],
	changes: readonly string[],
	than: string,
): readonly T[] {
	const state = (time: string) => {
		const at = Date.parse(time);
		return changes.filter((change) => Date.parse(change) <= at).length;
	};
	const known = state(than);
	return moments.filter(({ time }) => state(time) !== known);
}
