import { findArns } from '../iac/arnDetector.ts';
import { arnMatcher } from '../model/arn.ts';

/** Offsets of a mention in a text, `end` exclusive. */
export interface TextMention {
	readonly start: number;
	readonly end: number;
}

/**
 * A finder of ARNs in texts that are the given one or can be: either may be a pattern, and a
 * resource also is mentioned by its versions and builds.
 */
export function mentionFinder(arn: string): (text: string) => readonly TextMention[] {
	const isIt = arnMatcher(arn);
	return (text) =>
		findArns(text)
			.filter(({ pattern }) => isIt(pattern) || arnMatcher(pattern)(arn))
			.map(({ start, end }) => ({ start, end }));
}
