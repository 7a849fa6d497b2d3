import type { Page } from 'playwright-core';

/**
 * The middle of a text in the editor's visible lines, in pixels of the page. The editor cuts a
 * line into many elements by colour, so no selector finds it.
 */
export async function pointOfText(
	page: Page,
	text: string,
): Promise<{ readonly x: number; readonly y: number }> {
	const handle = await page.waitForFunction((wanted) => {
		for (const line of document.querySelectorAll('.monaco-editor .view-line')) {
			const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
			const parts: Text[] = [];
			while (walker.nextNode()) {
				parts.push(walker.currentNode as Text);
			}
			const all = parts.map((part) => part.data).join('');
			const start = all.replaceAll('\u00a0', ' ').indexOf(wanted);
			if (start < 0) {
				continue;
			}
			let rest = start + Math.floor(wanted.length / 2);
			for (const part of parts) {
				if (rest < part.length) {
					const range = document.createRange();
					range.setStart(part, rest);
					range.setEnd(part, rest + 1);
					const { left, top, width, height } = range.getBoundingClientRect();
					return { x: left + width / 2, y: top + height / 2 };
				}
				rest -= part.length;
			}
		}
		return undefined;
	}, text);
	const point = await handle.jsonValue();
	if (!point) {
		throw new Error(`The editor does not show "${text}".`);
	}
	return point;
}
