import { AxeBuilder } from '@axe-core/playwright';
import { afterEach, describe, expect, it } from 'vitest';
import type { Call } from '../../src/model/call.ts';
import { listedCall } from '../../src/panel/listRows.ts';
import type { HistorySnapshot } from '../../src/protocol/messages.ts';
import type { HistoryTarget } from '../../src/protocol/target.ts';
import { buildCall } from '../builders/call.ts';
import { FakeHistory } from '../builders/fakeHistory.ts';
import { hostileTexts } from '../builders/hostile.ts';
import { openPanelPage, type PanelHost, type PanelPageOptions } from './panelHost.ts';

const arn = 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/golden-ami';
const minute = 60_000;
const day = 1440 * minute;
const all: HistoryTarget = { kind: 'all' };

/** Calls of two people, newest first, one an hour. */
function calls(count: number, more: (index: number) => Partial<Call> = () => ({})) {
	const now = Date.now();
	return Array.from({ length: count }, (_, index) => {
		const name = index % 3 === 0 ? 'bob' : 'alice';
		return buildCall({
			touches: [{ arn: index % 2 === 0 ? arn : `${arn}-2`, role: 'subject' }],
			eventName: `UpdateImagePipeline${index}`,
			eventTime: new Date(now - day - index * 60 * minute).toISOString(),
			caller: { type: 'IAMUser', name, session: `of ${name}` },
			...more(index),
		});
	});
}

