import { describe, expect, it } from 'vitest';
import { bytesMentionImageBuilder, mentionsImageBuilder } from '../../../src/iac/prefilter.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the look at a file', () => {
	it.each(['imagebuilder', 'ImageBuilder', 'IMAGEBUILDER', 'imageBuilder'])(
		'sees %s wherever it stands',
		(word) => {
			for (let before = 0; before < 30; before++) {
				const text = `${'imagebui'.repeat(4).slice(0, before)}${word}${'r'.repeat(before)}`;
				expect(bytesMentionImageBuilder(bytes(text)), text).toBe(true);
				expect(mentionsImageBuilder(text), text).toBe(true);
			}
		},
	);

	it.each(['', 'image', 'image builder', 'imagebuilde', 'image-builder', '\u0000@[`{'.repeat(20)])(
		'sees nothing in %j',
		(text) => {
			expect(bytesMentionImageBuilder(bytes(text))).toBe(false);
			expect(mentionsImageBuilder(text)).toBe(false);
		},
	);

	it('tells letters from bytes that are letters but for one bit', () => {
		const odd = bytes('imagebuilder').map((byte, at) => (at === 5 ? byte ^ 0x40 : byte));
		expect(bytesMentionImageBuilder(odd)).toBe(false);
	});
});
