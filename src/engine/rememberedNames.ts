import type { AccountNames } from '../model/accountText.ts';
import { isObject } from '../model/record.ts';

/** What is known of an account's name. */
export interface KnownName {
	/** Of the organization. */
	readonly name?: string;
	/** Of a profile. */
	readonly profile?: string;
	/** When the organization was asked last, ms since 1970. */
	readonly asked?: number;
}

/** Where the store keeps what is known of names, for windows that start. */
export const accountNamesKey = 'account-names';

/** What `learnAccountNames` left in the store. */
export function rememberedNames(value: string | undefined): AccountNames {
	return bestNames(readNames(value));
}

/** The organization's name for an account, else a profile's. */
export function bestNames(known: ReadonlyMap<string, KnownName>): AccountNames {
	return Object.fromEntries(
		[...known].flatMap(([id, { name, profile }]) => {
			const best = name ?? profile;
			return best === undefined ? [] : [[id, best]];
		}),
	);
}

/** What the store keeps: somebody may have written anything there. */
export function readNames(value: string | undefined): Map<string, KnownName> {
	const parsed: unknown = value === undefined ? {} : JSON.parse(value);
	const entries = isObject(parsed) ? Object.entries(parsed) : [];
	return new Map(
		entries.flatMap(([id, each]) => {
			if (!/^\d{12}$/.test(id) || !isObject(each)) {
				return [];
			}
			const { name, profile, asked } = each;
			return [
				[
					id,
					{
						...(typeof name === 'string' && { name }),
						...(typeof profile === 'string' && { profile }),
						...(typeof asked === 'number' && { asked }),
					},
				] as const,
			];
		}),
	);
}
