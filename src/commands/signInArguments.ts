import type { ProfileSummary } from '../model/history.ts';

/**
 * What the AWS CLI is called with to sign in.
 * @param profile empty for the default one.
 * @param hint what the failed request said would help.
 * @returns undefined where the profile has nothing to sign in to.
 */
export function signInArguments(
	profile: string,
	hint: 'sso' | 'login' | undefined,
	kind: ProfileSummary['kind'] | undefined,
): readonly string[] | undefined {
	const way = hint ?? (kind === 'sso' || kind === 'login' ? kind : undefined);
	// a name that begins with a dash would be read as an option
	const named = profile === '' ? [] : [`--profile=${profile}`];
	switch (way) {
		case 'sso':
			return ['sso', 'login', ...named];
		case 'login':
			return ['login', ...named];
		default:
			return undefined;
	}
}
