import type { HistoryErrorDetails } from '../model/errors.ts';

type Section = Readonly<Record<string, string | undefined>>;

/** The AWS config and credentials files, as they are now. */
export interface SharedConfig {
	/** By name; a profile of both files has the settings of both, the credentials file's first. */
	readonly profiles: ReadonlyMap<string, Section>;
	/** Other sections of the config file, such as `services.local`. */
	readonly sections: ReadonlyMap<string, Section>;
	readonly separator: string;
}

/** Reads both files anew; `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` say where they are. */
export async function readSharedConfig(): Promise<SharedConfig> {
	const { loadSharedConfigFiles, CONFIG_PREFIX_SEPARATOR } = await import('./aws/sharedConfig.ts');
	const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
	const profiles = new Map<string, Section>();
	const sections = new Map<string, Section>();
	for (const [name, section] of Object.entries(configFile)) {
		const other = /^(?:sso-session|services)\./.test(name);
		(other ? sections : profiles).set(name, section);
	}
	for (const [name, section] of Object.entries(credentialsFile)) {
		profiles.set(name, { ...profiles.get(name), ...section });
	}
	return { profiles, sections, separator: CONFIG_PREFIX_SEPARATOR };
}

/** The profile that the AWS tools take when none is named. */
export function defaultProfile(env: NodeJS.ProcessEnv = process.env): string {
	return env.AWS_PROFILE || 'default';
}

/** @param profile empty for the default one. */
export function profileRegion(
	config: SharedConfig,
	profile: string,
	env: NodeJS.ProcessEnv = process.env,
): string {
	const environment = env.AWS_REGION || env.AWS_DEFAULT_REGION;
	const own = config.profiles.get(profile === '' ? defaultProfile(env) : profile)?.region;
	// a profile that was chosen by name knows better than the environment of the editor
	return (profile === '' ? environment || own : own || environment) || 'us-east-1';
}

/**
 * The endpoint that environment or profile set for a service. AWS's own clients read a profile's
 * only when that is the default one.
 * @param service `cloudtrail` or `sts`.
 */
export function configuredEndpoint(
	config: SharedConfig,
	profile: string,
	service: string,
	env: NodeJS.ProcessEnv = process.env,
): string | undefined {
	const section = config.profiles.get(profile === '' ? defaultProfile(env) : profile) ?? {};
	const ignored =
		env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS ?? section.ignore_configured_endpoint_urls;
	if (ignored?.toLowerCase() === 'true') {
		return undefined;
	}
	const services = config.sections.get(`services.${section.services ?? ''}`);
	return (
		env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ||
		env.AWS_ENDPOINT_URL ||
		services?.[`${service}${config.separator}endpoint_url`] ||
		section.endpoint_url ||
		undefined
	);
}

/** How a profile signs in. */
export type ProfileKind = 'keys' | 'role' | 'sso' | 'login' | 'process' | 'web-identity' | 'other';

export function profileKind(section: Section): ProfileKind {
	if (section.role_arn && section.web_identity_token_file) {
		return 'web-identity';
	}
	if (section.role_arn) {
		return 'role';
	}
	if (section.aws_access_key_id) {
		return 'keys';
	}
	if (section.credential_process) {
		return 'process';
	}
	if (section.sso_session || section.sso_start_url) {
		return 'sso';
	}
	return section.login_session ? 'login' : 'other';
}

/** Which profile's session a profile rests on, and how that is renewed. */
export function signInOf(config: SharedConfig, profile: string): HistoryErrorDetails {
	let name = profile === '' ? defaultProfile() : profile;
	for (let depth = 0; depth < 10; depth++) {
		const section = config.profiles.get(name);
		const source = section?.source_profile;
		if (!source || source === name) {
			const kind = section && profileKind(section);
			return {
				...(section && { profile: name }),
				...((kind === 'sso' || kind === 'login') && { signIn: kind }),
			};
		}
		name = source;
	}
	return { profile };
}
