import type { HistoryError } from '../model/errors.ts';
import type { ProfileSummary } from '../model/history.ts';

export interface SignInChoice {
	/** Empty: the default one. */
	readonly profile: string;
	readonly args: readonly string[];
}

/**
 * Whom to sign in: the connections whose session expired, or all where none did; only those that
 * have something to sign in to, each profile once.
 */
export function signInChoices(
	connections: readonly { readonly profile: string; readonly error?: HistoryError }[],
	profiles: readonly ProfileSummary[],
): readonly SignInChoice[] {
	const expired = connections.filter(({ error }) => error?.code === 'expired-session');
	const choices = (expired.length > 0 ? expired : connections).flatMap(({ profile, error }) => {
		const kind = profiles.find(({ name }) => name === (profile || 'default'))?.kind;
		const args = signInArguments(profile, error?.details.signIn, kind);
		return args ? [[profile, { profile, args }] as const] : [];
	});
	return [...new Map(choices).values()];
}

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
