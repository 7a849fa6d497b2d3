import type { Call } from '../model/call.ts';
import { isFailed, isRead } from './callClass.ts';
import { textHash } from './callId.ts';
import type { TopicTouch } from './topicList.ts';

/*
 * The full text index holds, for every call, its words and its properties. A property is a word
 * too, beginning with a character that no text of a record keeps, so that any filter is one question
 * to one index, answered newest first. Common parts that would match everything (`arn`, `aws`,
 * account and Region) are left out; queries know them by the place. What many calls share word by
 * word (a user agent) is a property too, and its words are looked up in a small index.
 */
const mark = '\u{E000}';
/** Stands for the dot in `10.0.3.7` and `1.0.3`, which are one word each. */
const dot = '\u{E001}';

/** Words that stand for properties of a call. */
export const property = {
	/** What they begin with, and those among them that only a record tells. */
	mark,
	sessionMark: `${mark}n`,
	place: (id: number) => `${mark}p${id}`,
	read: (is: boolean) => `${mark}r${is ? 1 : 0}`,
	failed: (is: boolean) => `${mark}f${is ? 1 : 0}`,
	caller: (id: number) => `${mark}c${id}`,
	session: (session: string) => `${mark}n${textHash(session).toString(36)}`,
	eventName: (id: number) => `${mark}e${id}`,
	origin: (number: number) => `${mark}o${number}`,
	subject: (topic: number) => `${mark}s${topic}`,
	reference: (topic: number) => `${mark}t${topic}`,
	phrase: (id: number) => `${mark}a${id}`,
	unnamed: `${mark}u`,
};

/** What the database knows a call's properties by. */
export interface CallProperties {
	readonly place: number;
	readonly callClass: number;
	readonly caller: number;
	readonly eventName: number;
	readonly origin: number;
	readonly topics: readonly TopicTouch[];
	/** Those of its shared texts that are stored once. */
	readonly phrases: readonly number[];
	/** The others. */
	readonly ownTexts: readonly string[];
}

/** Texts that a caller's other calls have too: who called, and with what. */
export function sharedTexts({ caller, origin, userAgent = '' }: Call): readonly string[] {
	const name = caller.arn === undefined ? '' : nameInArn(caller.arn);
	const { role = '', sourceIdentity = '', federatedProvider = '', invokedBy = '' } = caller;
	return [
		`${caller.name} ${role} ${name} ${sourceIdentity} ${federatedProvider} ${invokedBy}`,
		`${userAgent} ${origin.name ?? ''}`,
	];
}

/** The text of a call for the index: its properties and its words. */
export function indexText(call: Call, json: string, properties: CallProperties): string {
	const text = foldText(ownText(call, json, properties.ownTexts));
	return `${propertyWords(call, properties)} ${text}`;
}

/** All words of a call, as the index would fold them. */
export function wordsOfCall(call: Call, json: string): ReadonlySet<string> {
	return new Set(splitWords(ownText(call, json, sharedTexts(call))));
}

/** The words of a text, folded as the index folds them: no diacritics, no capitals. */
export function splitWords(text: string): string[] {
	return foldText(text)
		.normalize('NFD')
		.replaceAll(/\p{M}/gu, '')
		.toLowerCase()
		.split(notInWords)
		.filter((word) => word !== '');
}

const notInWords = /[^\p{L}\p{N}\p{Co}]+/u;

function ownText(call: Call, json: string, sharedToo: readonly string[]): string {
	const words = [
		...sharedToo,
		call.eventName,
		call.sourceIPAddress ?? '',
		call.errorCode ?? '',
		call.errorMessage ?? '',
	];
	for (const { arn } of call.touches) {
		words.push(arn.slice(resourceStart(arn)));
	}
	addRequestValues(words, json);
	return words.join(' ');
}

/** Text without our own characters, dotted numbers as one word. */
export function foldText(text: string): string {
	const own = /[\u{E000}\u{E001}]/u.test(text)
		? text.replaceAll(/[\u{E000}\u{E001}]/gu, ' ')
		: text;
	return own.replaceAll(/\d+(?:\.\d+)+/g, (number) => number.replaceAll('.', dot));
}

/** Where the account ends in an ARN: the start of the resource's own words. */
export function resourceStart(arn: string): number {
	let position = 0;
	for (let colons = 0; colons < 5; colons++) {
		const next = arn.indexOf(':', position);
		if (next < 0) {
			return position;
		}
		position = next + 1;
	}
	return position;
}

function nameInArn(arn: string): string {
	const start = resourceStart(arn);
	return arn.slice(arn.indexOf('/', start) + 1 || start);
}

function propertyWords(call: Call, properties: CallProperties): string {
	const { place, callClass, caller, eventName, origin, topics } = properties;
	const words = [
		property.place(place),
		property.read(isRead(callClass)),
		property.failed(isFailed(callClass)),
		property.caller(caller),
		property.eventName(eventName),
		property.origin(origin),
	];
	for (const phrase of properties.phrases) {
		words.push(property.phrase(phrase));
	}
	if (call.caller.session !== undefined) {
		words.push(property.session(call.caller.session));
	}
	for (const { topic, reference } of topics) {
		words.push(reference ? property.reference(topic) : property.subject(topic));
	}
	if (topics.length === 0) {
		words.push(property.unnamed);
	}
	return words.join(' ');
}

const maxRequestText = 16_384;
/** A string of JSON and the colon that makes it a key. */
const jsonString = /"((?:[^"\\]|\\.)*)"(\s*:)?/g;

/**
 * Adds the string values of `requestParameters`. The record's text is scanned rather than parsed: an
 * import would spend most of its time parsing.
 */
function addRequestValues(words: string[], json: string): void {
	const text = requestText(json);
	let skip = false;
	for (const [, value = '', colon] of text.matchAll(jsonString)) {
		if (colon !== undefined) {
			// a random token that nobody looks for, in most requests
			skip = value === 'clientToken';
		} else if (!skip && !value.startsWith('arn:')) {
			words.push(value.includes('\\') ? unescapeJson(value) : value);
		} else if (!skip) {
			words.push(value.slice(resourceStart(value)));
		}
	}
}

function unescapeJson(value: string): string {
	try {
		return String(JSON.parse(`"${value}"`));
	} catch {
		return value;
	}
}

function requestText(json: string): string {
	const key = '"requestParameters"';
	const start = json.indexOf(key) + key.length;
	if (start < key.length) {
		return '';
	}
	const open = start + (/^\s*:\s*\{/.exec(json.slice(start, start + 20))?.[0].length ?? 0);
	if (open === start) {
		return '';
	}
	const end = Math.min(closingBrace(json, open), open + maxRequestText);
	return json.slice(open, end);
}

/** Where the object that began before `position` ends. */
function closingBrace(json: string, position: number): number {
	let depth = 1;
	let inString = false;
	const limit = Math.min(json.length, position + maxRequestText);
	for (let index = position; index < limit; index++) {
		const code = json.charCodeAt(index);
		if (code === 34 /* " */) {
			inString = !inString;
		} else if (code === 92 /* \ */) {
			index++;
		} else if (!inString && code === 123 /* { */) {
			depth++;
		} else if (!inString && code === 125 /* } */ && --depth === 0) {
			return index;
		}
	}
	return limit;
}
