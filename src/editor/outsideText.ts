import { callerText, relativeTime } from '../model/describe.ts';
import type { CodeVerdict } from '../model/outsideCode.ts';
import { plainText } from '../model/plainText.ts';
import type { Translate } from '../model/translate.ts';
import { originWord } from './lensText.ts';

/** An outside change as one sentence of plain text. */
export function outsideText(
	{ changes, deploy }: Extract<CodeVerdict, { kind: 'outside' }>,
	now: number,
	t: Translate,
): string {
	const [last, ...others] = changes;
	const sentence = t(
		'Changed outside code {0} by {1} · {2}: {3}.',
		relativeTime(last.eventTime, now, t),
		callerText(last.caller),
		originWord(last, t),
		plainText(last.eventName, 80),
	);
	const more = others.length === 0 ? '' : ` ${t('{0} more since the last deploy.', others.length)}`;
	const when = relativeTime(deploy.eventTime, now, t);
	return `${sentence}${more} ${t('Last deploy from code {0}.', when)}`;
}
