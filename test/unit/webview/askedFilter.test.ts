import { describe, expect, it } from 'vitest';
import { AskedFilter } from '../../../src/webview/askedFilter.ts';

const typed = (text: string) => ({ changesOnly: true, text });

describe('AskedFilter', () => {
	it('keeps what was typed last while lists of what was typed before come', () => {
		const asked = new AskedFilter();
		expect(asked.latest).toBeUndefined();
		for (const text of ['g', 'go', 'gol']) {
			asked.ask(typed(text));
		}
		asked.listed(typed('g'));
		expect(asked.latest).toEqual(typed('gol'));
		// the host leaves out what is out of date when its turn comes
		asked.listed(typed('gol'));
		expect(asked.latest).toBeUndefined();
	});

	it('is done with a text that was typed, taken back and typed again', () => {
		const asked = new AskedFilter();
		for (const text of ['a', '', 'a']) {
			asked.ask(typed(text));
		}
		asked.listed(typed('a'));
		expect(asked.latest).toBeUndefined();
	});

	it('gives way to what the host chose', () => {
		const asked = new AskedFilter();
		asked.ask(typed('gol'));
		asked.listed(typed('of another target'));
		expect(asked.latest).toBeUndefined();
	});
});
