import { numberText } from './locale.ts';
import { t } from './translate.ts';

// what can hide, reorder or break text; tab and line feed may stay
const deceiving =
	/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u3164\uffa0]|\u115f|\u1160|\u17b4|\u17b5|[\u180b-\u180f]/gu;

/**
 * Untrusted text for more than one line: control, bidi and invisible characters become their code
 * points, such as `⟨U+202E⟩`, and what is beyond `limit` characters is counted, not shown.
 */
export function visibleText(text: string, limit = 20_000): string {
	const shown = text.length > limit ? text.slice(0, limit) : text;
	const visible = shown.replace(deceiving, (character) =>
		character === '\n' || character === '\t' ? character : codePoint(character),
	);
	return text.length > limit
		? `${visible}… (${t('{0} more characters', numberText(text.length - limit))})`
		: visible;
}

function codePoint(character: string): string {
	const code = character.codePointAt(0) ?? 0;
	return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
