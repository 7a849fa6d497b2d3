import { normaliseName } from './arn.ts';

/** Where a name stands around its first word. UTF-16 units. */
interface Shape {
	/** What is in front of the word. */
	readonly offset: number;
	readonly length: number;
}

type StandIn = () => string;

/** Words, and what stands for a sign in a part of an address: no word begins inside of it. */
const words = /%(?:2[0-9a-f]|3[adf]|40)|[\p{L}\p{N}]+/giu;
const isWord = /[\p{L}\p{N}]/u;

/**
 * Names to replace wherever a text has them as whole words. A text is looked at once, from its
 * beginning: the longest name counts, and what stands in for one is never taken for another. How
 * many names there are does not matter to the time it takes.
 */
export class KnownNames {
	/** By the first word of the names, longest first. */
	readonly #shapes = new Map<string, Shape[]>();
	readonly #exact = new Map<string, StandIn>();
	readonly #folded = new Map<string, StandIn>();

	/** A name as it is. One without letters and digits says nothing and is not looked for. */
	add(name: string, standIn: StandIn): void {
		if (!this.#exact.has(name)) {
			this.#exact.set(name, standIn);
			this.#addShape(name);
		}
	}

	/** A name that Image Builder spells its own way in ARNs: case, blanks and underscores differ. */
	addFolded(name: string, standIn: StandIn): void {
		const folded = normaliseName(name);
		if (!this.#folded.has(folded)) {
			this.#folded.set(folded, standIn);
			this.#addShape(folded);
		}
	}

	/** @param kept words that stay, in lower case. */
	replace(text: string, kept?: ReadonlySet<string>): string {
		let done = '';
		let end = 0;
		for (const { 0: word, index } of this.#shapes.size === 0 ? [] : text.matchAll(words)) {
			for (const { offset, length } of this.#shapes.get(word.toLowerCase()) ?? []) {
				const start = index - offset;
				const found = start < end ? undefined : this.#nameAt(text, start, length, kept);
				if (found !== undefined) {
					done += text.slice(end, start) + found();
					end = start + length;
					break;
				}
			}
		}
		return done + text.slice(end);
	}

	#nameAt(
		text: string,
		start: number,
		length: number,
		kept: ReadonlySet<string> | undefined,
	): StandIn | undefined {
		const name = text.slice(start, start + length);
		const goesOn = isWord.test(name.slice(-1)) && isWord.test(text.charAt(start + length));
		return name.length < length || goesOn || kept?.has(name.toLowerCase())
			? undefined
			: (this.#exact.get(name) ?? this.#folded.get(normaliseName(name)));
	}

	#addShape(name: string): void {
		const first = name.matchAll(/[\p{L}\p{N}]+/gu).next().value;
		if (!first) {
			return;
		}
		const word = first[0].toLowerCase();
		const shapes = this.#shapes.get(word) ?? [];
		if (!shapes.some(({ offset, length }) => offset === first.index && length === name.length)) {
			shapes.push({ offset: first.index, length: name.length });
			shapes.sort((one, other) => other.length - one.length);
			this.#shapes.set(word, shapes);
		}
	}
}
