import type { CodeContext, CodeProperty, CodeResource, CodeText } from './codeResource.ts';
import { createDetector, withArns } from './detect.ts';
import type { Detector } from './detector.ts';
import type { Grammars } from './grammars.ts';
import { type CodeLanguage, languageOf } from './language.ts';
import { mentionsImageBuilder } from './prefilter.ts';
import { applyEdits, editBetween, type TextEdit } from './textEdit.ts';

/**
 * A document that is being edited. A keystroke costs what changed; while the code cannot be read,
 * what was last found and still stands there is kept.
 */
export class CodeDocument {
	readonly #grammars: Grammars;
	readonly #document: CodeText;
	readonly #context: CodeContext;
	#text: string;
	#detector: Detector | undefined;
	#language: CodeLanguage | undefined;
	#last: readonly CodeResource[] = [];
	#disposed = false;

	constructor(grammars: Grammars, document: CodeText, context: CodeContext = {}) {
		this.#grammars = grammars;
		this.#document = document;
		this.#context = context;
		this.#text = document.text;
	}

	get text(): string {
		return this.#text;
	}

	/** The whole text anew, or what changed of it, each edit on the result of the last. */
	update(change: string | readonly TextEdit[]): void {
		const text = typeof change === 'string' ? change : applyEdits(this.#text, change);
		const edit = editBetween(this.#text, text);
		if (edit) {
			this.#text = text;
			this.#last = this.#last.flatMap((resource) => moved(resource, edit) ?? []);
		}
	}

	/**
	 * All definitions and mentions in the text as it is now, in order.
	 * @throws what loading a grammar throws.
	 */
	async resources(): Promise<readonly CodeResource[]> {
		if (!mentionsImageBuilder(this.#text)) {
			this.#last = [];
			return [];
		}
		const language = languageOf({ ...this.#document, text: this.#text });
		if (language !== this.#language) {
			const detector = await createDetector(this.#grammars, language);
			this.#detector?.dispose();
			this.#detector = detector;
			this.#language = language;
		}
		if (this.#disposed) {
			this.#detector?.dispose();
			return [];
		}
		const text = this.#text;
		this.#detector?.update(text);
		const found = this.#detector?.resources(this.#context) ?? [];
		const kept = this.#detector?.broken ? stillThere(this.#last, found, text) : [];
		this.#last = [...found, ...kept].filter(({ form }) => form !== 'arn');
		return withArns(text, [...found, ...kept]);
	}

	dispose(): void {
		this.#disposed = true;
		this.#detector?.dispose();
		this.#detector = undefined;
	}
}

/** What was found before, is not found now, and whose text is all there. */
function stillThere(
	before: readonly CodeResource[],
	now: readonly CodeResource[],
	text: string,
): readonly CodeResource[] {
	return before.filter(
		({ form, start, end, bodyStart = start, bodyEnd = end }) =>
			!now.some((one) => one.start < end && one.end > start) &&
			!/^\w\w|\w\w$/.test(text.slice(start - 1, start + 1) + text.slice(end - 1, end + 1)) &&
			(form === 'reference' || /imagebuilder/i.test(text.slice(bodyStart, bodyEnd))),
	);
}

/** The resource at its place after an edit; undefined where the edit touched what names it. */
function moved(resource: CodeResource, edit: TextEdit): CodeResource | undefined {
	const { start, end, bodyStart, bodyEnd, properties } = resource;
	if (edit.start < end && edit.end > start) {
		return undefined;
	}
	return {
		...resource,
		start: movedStart(start, edit),
		end: movedEnd(end, edit),
		...(bodyStart !== undefined && { bodyStart: movedStart(bodyStart, edit) }),
		...(bodyEnd !== undefined && { bodyEnd: movedEnd(bodyEnd, edit) }),
		...(properties && {
			properties: properties
				.filter((property) => edit.start > property.end || edit.end < property.start)
				.map((property) => movedProperty(property, edit)),
		}),
	};
}

function movedProperty(property: CodeProperty, edit: TextEdit): CodeProperty {
	return {
		...property,
		start: movedStart(property.start, edit),
		end: movedEnd(property.end, edit),
		valueStart: movedStart(property.valueStart, edit),
		valueEnd: movedEnd(property.valueEnd, edit),
	};
}

/** Where a range's start comes to be: text put right before it moves it. */
function movedStart(offset: number, { start, end, text }: TextEdit): number {
	return offset >= end ? offset + text.length - (end - start) : Math.min(offset, start);
}

/** Where a range's end comes to be: text put right behind it does not move it. */
function movedEnd(offset: number, { start, end, text }: TextEdit): number {
	return offset <= start ? offset : Math.max(start, offset + text.length - (end - start));
}