describe('the views of the history page', () => {
	let host: PanelHost;

	afterEach(async () => {
		await host?.[Symbol.asyncDispose]();
	});

	async function open(
		history: FakeHistory,
		{ target = all, ...options }: Partial<PanelPageOptions> & { target?: HistoryTarget } = {},
	) {
		const state = { target, filter: { changesOnly: true, text: '' } };
		host = await openPanelPage(history, state, { width: 1200, height: 800, ...options });
		await host.page.getByRole('grid').waitFor();
		return host.page;
	}

	it('zooms into the timeline by keyboard and pointer, and out again', async () => {
		const page = await open(new FakeHistory(calls(200)));
		const plot = page.getByRole('slider');
		await plot.waitFor();
		await plot.focus();
		await page.keyboard.press('Home');
		await page.keyboard.press('Control+ArrowRight');
		expect(await plot.getAttribute('aria-valuetext')).toMatch(/: \d+ changes?/);
		await page.keyboard.press('Enter');
		const output = page.getByRole('status').first();
		await page.getByRole('button', { name: 'All of Time' }).waitFor();
		await expect.poll(() => output.textContent()).toMatch(/^\d+ of 200 calls/);
		await plot.focus();
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: 'All of Time' }).waitFor({ state: 'detached' });
		const box = await plot.boundingBox();
		await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + 30);
		await page.mouse.down();
		await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) * 0.7, (box?.y ?? 0) + 30);
		await page.mouse.up();
		await page.getByRole('button', { name: 'All of Time' }).waitFor();
		const zooms = host.received.filter((message) => message.type === 'filter');
		expect(zooms.map((message) => message.filter.range !== undefined)).toEqual([true, false, true]);
		expect(host.complaints).toEqual([]);
	});

	it('leads from a version or a deploy on the timeline to its call, by pointer and by keys', async () => {
		const origin = { kind: 'terraform', rule: 'r', evidence: '' } as const;
		const history = new FakeHistory(
			calls(200, (index) =>
				index === 150 ? { eventName: 'CreateImageRecipe' } : index === 50 ? { origin } : {},
			),
		);
		const page = await open(history);
		const marks = page.getByRole('toolbar', { name: 'Versions and deploys' }).getByRole('button');
		await marks.first().waitFor();
		const names = await marks.evaluateAll((all) => all.map((each) => each.ariaLabel ?? ''));
		expect(names.map((name) => name.split(',')[0])).toEqual([
			'New version: golden-ami',
			'Deployed with Terraform',
		]);
		expect(names[0]).toMatch(/\d:\d\d/);
		await marks.last().click();
		await page.getByRole('heading', { name: 'UpdateImagePipeline50' }).waitFor();
		// one stop of the Tab key, at the last used
		const stops = () => marks.evaluateAll((all) => all.map((each) => each.tabIndex));
		await expect.poll(stops).toEqual([-1, 0]);
		await marks.last().focus();
		await page.keyboard.press('ArrowLeft');
		await expect.poll(stops).toEqual([0, -1]);
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: 'CreateImageRecipe' }).waitFor();
		const { violations } = await new AxeBuilder({ page })
			.disableRules(['color-contrast'])
			.analyze();
		expect(violations.map(({ id }) => id)).toEqual([]);
		expect(host.complaints).toEqual([]);
	});

	it('leads from a mark of several versions to their part of time', async () => {
		const page = await open(new FakeHistory(calls(200, () => ({ eventName: 'CreateComponent' }))));
		const marks = page.getByRole('toolbar', { name: 'Versions and deploys' }).getByRole('button');
		await marks.first().click();
		await page.getByRole('button', { name: 'All of Time' }).waitFor();
		const asked = host.received.findLast((message) => message.type === 'filter');
		expect(asked?.filter.range).toBeDefined();
		const shown = page.getByRole('search').locator('output');
		await expect.poll(() => shown.textContent()).toMatch(/^\d+ of 200 calls/);
		expect(host.complaints).toEqual([]);
	});

	it('says what was not read and offers to read it', async () => {
		const page = await open(new FakeHistory(calls(5)));
		await page.getByText('Hatched: not read between').waitFor();
		await page.getByRole('button', { name: 'Read Now' }).click();
		await expect
			.poll(() => host.received.some((each) => each.type === 'request' && each.method === 'wayOut'))
			.toBe(true);
	});

	it('tells what a source could not give, and fetches from the one that has it', async () => {
		const history = new FakeHistory(calls(200));
		const at = (days: number) => new Date(Date.now() - days * day).toISOString();
		const place = { accountId: '111122223333', region: 'us-east-1' };
		const source = 's3://trail-logs';
		history.connections = history.connections.map((each) => ({
			...each,
			sources: [{ type: 's3', bucket: 'trail-logs' }],
		}));
		history.covered = [
			{ ...place, source: 'event-history', from: at(4), to: at(0), complete: 'all' },
			{ ...place, source, from: at(20), to: at(4), complete: 'all' },
		];
		const reason = 'Denied by KMS.';
		history.missing = [{ ...place, source, from: at(6.1), to: at(6), what: 'a', reason }];
		const page = await open(history);
		await page.getByText(`could not be read: ${reason}`).waitFor();
		// a rule for bars must not colour it
		const fill = await page.locator('rect.gap').evaluate((gap) => getComputedStyle(gap).fill);
		expect(fill).toMatch(/^url\(/);
		await page.getByRole('button', { name: 'Fetch from S3 bucket trail-logs' }).click();
		await expect
			.poll(() => host.received.at(-1))
			.toMatchObject({ ask: { run: 'fetch', fetch: { connection: 'dev', source } } });
		expect(host.complaints).toEqual([]);
	});

	it('completes a query as it is typed', async () => {
		const page = await open(new FakeHistory(calls(30)));
		const box = page.getByRole('combobox');
		// the values to complete with come after this was typed
		await box.fill('who:bo');
		await page.getByRole('option', { name: 'bob' }).waitFor();
		await page.keyboard.press('Tab');
		await expect.poll(() => box.inputValue()).toBe('who:"bob" ');
		await expect.poll(() => page.getByRole('status').first().textContent()).toBe('10 of 30 calls');
		await box.fill('since:gestern');
		await page.getByText('Not a time.').waitFor();
		await box.fill('ori');
		await page.getByRole('option', { name: 'origin:' }).waitFor();
		await page.keyboard.press('ArrowDown');
		await expect.poll(() => box.getAttribute('aria-activedescendant')).toBe('suggestion-0');
		await page.keyboard.press('Enter');
		await expect.poll(() => box.inputValue()).toBe('origin:');
		expect(host.complaints).toEqual([]);
	});

	it('sorts, chooses and resizes columns, all by keyboard', async () => {
		const page = await open(new FakeHistory(calls(30)));
		const grid = page.getByRole('grid');
		const titles = () => page.getByRole('columnheader').allInnerTexts();
		expect(await titles()).toEqual([
			'When',
			'Who',
			'Operation',
			'Resource',
			'With',
			'From',
			'Outcome',
		]);
		await grid.focus();
		await page.keyboard.press('ArrowUp');
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('Enter');
		await expect
			.poll(() => page.getByRole('columnheader', { name: 'Who' }).getAttribute('aria-sort'))
			.toBe('ascending');
		await expect.poll(() => page.locator('.body .row .who').first().innerText()).toContain('alice');
		const width = async () =>
			(await page.getByRole('columnheader', { name: 'Who' }).boundingBox())?.width ?? 0;
		const before = await width();
		await page.keyboard.press('Shift+ArrowRight');
		await expect.poll(width).toBeGreaterThan(before + 10);
		await page.getByRole('button', { name: 'Columns and groups' }).click();
		await page.getByRole('checkbox', { name: 'From' }).click();
		await expect.poll(titles).not.toContain('From');
		await page.keyboard.press('Escape');
		expect(host.received.filter(({ type }) => type === 'layout').at(-1)).toMatchObject({
			layout: { hidden: ['address'] },
		});
		expect(host.complaints).toEqual([]);
	});

	it('tells how long ago calls were made, and day and time where that is wanted', async () => {
		const history = new FakeHistory(
			[2, 70].map((days) =>
				buildCall({ eventTime: new Date(Date.now() - days * day - minute).toISOString() }),
			),
		);
		const page = await open(history);
		const times = () => page.locator('.body .row .when').allInnerTexts();
		await expect.poll(times).toEqual(['2 d ago', expect.stringMatching(/^\w{3} \d\d/)]);
		const first = page.locator('.body .row .when').first();
		expect(await first.getAttribute('title')).toMatch(/\d:\d\d:\d\d.*UTC/);
		await page.getByRole('button', { name: 'Columns and groups' }).click();
		await page.getByRole('checkbox', { name: 'Day and time in every row' }).click();
		const exact = expect.stringMatching(/\d:\d\d/);
		await expect.poll(times).toEqual([exact, exact]);
		expect(host.received.filter(({ type }) => type === 'layout').at(-1)).toMatchObject({
			layout: { exactTimes: true },
		});
		expect(host.complaints).toEqual([]);
	});

	it('begins at the oldest of all calls, not of those that are loaded, and at the newest again', async () => {
		const page = await open(new FakeHistory(calls(1000)));
		const first = () => page.locator('.body .row .operation').first().innerText();
		const when = page.getByRole('columnheader', { name: 'When' });
		await when.click();
		await expect.poll(() => when.getAttribute('aria-sort')).toBe('ascending');
		await expect.poll(first).toBe('UpdateImagePipeline999');
		expect(host.received.findLast(({ type }) => type === 'order')).toEqual({
			...{ type: 'order', order: 'oldest' },
		});
		const grid = page.getByRole('grid');
		await grid.focus();
		const lastActive = async () => {
			await page.keyboard.press('End');
			return page.locator('.row.active .operation').textContent();
		};
		await expect.poll(lastActive, { timeout: 30_000 }).toBe('UpdateImagePipeline0');
		// by another column the page sorts what is loaded: of the newest, as its words say
		await page.getByRole('columnheader', { name: 'Who' }).click();
		await page.getByText(/^Sorted among the \d+ newest calls/).waitFor();
		await when.click();
		await expect.poll(() => when.getAttribute('aria-sort')).toBe('descending');
		await expect.poll(first).toBe('UpdateImagePipeline0');
		expect(host.complaints).toEqual([]);
	});

	it('groups by sign-in, and closes groups', async () => {
		const page = await open(new FakeHistory(calls(30)));
		await page.getByRole('button', { name: 'Columns and groups' }).click();
		await page.getByRole('radio', { name: 'By sign-in' }).click();
		await page.getByRole('treegrid').waitFor();
		await page.keyboard.press('Escape');
		const rows = () => page.locator('.body .row').count();
		await expect.poll(rows).toBeGreaterThan(20);
		await page.locator('.body .row.group').first().click();
		await expect
			.poll(() => page.locator('.row.group').first().getAttribute('aria-expanded'))
			.toBe('false');
		await page.locator('.row.group').nth(1).click();
		await expect.poll(rows).toBe(2);
	});

	it('goes back and forward, and pins', async () => {
		const page = await open(new FakeHistory(calls(30)));
		await page.locator('.body .row').first().click();
		await page.getByTitle('Show all calls of this caller').click();
		await page.getByRole('heading', { name: 'bob' }).waitFor();
		await page.getByRole('grid').focus();
		await page.keyboard.press('Alt+ArrowLeft');
		await page.getByRole('heading', { name: 'All calls' }).waitFor();
		await page.getByRole('button', { name: 'Forward' }).click();
		await page.getByRole('heading', { name: 'bob' }).waitFor();
		const pin = page.getByRole('button', { name: 'Keep this panel' });
		await pin.click();
		await expect.poll(() => pin.getAttribute('aria-pressed')).toBe('true');
	});

	it('scrolls anywhere in 100,000 calls, with placeholders until they are there', async () => {
		const page = await open(new FakeHistory(calls(100_000)));
		const grid = page.getByRole('grid');
		expect(await grid.getAttribute('aria-rowcount')).toBe('100001');
		await grid.evaluate((element) => element.scrollTo(0, 8000 * 22));
		await page.locator('.row.waiting').first().waitFor();
		await page
			.locator('.body .row.call .operation', { hasText: /^UpdateImagePipeline8005$/ })
			.waitFor({
				timeout: 60_000,
			});
		expect(await page.locator('.body .row').count()).toBeLessThan(80);
		expect(host.complaints).toEqual([]);
	});

	it('speaks the language of the user', async () => {
		const page = await open(new FakeHistory(calls(3)), {
			texts: { When: 'Wann', '{0} calls': '{0} Aufrufe', 'Show reads': 'Lesende zeigen' },
		});
		await page.getByRole('columnheader', { name: 'Wann' }).waitFor();
		await page.getByText('3 Aufrufe').first().waitFor();
		await page.getByRole('checkbox', { name: 'Lesende zeigen' }).waitFor();
	});

	it('shows the rows that its document brought before the host says anything', async () => {
		const eventName = '</script><img src=x onerror=alert(1)>';
		const [call] = calls(1, () => ({ eventName }));
		const history = new FakeHistory();
		// the host never answers
		history.calls = () => new Promise(() => undefined);
		const snapshot: HistorySnapshot = {
			generation: 1,
			state: { target: all, filter: { changesOnly: true, text: '' } },
			heading: { title: 'Brought along', kind: '', sample: false, syncing: false },
			calls: call ? [listedCall(call)] : [],
		};
		const page = await open(history, { begin: [{ type: 'snapshot', snapshot }] });
		await page.getByRole('heading', { name: 'Brought along' }).waitFor();
		expect(await page.locator('.body .row .operation').allInnerTexts()).toEqual([eventName]);
		expect(host.received[0]).toEqual({ type: 'ready' });
		expect(host.complaints).toEqual([]);
	});

	it('writes dates and numbers as the language of VS Code does, whatever the browser speaks', async () => {
		const eventTime = '2025-03-07T12:00:00Z';
		const history = new FakeHistory(calls(1200, () => ({ eventTime })));
		const page = await open(history, { locale: 'de' });
		expect(await page.evaluate(() => navigator.language)).toMatch(/^en/);
		await expect
			.poll(() => page.locator('.body .row .when').first().innerText())
			.toMatch(/^07\. März 2025/);
		await page.getByText('1.200 calls').first().waitFor();
		await page.locator('.body .row').first().click();
		await page
			.getByText(/^Fr\., 7\. März 2025/)
			.first()
			.waitFor();
		await page
			.locator('timeline-view text', { hasText: /Mai|Dez|Okt/ })
			.first()
			.waitFor();
	});

	it('says all times in the zone of the host, and which that is where the window has another', async () => {
		const history = new FakeHistory(calls(3, () => ({ eventTime: '2025-11-15T04:52:30Z' })));
		const page = await open(history, { zones: { host: 'UTC', window: 'America/Los_Angeles' } });
		await page.getByRole('columnheader', { name: 'When (UTC)' }).waitFor();
		const when = page.locator('.body .row .when').first();
		await expect.poll(() => when.innerText()).toMatch(/^Nov 15/);
		expect(await when.getAttribute('title')).toContain('November 15, 2025 at 04:52:30 AM UTC');
		await page.locator('timeline-view .legend').getByText('times in UTC').waitFor();
		await page.locator('.body .row').first().click();
		await page.getByText('November 15, 2025 at 04:52:30 AM UTC (').waitFor();
	});

	it('names no zone where host and window have the same', async () => {
		const zone = 'America/Los_Angeles';
		const history = new FakeHistory(calls(3, () => ({ eventTime: '2025-11-15T04:52:30Z' })));
		const page = await open(history, { zones: { host: zone, window: zone } });
		await page.locator('timeline-view .legend').waitFor();
		expect(await page.getByRole('columnheader').first().innerText()).toBe('When');
		const when = page.locator('.body .row .when').first();
		expect(await when.innerText()).toMatch(/^Nov 14/);
		expect(await when.getAttribute('title')).toContain('November 14, 2025 at 08:52:30 PM PST');
		expect(await page.locator('timeline-view .legend').innerText()).not.toContain('times in');
	});

	it('can be used in a window zoomed to 200%', async () => {
		const page = await open(new FakeHistory(calls(60)), { width: 640, height: 400 });
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(640);
		const row = page.locator('.body .row').nth(3);
		await row.scrollIntoViewIfNeeded();
		await row.click();
		await page.getByRole('heading', { name: 'UpdateImagePipeline3' }).waitFor();
		await page.keyboard.press('Escape');
		await page.getByRole('combobox').fill('UpdateImagePipeline7');
		await expect.poll(() => page.getByRole('status').first().textContent()).toBe('1 of 60 calls');
	});

	it.each([1200, 400])('has nothing that axe objects to at %i pixels', async (width) => {
		const failed = { errorCode: 'AccessDeniedException', errorMessage: 'no' };
		const page = await open(
			new FakeHistory(calls(12, (index) => (index % 5 === 0 ? failed : {}))),
			{ width },
		);
		const check = async () => {
			// colours are the theme's, which this page has none of: see panel.test.ts
			const { violations } = await new AxeBuilder({ page })
				.disableRules(['color-contrast'])
				.analyze();
			return violations.map(
				({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join('\n')}`,
			);
		};
		await page.getByRole('button', { name: 'Columns and groups' }).click();
		expect(await check()).toEqual([]);
		await page.getByRole('radio', { name: 'By resource' }).click();
		await page.getByRole('treegrid').waitFor();
		await page.keyboard.press('Escape');
		await page.locator('.body .row.call').first().click();
		await page.getByRole('region', { name: 'Detail of a call' }).waitFor();
		expect(await check()).toEqual([]);
	});

	it('shows hostile names in groups, completions, marks and what changed as text', async () => {
		const hostile = hostileTexts.map((text, index) => ({ text, index }));
		const history = new FakeHistory(
			hostile.map(({ text, index }) =>
				buildCall({
					eventName: index % 2 === 0 ? 'CreateImageRecipe' : 'UpdateImagePipeline',
					eventTime: new Date(Date.now() - day - index * minute).toISOString(),
					touches: [{ arn: index % 2 === 0 ? text : arn, role: 'subject' }],
					caller: { type: 'AssumedRole', name: text, session: text },
				}),
			),
		);
		history.record = async (eventId) => {
			const index = history.stored.findIndex((call) => call.eventId === eventId);
			const text = hostileTexts[index] ?? '';
			return JSON.stringify({ requestParameters: { [text]: text, description: text } });
		};
		const page = await open(history);
		await page.getByRole('combobox').click();
		await page.getByRole('combobox').pressSequentially('who:');
		await page.getByRole('option').first().waitFor();
		await page.getByRole('combobox').fill('');
		await page.getByRole('button', { name: 'Columns and groups' }).click();
		await page.getByRole('radio', { name: 'By sign-in' }).click();
		await page.getByRole('treegrid').waitFor();
		await page.keyboard.press('Escape');
		const rows = page.locator('.body .row.call');
		for (let row = 1; row < (await rows.count()); row += 3) {
			await rows.nth(row).click();
			await page.getByRole('heading', { name: 'Record', exact: true }).waitFor();
			await page.waitForTimeout(50);
		}
		const found = await page.evaluate(() => {
			const names: string[] = [];
			const texts: string[] = [];
			const walk = (root: ParentNode) => {
				for (const element of root.querySelectorAll('*')) {
					names.push(element.localName);
					if (element.shadowRoot) {
						texts.push(element.shadowRoot.textContent ?? '');
						walk(element.shadowRoot);
					}
				}
			};
			walk(document.body);
			return { names, text: texts.join('\n') };
		});
		for (const name of ['img', 'a', 'b', 'iframe', 'style']) {
			expect(found.names).not.toContain(name);
		}
		expect(found.text.replace(/[\n\t]/g, '')).not.toMatch(/[\u202a-\u202e\u2066-\u2069\p{Cc}]/u);
		expect(await page.title()).toBe('History');
		expect(host.complaints).toEqual([]);
	});
});
