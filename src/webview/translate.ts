import { english, type Translate } from '../model/translate.ts';

let texts: Readonly<Record<string, string>> = {};

/** Takes the texts in the user's language, by the English ones. */
export function setTexts(translated: Readonly<Record<string, string>>): void {
	texts = translated;
}

/** The message in the user's language, as far as the host has it. */
export const t: Translate = (message, ...args) =>
	english(Object.hasOwn(texts, message) ? (texts[message] ?? message) : message, ...args);
