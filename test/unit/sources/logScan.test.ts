import { describe, expect, it } from 'vitest';
import { scanElements } from '../../../src/sources/logScan.ts';
import { createRandom } from '../../builders/random.ts';

function elementsOf(bytes: Uint8Array): { texts: readonly string[]; closed: boolean } {
	const texts: string[] = [];
	const { closed } = scanElements(bytes, (start, end) => {
		texts.push(Buffer.from(bytes.subarray(start, end)).toString('utf8'));
	});
	return { texts, closed };
}

const pieces = ['"', '\\', '{', '}', '[', ']', ',', ':', 'a', 'é', '💾', '\n', '\u0000', '\\"'];
const random = createRandom(11);

function anyText(): string {
	return Array.from({ length: random.below(12) }, () => random.pick(pieces)).join('');
}

function anyValue(depth: number): unknown {
	switch (random.below(depth > 0 ? 5 : 3)) {
		case 0:
			return anyText();
		case 1:
			return random.below(1000);
		case 2:
			return null;
		case 3:
			return Array.from({ length: random.below(4) }, () => anyValue(depth - 1));
		default:
			return anyObject(depth);
	}
}

function anyObject(depth: number): Record<string, unknown> {
	return Object.fromEntries(
		Array.from({ length: random.below(5) }, () => [anyText(), anyValue(depth - 1)]),
	);
}

describe('scanElements', () => {
	it('cuts as a parser does, whatever the texts, the nesting and the place in memory', () => {
		for (let round = 0; round < 1500; round++) {
			const elements = Array.from({ length: random.below(5) }, () => anyObject(3));
			const texts = elements.map((each) => JSON.stringify(each));
			const wrapped = random.pick([
				`{"Records":[${texts.join(',')}]}`,
				`[${texts.join(' ,\n')}]`,
				`{ "Events" : [ ${texts.join(',')} ], "NextToken": "}]" }`,
				texts.join('\n'),
			]);
			// Not every buffer begins at a multiple of four.
			const shift = random.below(4);
			const bytes = Buffer.from(' '.repeat(shift) + wrapped).subarray(shift);
			const { texts: found, closed } = elementsOf(bytes);
			expect(found).toEqual(texts);
			expect(closed).toBe(wrapped !== '');
		}
	});

	it('cuts documents of many blocks and chunks', () => {
		for (let round = 0; round < 20; round++) {
			const elements = Array.from({ length: 400 }, () => ({
				...anyObject(4),
				long: anyText().repeat(random.below(200)),
			}));
			const bytes = Buffer.from(JSON.stringify({ Records: elements }));
			const { texts, closed } = elementsOf(bytes);
			expect(texts.map((text) => JSON.parse(text) as unknown)).toEqual(
				JSON.parse(JSON.stringify(elements)),
			);
			expect(closed).toBe(true);
		}
	});

	it('knows at each place that a text was cut off there', () => {
		const texts = ['{"a":"x\\"}{","b":[{"c":1}]}', '{"d":"\\\\"}'];
		const bytes = Buffer.from(`{"Records":[${texts.join(',')}]}`);
		for (let length = 1; length < bytes.length; length++) {
			const cut = elementsOf(bytes.subarray(0, length));
			expect(cut.closed).toBe(false);
			expect(texts.slice(0, cut.texts.length)).toEqual(cut.texts);
		}
		expect(elementsOf(bytes)).toEqual({ texts, closed: true });
	});

	it('stops where more is closed than is open', () => {
		expect(elementsOf(Buffer.from('[{"a":1}},{"b":{"c":1}}]'))).toEqual({
			texts: ['{"a":1}'],
			closed: false,
		});
	});
});
