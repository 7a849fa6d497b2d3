import { arnMatcher, isPattern } from '../model/arn.ts';
import type { Connection } from './connection.ts';
import { lastReservedTopic } from './schema.ts';

interface TopicRow {
	readonly id: number;
	readonly arn: string;
}

/** The topics of an ARN, or of all ARNs that a pattern stands for. */
export function topicsOfArn(connection: Connection, pattern: string): number[] {
	const matches = arnMatcher(pattern);
	const start = literalStart(pattern);
	return connection
		.all<TopicRow>(
			'SELECT id, arn FROM topic WHERE id > ? AND arn >= ? AND arn < ?',
			lastReservedTopic,
			start,
			`${start}\u{10FFFF}`,
		)
		.filter(({ arn }) => matches(arn))
		.map(({ id }) => id);
}

/** The part of a pattern that every match begins with. */
function literalStart(pattern: string): string {
	if (!isPattern(pattern)) {
		return pattern;
	}
	const star = pattern.indexOf('*');
	const head = star < 0 ? pattern : pattern.slice(0, star);
	// an x in the version stands for a number
	return head.slice(0, /\/[0-9.]*x[0-9x./]*$/.exec(head)?.index ?? head.length);
}
