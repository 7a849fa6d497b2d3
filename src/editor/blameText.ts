import { relativeTime } from '../model/describe.ts';
import { plainText } from '../model/plainText.ts';
import type { PropertyState } from '../model/propertyHistory.ts';
import type { JsonValue } from '../model/record.ts';
import type { Translate } from '../model/translate.ts';
import type { CodeFacts } from './codeFacts.ts';
import type { PropertyFacts } from './hoverSections.ts';
import { originWord } from './lensText.ts';

const maxValue = 60;

/**
 * What stands behind a line of a definition: who set the line's property last and to what where the
 * code says else; without a property who changed the resource last.
 */
export function blameText(
	property: PropertyFacts | undefined,
	facts: CodeFacts,
	now: number,
	t: Translate,
): string | undefined {
	const call = property ? property.history.lastSet.call : facts.lastEdit;
	if (!call) {
		return undefined;
	}
	const parts = [
		...(property?.differsFrom === undefined
			? []
			: [`⚠ ${t('set to {0}', stateText(property.history.latest, t))}`]),
		plainText(call.caller.name, 60),
		relativeTime(call.eventTime, now, t),
		originWord(call, t),
	];
	return parts.join(' · ');
}

function stateText({ value }: PropertyState, t: Translate): string {
	return value === undefined ? t('nothing') : plainText(textOf(value), maxValue);
}

function textOf(value: JsonValue): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
