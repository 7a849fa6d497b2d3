import { arnMatcher, isPattern, normaliseName, parseArn } from '../model/arn.ts';
import type { ResourceSummary } from '../model/query.ts';
import type { CodeResource } from './codeResource.ts';

/**
 * How sure it is that a resource is what the code means: the code or a state gives its ARN; kind
 * and whole name are the same; the name fits what is known of it.
 */
export type Certainty = 'arn' | 'name' | 'pattern';

export interface CodeMatch {
	readonly certainty: Certainty;
	/** All that fit, the one called last first. Versions and builds of one resource are several. */
	readonly candidates: readonly ResourceSummary[];
	/** Do the candidates belong to more than one resource (name, Region, account)? */
	readonly ambiguous: boolean;
}

export interface MatchOptions {
	/** Take resources of these only, where the code does not say. */
	readonly accountIds?: readonly string[];
	readonly region?: string;
	/** The user's choice among several: `account:region:kind/name`, see `identityOf`. */
	readonly chosen?: string;
}

/**
 * The known resources that a definition or mention may mean.
 * @returns undefined where none fits.
 */
export function matchResources(
	code: CodeResource,
	known: readonly ResourceSummary[],
	options: MatchOptions = {},
): CodeMatch | undefined {
	const { pattern } = code;
	if (pattern === undefined) {
		return undefined;
	}
	const fits = arnMatcher(pattern);
	const inScope = known.filter(
		({ arn, accountId, region }) =>
			fits(arn) &&
			(options.accountIds === undefined || options.accountIds.includes(accountId)) &&
			(options.region === undefined || region === options.region),
	);
	const chosen = inScope.filter(({ arn }) => identityOf(arn) === options.chosen);
	const candidates = (chosen.length > 0 ? chosen : inScope).toSorted(newestFirst);
	if (candidates.length === 0) {
		return undefined;
	}
	return {
		certainty: certaintyOf(code, pattern),
		candidates,
		ambiguous: new Set(candidates.map(({ arn }) => identityOf(arn))).size > 1,
	};
}

/** `account:region:kind/name`: the same for all versions and builds of a resource. */
export function identityOf(arn: string): string {
	const parsed = parseArn(arn);
	return parsed ? `${parsed.owner}:${parsed.region}:${parsed.kind}/${parsed.name}` : arn;
}

function certaintyOf(code: CodeResource, pattern: string): Certainty {
	const parsed = parseArn(pattern);
	if (!pattern.includes('*') && !isPattern(pattern)) {
		return 'arn';
	}
	const isWhole =
		parsed !== undefined &&
		!parsed.name.includes('*') &&
		(code.name === undefined || normaliseName(code.name) === parsed.name);
	return isWhole ? 'name' : 'pattern';
}

function newestFirst(one: ResourceSummary, other: ResourceSummary): number {
	return (
		(other.lastCall ?? '').localeCompare(one.lastCall ?? '') ||
		compareVersions(other.arn, one.arn) ||
		one.arn.localeCompare(other.arn)
	);
}

/** By version, then build, number by number. */
function compareVersions(one: string, other: string): number {
	const [left, right] = [numbersOf(one), numbersOf(other)];
	for (let at = 0; at < Math.max(left.length, right.length); at++) {
		const difference = (left[at] ?? -1) - (right[at] ?? -1);
		if (difference !== 0) {
			return difference;
		}
	}
	return 0;
}

function numbersOf(arn: string): readonly number[] {
	const parsed = parseArn(arn);
	return [...(parsed?.version?.split('.') ?? []), parsed?.build ?? '-1'].map(
		(part) => Number.parseInt(part, 10) || 0,
	);
}
