import type { CodeResource } from '../iac/codeResource.ts';
import { type CodeMatch, identityOf, matchResources } from '../iac/matching.ts';
import type { AllowedOrigin } from '../model/allowedOrigins.ts';
import { parseArn, type ResourceKind } from '../model/arn.ts';
import { connectionParts } from '../model/connectionPlaces.ts';
import type { History } from '../model/history.ts';
import type { SettingCall } from '../model/propertyHistory.ts';
import type { ResourceSummary } from '../model/query.ts';
import { type CodeFacts, readCodeFacts } from './codeFacts.ts';
import { readSettingCalls } from './settingCalls.ts';

type Asked = 'calls' | 'count' | 'resources' | 'record' | 'connection';

export interface CodeHistoryDeps {
	readonly history: Pick<History, Asked>;
	/** What the workspace allows beside its code. */
	allowed(): readonly AllowedOrigin[];
	/** The user's choice of a resource for what code calls so: see `identityOf`. */
	chosen(key: string): string | undefined;
	readonly now?: () => number;
}

/**
 * Answers what surfaces in code ask of the history, from the local store only. Answers are kept
 * until `forget`, for whenever the history changes, so that scrolling and typing ask nothing twice.
 */
export class CodeHistory {
	readonly #deps: CodeHistoryDeps;
	readonly #known = new Map<string, Promise<readonly ResourceSummary[]>>();
	readonly #facts = new Map<string, Promise<Omit<CodeFacts, 'match'>>>();
	readonly #settings = new Map<string, Promise<readonly SettingCall[]>>();

	constructor(deps: CodeHistoryDeps) {
		this.#deps = deps;
	}

	/** Forgets all answers: they may no longer be true. */
	forget(): void {
		this.#known.clear();
		this.#facts.clear();
		this.#settings.clear();
	}

	/**
	 * The known resources that code means.
	 * @param key what the choice of the user is kept by, see `choiceKey`; without it none counts
	 */
	async match(resource: CodeResource, key?: string): Promise<CodeMatch | undefined> {
		if (resource.pattern === undefined) {
			return undefined;
		}
		const known = await this.#knownOf(resource.kind, resource.pattern);
		if (key === undefined) {
			return matchResources(resource, known);
		}
		const chosen = this.#deps.chosen(key);
		const match = matchResources(resource, known, chosen === undefined ? {} : { chosen });
		const accountIds = connectionParts(this.#deps.history.connection).flatMap(
			({ accountId }) => accountId ?? [],
		);
		if (!match?.ambiguous || accountIds.length === 0) {
			return match;
		}
		// code is seldom of another account than those it is worked on with
		const ours = matchResources(resource, known, { accountIds });
		return ours && !ours.ambiguous ? ours : match;
	}

	/**
	 * What is known of a definition.
	 * @returns undefined where no known resource fits. Of an ambiguous match only the candidates.
	 */
	async facts(
		resource: CodeResource,
		key: string,
	): Promise<CodeFacts | { readonly match: CodeMatch; readonly arn?: undefined } | undefined> {
		const match = await this.match(resource, key);
		const arn = match && meantArn(resource, match);
		if (!match || arn === undefined) {
			return undefined;
		}
		if (match.ambiguous) {
			return { match };
		}
		const { tool } = resource;
		const owner = tool === 'text' || resource.kind === 'image' ? undefined : tool;
		const facts = kept(this.#facts, `${owner} ${arn}`, () =>
			readCodeFacts(this.#deps.history, {
				...{ arn, owner, allowed: this.#deps.allowed(), now: (this.#deps.now ?? Date.now)() },
			}),
		);
		return { ...(await facts), match };
	}

	/** The calls that set the properties of a resource, see `readSettingCalls`. */
	settings(arn: string): Promise<readonly SettingCall[]> {
		return kept(this.#settings, arn, () => readSettingCalls(this.#deps.history, arn));
	}

	#knownOf(kind: ResourceKind, pattern: string): Promise<readonly ResourceSummary[]> {
		const kinds: readonly ResourceKind[] = pattern.includes(':workflow/*')
			? ['workflow/build', 'workflow/test', 'workflow/distribution']
			: [kind];
		return kept(this.#known, kinds.join(), () => this.#deps.history.resources({ kinds }));
	}
}

/** What to ask the store for: the resource that fits, in the versions that the code means. */
export function meantArn(resource: CodeResource, match: CodeMatch): string | undefined {
	const [first] = match.candidates;
	const parsed = first && parseArn(first.arn);
	if (!first || !parsed) {
		return undefined;
	}
	const { partition, region, owner, kind, name } = parsed;
	const wanted = resource.pattern === undefined ? undefined : versionOf(resource.pattern);
	const tail = wanted === undefined ? '' : `/${wanted}`;
	return `arn:${partition}:imagebuilder:${region}:${owner}:${kind}/${name}${tail}`;
}

/** `1.0.x` or `1.0.0/1`, of whatever follows the name in an ARN. */
function versionOf(pattern: string): string | undefined {
	const parsed = parseArn(pattern);
	if (parsed) {
		const { version, build } = parsed;
		return version === undefined || build === undefined ? version : `${version}/${build}`;
	}
	return /\/([0-9x*]+(?:\.[0-9x*]+){2})$/.exec(pattern)?.[1];
}

/** The resources among which a user can choose, the one called last first. */
export function choices(match: CodeMatch): readonly ResourceSummary[] {
	const seen = new Set<string>();
	return match.candidates.filter(({ arn }) => {
		const identity = identityOf(arn);
		return !seen.has(identity) && seen.add(identity);
	});
}

/** The promise that is kept for a key, else a new one; a failure is not worth keeping. */
function kept<T>(
	promises: Map<string, Promise<T>>,
	key: string,
	ask: () => Promise<T>,
): Promise<T> {
	const known = promises.get(key);
	if (known) {
		return known;
	}
	const asked = ask();
	promises.set(key, asked);
	asked.catch(() => {
		if (promises.get(key) === asked) {
			promises.delete(key);
		}
	});
	return asked;
}
