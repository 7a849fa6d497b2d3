/**
 * Whose calls are seen: those of the given accounts (the connected profile's), and always those of
 * accounts that came from imported log files.
 */
export interface Scope {
	readonly accounts: readonly string[];
}
