import { arnMatcher, parseArn } from './arn.ts';
import type { Call } from './call.ts';
import { matchesGlob } from './glob.ts';

/**
 * Who may change what code defines without code; every given field must match, and at least one is
 * given. `*` stands for any run of characters.
 */
export interface AllowedOrigin {
	/** Name, ARN or role of a caller. */
	readonly caller?: string;
	/** What the call was made with, such as `console`. */
	readonly origin?: string;
	/** ARN, pattern of one, or name of a resource. */
	readonly resource?: string;
	/** Why, for those who read it; never empty. */
	readonly reason: string;
}

const maxRules = 500;

/** Reads the rules from a setting, which people write by hand: what is no rule is left out. */
export function readAllowedOrigins(value: unknown): readonly AllowedOrigin[] {
	return Array.isArray(value) ? value.slice(0, maxRules).flatMap((one) => rule(one) ?? []) : [];
}

/** The first rule that allows a call about a resource. */
export function allowedBy(
	call: Call,
	arn: string,
	rules: readonly AllowedOrigin[],
): AllowedOrigin | undefined {
	return rules.find(
		({ caller, origin, resource }) =>
			(caller === undefined || callerTexts(call).some((text) => matchesGlob(caller, text))) &&
			(origin === undefined || matchesGlob(origin, call.origin.kind)) &&
			(resource === undefined || isResource(resource, arn)),
	);
}

function rule(value: unknown): AllowedOrigin | undefined {
	if (typeof value !== 'object' || value === null) {
		return undefined;
	}
	const { caller, origin, resource, reason } = value as Readonly<Record<string, unknown>>;
	const [who, how, what, why] = [caller, origin, resource, reason].map(text);
	// a rule that says nothing would allow everything
	if (why === undefined || (who ?? how ?? what) === undefined) {
		return undefined;
	}
	// a field of the wrong type must not make the rule wider
	if ([caller, origin, resource].some((one) => one !== undefined && text(one) === undefined)) {
		return undefined;
	}
	return {
		...(who !== undefined && { caller: who }),
		...(how !== undefined && { origin: how.toLowerCase() }),
		...(what !== undefined && { resource: what }),
		reason: why,
	};
}

function text(value: unknown): string | undefined {
	const trimmed = typeof value === 'string' ? value.trim() : '';
	return trimmed === '' || trimmed.length > 2048 ? undefined : trimmed;
}

function callerTexts({ caller }: Call): readonly string[] {
	return [caller.name, caller.arn, caller.role].filter((one) => one !== undefined);
}

function isResource(rule: string, arn: string): boolean {
	return rule.startsWith('arn:')
		? arnMatcher(rule)(arn)
		: matchesGlob(rule, parseArn(arn)?.name ?? arn);
}
