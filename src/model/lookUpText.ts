import { isPattern, parseArn } from './arn.ts';

/** What somebody typed or pasted into the look-up. */
export type LookUpText =
	| { readonly kind: 'arn'; readonly arn: string; readonly pattern: boolean }
	| { readonly kind: 'event'; readonly eventId: string }
	| { readonly kind: 'words'; readonly words: string }
	| { readonly kind: 'nothing' };

const eventIdPattern = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Tells an ARN, a pattern of one and an event id from words; quotes and brackets around are shed. */
export function readLookUpText(text: string): LookUpText {
	const trimmed = text.trim().replace(/^["'`<(]+|["'`>),;]+$/g, '');
	if (trimmed === '') {
		return { kind: 'nothing' };
	}
	if (eventIdPattern.test(trimmed)) {
		return { kind: 'event', eventId: trimmed.toLowerCase() };
	}
	return parseArn(trimmed)
		? { kind: 'arn', arn: trimmed, pattern: isPattern(trimmed) }
		: { kind: 'words', words: text.trim() };
}
