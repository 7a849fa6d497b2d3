import type { Call } from '../model/call.ts';
import { changesText, originTitle, relativeTime } from '../model/describe.ts';
import { plainText } from '../model/plainText.ts';
import type { Translate } from '../model/translate.ts';
import { type CodeFacts, countedDays } from './codeFacts.ts';

/** What stands above a definition; undefined where there is nothing to say. */
export function lensTitle(facts: CodeFacts, now: number, t: Translate): string | undefined {
	const { lastEdit, lastRun, verdict, count } = facts;
	if (!lastEdit) {
		return lastRun && joined(who(lastRun, t('run {0}', age(lastRun, now, t)), t), sample(facts, t));
	}
	const outside = verdict?.kind === 'outside' ? ` ⚠ ${t('outside code')}` : '';
	return joined(
		`${who(lastEdit, t('changed {0}', age(lastEdit, now, t)), t)}${outside}`,
		t('{0} in {1} d', changesText(count, t), countedDays),
		sample(facts, t),
	);
}

/** The same for an ambiguous match: how many resources the code may mean. */
export function ambiguousTitle(resources: number, t: Translate): string {
	return t('{0} known resources fit · choose…', resources);
}

/** `3 d ago by alice · console` */
function who(call: Call, what: string, t: Translate): string {
	const caller = plainText(call.caller.name, 60);
	return joined(t('{0} by {1}', what, caller), originWord(call, t)) ?? '';
}

/** Within a line: only names are written with a capital. */
export function originWord({ origin }: Call, t: Translate): string {
	return origin.kind === 'console' ? t('console') : originTitle(origin.kind, t);
}

function age({ eventTime }: Call, now: number, t: Translate): string {
	return relativeTime(eventTime, now, t);
}

function sample(facts: CodeFacts, t: Translate): string | undefined {
	return facts.sample ? t('sample') : undefined;
}

function joined(...parts: readonly (string | undefined)[]): string | undefined {
	return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}
