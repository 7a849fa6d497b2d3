import { afterEach, describe, expect, it } from 'vitest';
import { HistoryError } from '../../src/model/errors.ts';
import type { HistoryTarget } from '../../src/protocol/target.ts';
import { buildCall } from '../builders/call.ts';
import { FakeHistory } from '../builders/fakeHistory.ts';
import { hostileTexts } from '../builders/hostile.ts';
import {
	numberedArn as arn,
	numberedCalls,
	numberedTouches as touches,
} from '../builders/numberedCalls.ts';
import { openPanelPage, type PanelHost } from './panelHost.ts';

const all: HistoryTarget = { kind: 'all' };

describe('the history page', () => {
	let host: PanelHost;

	afterEach(async () => {
		await host?.[Symbol.asyncDispose]();
	});

	async function open(
		history: FakeHistory,
		{ target = all, width = 1200 }: { target?: HistoryTarget; width?: number } = {},
	) {
		const state = { target, filter: { changesOnly: true, text: '' } };
		host = await openPanelPage(history, state, { width, height: 800 });
		return host.page;
	}

	it('draws only the rows in sight, and loads more on the way down', async () => {
		const page = await open(new FakeHistory(numberedCalls(1000)));
		const grid = page.getByRole('grid');
		await grid.waitFor();
		expect(await grid.getAttribute('aria-rowcount')).toBe('1001');
		expect(await page.locator('.body .row').count()).toBeLessThan(80);
		await grid.focus();
		const lastActive = async () => {
			await page.keyboard.press('End');
			return page.locator('.row.active .operation').textContent();
		};
		await expect.poll(lastActive, { timeout: 30_000 }).toBe('UpdateImagePipeline999');
		expect(await page.locator('.body .row').count()).toBeLessThan(80);
		expect(host.complaints).toEqual([]);
	});

	it('is walked by keyboard: rows, cells, detail and back', async () => {
		const page = await open(new FakeHistory(numberedCalls(30)));
		const grid = page.getByRole('grid');
		await grid.focus();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('ArrowDown');
		await expect.poll(() => grid.getAttribute('aria-activedescendant')).toBe('row-2');
		await page.keyboard.press('ArrowRight');
		await expect.poll(() => grid.getAttribute('aria-activedescendant')).toBe('cell-2-0');
		await page.keyboard.press('Enter');
		const detail = page.getByRole('region', { name: 'Detail of a call' });
		await detail.getByRole('heading', { name: 'UpdateImagePipeline2' }).waitFor();
		await detail.getByText(' UTC', { exact: false }).first().waitFor();
		await page.keyboard.press('Escape');
		await detail.waitFor({ state: 'detached' });
		await page.keyboard.press('ArrowDown');
		await expect.poll(() => grid.getAttribute('aria-activedescendant')).toBe('cell-3-0');
		expect(host.complaints).toEqual([]);
	});

	it('stays on its call while newer ones come above', async () => {
		const history = new FakeHistory(numberedCalls(30));
		const page = await open(history);
		const grid = page.getByRole('grid');
		await grid.focus();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('ArrowDown');
		history.stored = [
			buildCall({ touches, eventTime: new Date().toISOString() }),
			...history.stored,
		];
		host.push();
		await expect.poll(() => grid.getAttribute('aria-activedescendant')).toBe('row-3');
		expect(await page.locator('.row.active').textContent()).toContain('UpdateImagePipeline2');
	});

	it('asks for a filter, and offers a way out where it hides everything', async () => {
		const page = await open(new FakeHistory(numberedCalls(5)));
		await page.getByRole('combobox').fill('no-such-word');
		await page.getByText('No call matches the filter').waitFor();
		await page.getByRole('button', { name: 'Clear Filter', exact: true }).click();
		await page.getByRole('grid').waitFor();
		expect(await page.getByRole('combobox').inputValue()).toBe('');
		await page.getByRole('checkbox').check();
		await expect
			.poll(() => host.received.at(-1))
			.toEqual({ type: 'filter', filter: { changesOnly: false, text: '' } });
	});

	it('says what went wrong and what to do', async () => {
		const history = new FakeHistory();
		history.failure = new HistoryError('store-busy', 'The history is in use by another window.');
		const page = await open(history);
		await page.getByRole('alert').getByText('in use by another window').waitFor();
		await page.getByRole('button', { name: 'Try Again' }).click();
		await expect.poll(() => host.received.at(-1)).toMatchObject({ method: 'wayOut' });
	});

	it('leads from a call to the resources and the caller it names', async () => {
		const page = await open(new FakeHistory(numberedCalls(3)));
		await page.locator('.body .row').first().click();
		const detail = page.getByRole('region', { name: 'Detail of a call' });
		await detail.getByText('golden-ami Image pipeline 111122223333 us-east-1').waitFor();
		await page.getByRole('button', { name: arn }).first().click();
		await expect
			.poll(() => host.received.findLast(({ type }) => type === 'open'))
			.toEqual({ type: 'open', target: { kind: 'resource', arn } });
		await page.getByRole('heading', { name: 'golden-ami' }).waitFor();
	});

	it.each([1200, 400])('has no sideways scrolling at %i pixels', async (width) => {
		const page = await open(new FakeHistory(numberedCalls(50)), {
			target: { kind: 'resource', arn },
			width,
		});
		await page.locator('.body .row').first().click();
		await page.getByRole('region', { name: 'Detail of a call' }).waitFor();
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
	});

	it('shows hostile records as text, and as visible text', async () => {
		const texts = [...hostileTexts, '\u202egnp.exe', '<b>bold</b>', 'x'.repeat(1_000_000)];
		const history = new FakeHistory(
			texts.map((text) =>
				buildCall({
					touches: [{ arn: text, role: 'subject' }],
					eventName: text,
					errorCode: text,
					errorMessage: text,
					userAgent: text,
					sourceIPAddress: text,
					caller: { type: text, name: text, role: text, arn: text, sourceIdentity: text },
					origin: { kind: 'unknown', rule: text, evidence: text, name: text },
				}),
			),
		);
		const record = (eventId: string) => {
			const name = history.stored.find((call) => call.eventId === eventId)?.eventName ?? '';
			return JSON.stringify({
				requestParameters: { [name.slice(0, 1000)]: name.slice(0, 100_000) },
			});
		};
		history.record = async (eventId) => record(eventId);
		const page = await open(history);
		await page.getByRole('grid').focus();
		await page.keyboard.press('Enter');
		for (let row = 0; row < texts.length; row++) {
			await page.locator('call-detail summary').click();
			await page.locator('call-detail pre').waitFor();
			await page.locator('call-detail summary').click();
			await page.getByRole('grid').focus();
			await page.keyboard.press('ArrowDown');
			await page.waitForTimeout(150);
		}
		const found = await page.evaluate(() => {
			const elements: string[] = [];
			const texts: string[] = [];
			const walk = (root: ParentNode) => {
				for (const element of root.querySelectorAll('*')) {
					elements.push(element.localName);
					texts.push(element.shadowRoot?.textContent ?? '');
					if (element.shadowRoot) {
						walk(element.shadowRoot);
					}
				}
			};
			walk(document.body);
			return { elements, text: texts.join('\n') };
		});
		for (const name of ['img', 'a', 'b', 'iframe', 'style']) {
			expect(found.elements).not.toContain(name);
		}
		// its own, and the data that its document brings along
		expect(found.elements.filter((name) => name === 'script')).toHaveLength(2);
		expect(found.text).toContain('<b>bold</b>');
		// HTML's own line feeds and tabs are the only control characters
		expect(found.text.replace(/[\n\t]/g, '')).not.toMatch(/[\u202a-\u202e\u2066-\u2069\p{Cc}]/u);
		expect(await page.title()).toBe('History');
		expect(host.complaints).toEqual([]);
	});
});
