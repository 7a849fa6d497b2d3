import type { Frame, Page } from 'playwright-core';
import type { VscodePage } from '../test/ui/support/vscodePage.ts';

/** Moments of one opening, epoch ms. */
export interface Opening {
	/** The button of the mouse was let go. */
	readonly clicked: number;
	/** VS Code has opened the panel: its tab is there. */
	readonly opened: number;
	/** VS Code has made the webview and given it its script. */
	readonly script: number;
	/** The frame that shows rows was drawn. */
	readonly rows: number;
}

/** The page's list, as far as a look from outside needs it. */
interface ListElement extends HTMLElement {
	readonly calls: readonly unknown[];
	readonly isUpdatePending: boolean;
}

declare global {
	interface Window {
		clickedAt: number;
		openedAt: number;
		rowsAt: Promise<number>;
	}
}

/** Lets every page that comes notice when it first shows rows. */
export async function watchPages(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const hasRows = () =>
			document.querySelector('[data-rows]') ??
			document
				.querySelector('history-page')
				?.shadowRoot?.querySelector('call-grid')
				?.shadowRoot?.querySelector('[role="gridcell"]');
		window.rowsAt = new Promise((resolve) => {
			// VS Code writes the document anew, which ends animation frames that were asked for
			const timer = setInterval(() => {
				if (hasRows()) {
					clearInterval(timer);
					requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
				}
			}, 4);
		});
	});
}

/** Notes when the next click is made, and when the first tab is there after that. */
export async function watchClick(page: Page): Promise<void> {
	await page.evaluate(() => {
		const note = ({ timeStamp }: Event) => {
			window.clickedAt = performance.timeOrigin + timeStamp;
		};
		addEventListener('click', note, { capture: true, once: true });
		const watch = new MutationObserver(() => {
			if (document.querySelector('.part.editor .tabs-container .tab')) {
				window.openedAt = performance.timeOrigin + performance.now();
				watch.disconnect();
			}
		});
		watch.observe(document.body, { childList: true, subtree: true });
	});
}

export function clickedAt(page: Page): Promise<number> {
	return page.evaluate(() => window.clickedAt);
}

/** The moments of a panel that was opened where none was before, once it shows rows. */
export async function openingOf(vscode: VscodePage): Promise<Opening> {
	await vscode.panel.getByRole('gridcell').first().waitFor();
	return {
		...(await firstRows(await vscode.panelFrame())),
		clicked: await clickedAt(vscode.page),
		opened: await vscode.page.evaluate(() => window.openedAt),
	};
}

/** What the page of a new panel noticed. */
function firstRows(frame: Frame): Promise<Pick<Opening, 'script' | 'rows'>> {
	return frame.evaluate(async () => {
		const scripts = performance
			.getEntriesByType('resource')
			.filter(({ name }) => name.includes('webview.js'))
			.map((entry) => (entry as PerformanceResourceTiming).responseEnd);
		return { script: performance.timeOrigin + Math.max(...scripts), rows: await window.rowsAt };
	});
}

/** Waits for the frame that draws another list than now. @returns epoch ms, once it is drawn. */
export function otherRows(frame: Frame): Promise<() => Promise<number>> {
	return frame
		.evaluateHandle(() => {
			const page = document.querySelector('history-page');
			const grid = () => page?.shadowRoot?.querySelector<ListElement>('call-grid');
			const before = grid()?.calls;
			const drawn = new Promise<number>((resolve, reject) => {
				const start = performance.now();
				const look = () => {
					const now = grid();
					if (now && now.calls !== before && !now.isUpdatePending) {
						requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
					} else if (performance.now() - start > 10_000) {
						reject(new Error('No other rows came within 10 seconds.'));
					} else {
						requestAnimationFrame(look);
					}
				};
				requestAnimationFrame(look);
			});
			return { drawn };
		})
		.then((handle) => () => handle.evaluate(({ drawn }) => drawn));
}

/** Types into the filter. @returns ms until the new rows are drawn, and until they are counted. */
export async function keystroke(
	frame: Frame,
	text: string,
): Promise<{ readonly rows: number; readonly counted: number }> {
	const rows = await otherRows(frame);
	const box = frame.getByRole('combobox');
	const typed = await box.evaluate((element, value) => {
		const input = element as HTMLInputElement;
		const start = performance.timeOrigin + performance.now();
		input.value = value;
		input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
		return start;
	}, text);
	const drawn = await rows();
	const counted = await box.evaluate(async (element) => {
		const output = (element.getRootNode() as ShadowRoot).querySelector('output');
		while (output?.ariaBusy === 'true') {
			await new Promise((resolve) => requestAnimationFrame(resolve));
		}
		return performance.timeOrigin + performance.now();
	});
	return { rows: drawn - typed, counted: Math.max(drawn, counted) - typed };
}

/** Times between two frames, ms. */
export interface Frames {
	readonly longest: number;
	/** 99 of 100 are not longer. */
	readonly p99: number;
}

/** Watches 600 frames while the list is scrolled, and jumped in. @param speed 0: it is left alone. */
export function longestFrame(frame: Frame, speed: 0 | 1): Promise<Frames> {
	return frame.getByRole('rowgroup').evaluate(async (element, factor) => {
		let scroller: Element | null = element;
		while (scroller && scroller.scrollHeight <= scroller.clientHeight + 1) {
			scroller = scroller.parentElement;
		}
		const times: number[] = [];
		let last = await new Promise<number>(requestAnimationFrame);
		for (let step = 0; step < 600; step++) {
			scroller?.scrollBy(0, factor * (step % 60 === 0 ? 20_000 : 60));
			const now = await new Promise<number>(requestAnimationFrame);
			times.push(now - last);
			last = now;
		}
		times.sort((one, other) => other - one);
		return { longest: times[0] ?? 0, p99: times[6] ?? 0 };
	}, speed);
}
