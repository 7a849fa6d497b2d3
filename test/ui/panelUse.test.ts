import { afterEach, describe, expect, it } from 'vitest';
import { buildCall } from '../builders/call.ts';
import { FakeHistory } from '../builders/fakeHistory.ts';
import {
	numberedArn as arn,
	numberedCalls,
	numberedTouches as touches,
} from '../builders/numberedCalls.ts';
import { openPanelPage, type PanelHost } from './panelHost.ts';

describe('what is done with the list and its calls', () => {
	let host: PanelHost;

	afterEach(async () => {
		await host?.[Symbol.asyncDispose]();
	});

	async function open(history: FakeHistory, width = 1200) {
		const state = {
			target: { kind: 'all' } as const,
			filter: { changesOnly: true, text: '' },
		};
		host = await openPanelPage(history, state, { width, height: 800 });
		return host.page;
	}

	it('has its rows and cells copied, and tells VS Code what its menu opens on', async () => {
		const page = await open(new FakeHistory(numberedCalls(3)));
		const grid = page.getByRole('grid');
		await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
		const copied = async () => {
			await page.keyboard.press('ControlOrMeta+C');
			return page.evaluate(() => navigator.clipboard.readText());
		};
		await grid.focus();
		await page.keyboard.press('ArrowDown');
		expect(await copied()).toContain('UpdateImagePipeline1');
		for (let column = 0; column < 3; column++) {
			await page.keyboard.press('ArrowRight');
		}
		expect(await copied()).toBe('UpdateImagePipeline1');
		const context = async () => {
			const text = await page.locator('history-page').getAttribute('data-vscode-context');
			return text === null ? undefined : (JSON.parse(text) as Record<string, unknown>);
		};
		const menu = page.locator('.row .operation', { hasText: 'Pipeline2' });
		await menu.click({ button: 'right' });
		expect(await context()).toMatchObject({
			...{ webviewSection: 'call', cell: 'UpdateImagePipeline2', arn },
			query: 'op:UpdateImagePipeline2',
		});
		await grid.focus();
		await page.keyboard.press('ContextMenu');
		expect(await context()).toMatchObject({ cell: 'UpdateImagePipeline2' });
		await page.getByRole('combobox').click({ button: 'right' });
		expect(await context()).toBeUndefined();
		expect(host.complaints).toEqual([]);
	});

	it('keeps a call open while its list is filtered, and in sight', async () => {
		const page = await open(new FakeHistory(numberedCalls(50)));
		const grid = page.getByRole('grid');
		await grid.focus();
		for (let row = 0; row < 41; row++) {
			await page.keyboard.press('ArrowDown');
		}
		await page.keyboard.press('Enter');
		const detail = page.getByRole('region', { name: 'Detail of a call' });
		await detail.getByRole('heading', { name: 'UpdateImagePipeline41' }).waitFor();
		const query = page.getByRole('combobox');
		await query.pressSequentially('op:Update*', { delay: 120 });
		await page.getByRole('checkbox', { name: 'Show reads' }).check();
		await expect.poll(() => host.received.at(-1)?.type).not.toBe('filter');
		await detail.getByRole('heading', { name: 'UpdateImagePipeline41' }).waitFor();
		const row = page.locator('.row.active', { hasText: 'UpdateImagePipeline41' });
		await expect
			.poll(() =>
				row.evaluate((element) => {
					const { top, bottom } = element.getBoundingClientRect();
					const list = element.closest('.scroll')?.getBoundingClientRect();
					return list !== undefined && top >= list.top && bottom <= list.bottom;
				}),
			)
			.toBe(true);
		await query.fill('no-such-word');
		await page.getByText('No call matches the filter').waitFor();
		expect(await detail.isVisible()).toBe(true);
		expect(host.complaints).toEqual([]);
	});

	it('sorts by the titles of its columns beside an open call too', async () => {
		const page = await open(new FakeHistory(numberedCalls(12)), 1100);
		await page.locator('.body .row').first().click();
		await page.getByRole('region', { name: 'Detail of a call' }).waitFor();
		const title = page.getByRole('columnheader', { name: 'Operation' });
		await page.locator('call-grid.compact').waitFor();
		await title.click();
		await expect.poll(() => title.getAttribute('aria-sort')).toBe('ascending');
		expect(await page.locator('.body .row .address').first().isVisible()).toBe(true);
	});

	it.each([1200, 800])(
		'gives the detail the room that is asked for at %i pixels',
		async (width) => {
			const page = await open(new FakeHistory(numberedCalls(12)), width);
			await page.locator('.body .row').first().click();
			const detail = page.getByRole('region', { name: 'Detail of a call' });
			await detail.waitFor();
			const size = async () => {
				const box = await detail.boundingBox();
				return Math.round((width > 860 ? box?.width : box?.height) ?? 0);
			};
			const kept = () => {
				const layout = host.received.findLast(({ type }) => type === 'layout');
				return layout?.type === 'layout' ? layout.layout.detail : undefined;
			};
			const splitter = page.getByRole('separator', { name: 'Make the detail larger' });
			const before = await size();
			const box = await splitter.boundingBox();
			const [x, y] = [
				(box?.x ?? 0) + (width > 860 ? 2 : 50),
				(box?.y ?? 0) + (width > 860 ? 50 : 2),
			];
			await page.mouse.move(x, y);
			await page.mouse.down();
			await page.mouse.move(x - 80, y - 80, { steps: 3 });
			await page.mouse.up();
			await expect.poll(async () => Math.abs((await size()) - before - 80)).toBeLessThan(4);
			const dragged = await size();
			await page.keyboard.press(width > 860 ? 'ArrowLeft' : 'ArrowUp');
			await expect.poll(size).toBeGreaterThan(dragged);
			expect(await splitter.getAttribute('aria-valuenow')).toBe(String(Math.round(kept() ?? 0)));
			await page.keyboard.press('Enter');
			await expect.poll(size).toBe(before);
			expect(kept()).toBeUndefined();
			expect(host.complaints).toEqual([]);
		},
	);

	it.each([-4, 0, 4])(
		'makes a column wider by its line, %i pixels beside it too',
		async (beside) => {
			const page = await open(new FakeHistory(numberedCalls(12)));
			const title = page.getByRole('columnheader', { name: 'Who' });
			const width = async () => (await title.boundingBox())?.width ?? 0;
			const { x = 0, y = 0, width: before = 0 } = (await title.boundingBox()) ?? {};
			// the line is drawn 6 pixels before the end
			const line = x + before - 6.5;
			await page.mouse.move(line + beside, y + 12);
			await page.mouse.down();
			await page.mouse.move(line + beside + 40, y + 12, { steps: 3 });
			await page.mouse.up();
			await expect.poll(async () => Math.round((await width()) - before)).toBe(40);
			expect(await title.getAttribute('aria-sort')).toBe('none');
			await page.mouse.move(x + 5, y + 12);
			await page.mouse.down();
			await page.mouse.move(x + 90, y + 12, { steps: 3 });
			await page.mouse.up();
			expect(await page.evaluate(() => String(document.getSelection()))).toBe('');
		},
	);

	it('keeps the focus where it led back to the end', async () => {
		const page = await open(new FakeHistory(numberedCalls(3)));
		await page.locator('.body .row').first().click();
		await page.getByRole('button', { name: 'golden-ami' }).first().click();
		await page.getByRole('heading', { name: 'golden-ami' }).waitFor();
		const back = page.getByRole('button', { name: 'Back' });
		await back.press('Enter');
		await page.getByRole('heading', { name: 'All calls' }).waitFor();
		await expect.poll(() => back.getAttribute('aria-disabled')).toBe('true');
		const focused = () =>
			document.activeElement?.shadowRoot?.activeElement?.shadowRoot?.activeElement?.ariaLabel;
		expect(await page.evaluate(focused)).toContain('Back');
		const asked = () => host.received.filter(({ type }) => type === 'go').length;
		const before = asked();
		await page.keyboard.press('Enter');
		await page.keyboard.press('Tab');
		expect(asked()).toBe(before);
	});

	it('scrolls to a call that opens below the window', async () => {
		const page = await open(new FakeHistory(numberedCalls(12)), 750);
		await page.setViewportSize({ width: 750, height: 330 });
		await page.getByRole('grid').waitFor();
		await page.locator('.body .row').first().click();
		const detail = page.getByRole('region', { name: 'Detail of a call' });
		const top = () => detail.evaluate((element) => Math.round(element.getBoundingClientRect().top));
		await expect.poll(top).toBeLessThanOrEqual(1);
	});

	it('tells what is wrong with a query once it is typed, and moves nothing before', async () => {
		const page = await open(new FakeHistory(numberedCalls(12)));
		const top = async () => (await page.locator('call-grid').boundingBox())?.y;
		await page.getByRole('grid').waitFor();
		await page.waitForTimeout(300);
		const before = await top();
		const query = page.getByRole('combobox');
		await query.pressSequentially('is:');
		await expect
			.poll(() => host.received.findLast(({ type }) => type === 'filter'))
			.toMatchObject({ filter: { text: 'is:' } });
		await page.waitForTimeout(300);
		expect(await top()).toBe(before);
		await query.press('Escape');
		await page.getByText('is: needs a value.').waitFor();
	});

	it.each(['dark', 'light'])('has boxes of the browser drawn %s', async (theme) => {
		const page = await open(new FakeHistory(numberedCalls(1)));
		await page.evaluate((name) => document.body.classList.add(`vscode-${name}`), theme);
		const box = page.getByRole('checkbox', { name: 'Show reads' });
		expect(await box.evaluate((element) => getComputedStyle(element).colorScheme)).toBe(theme);
	});

	it('draws the border of a secondary button as its theme has it', async () => {
		const page = await open(new FakeHistory(numberedCalls(1)));
		await page.evaluate(() => {
			const { style } = document.documentElement;
			style.setProperty('--vscode-button-border', 'rgb(0, 0, 255)');
			style.setProperty('--vscode-button-secondaryBorder', 'rgb(1, 2, 3)');
		});
		await page.locator('.body .row').first().click();
		const button = page.getByRole('button', { name: 'Open as JSON' });
		await button.waitFor();
		expect(await button.evaluate((element) => getComputedStyle(element).borderColor)).toBe(
			'rgb(1, 2, 3)',
		);
	});

	it('tells the whole day of calls of another year', async () => {
		const year = new Date().getFullYear() - 2;
		const old = buildCall({ touches, eventTime: `${year}-12-28T22:58:00Z` });
		const page = await open(new FakeHistory([...numberedCalls(1), old]));
		await page.evaluate(() => {
			document.documentElement.style.setProperty('--vscode-font-family', 'sans-serif');
		});
		const time = page.locator('.row .when .text').last();
		await time.getByText(String(year)).waitFor();
		const [whole, shown] = await time.evaluate((text) => [text.scrollWidth, text.clientWidth]);
		expect(whole).toBe(shown);
	});
});
