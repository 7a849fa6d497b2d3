import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { inProject } from '../../../scripts/support/paths.ts';
import type { VscodeServer } from '../../../scripts/vscodeServer.ts';
import { pointOfText } from './pointOfText.ts';

/** A row of a tree view as people see it. */
export interface TreeRow {
	/** Label and description, one blank between them. */
	readonly text: string;
	/** 1 at the root. */
	readonly level: number;
	readonly expanded: boolean | undefined;
}

/** VS Code's window, by what people do and see in it. Waits as they would. */
export class VscodePage implements AsyncDisposable {
	/** Playwright's page, for all that has no word here. */
	readonly page: Page;
	/** Absolute path of the opened folder: a copy that tests may change. */
	readonly workspace: string;
	readonly server: VscodeServer;
	readonly #cleanup: AsyncDisposableStack;

	constructor(page: Page, workspace: string, server: VscodeServer, cleanup: AsyncDisposableStack) {
		this.page = page;
		this.workspace = workspace;
		this.server = server;
		this.#cleanup = cleanup;
	}

	async close(): Promise<void> {
		await this.#cleanup.disposeAsync();
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.close();
	}

	/** Runs a command by its title, such as `Image Builder: Refresh`. */
	async runCommand(title: string): Promise<void> {
		await this.page.keyboard.press('F1');
		await this.quickInput.waitFor();
		await this.page.keyboard.type(title);
		await this.quickItems.filter({ hasText: title }).first().waitFor();
		await this.page.keyboard.press('Enter');
	}

	/** Opens a view container of the activity bar by its title. */
	async openView(title: string): Promise<void> {
		const tab = this.page.locator(`.activitybar .action-item a[aria-label^="${title}"]`);
		const heading = this.sidebar.locator('.composite.title', { hasText: title });
		await tab.waitFor();
		// A click on the tab of a view that is just opening would close it: look, then click again.
		for (let attempts = 0; attempts < 3; attempts++) {
			if (!(await heading.isVisible())) {
				await tab.click();
			}
			try {
				await heading.waitFor({ timeout: 5000 });
				return;
			} catch {
				// The last attempt's failure is told below.
			}
		}
		await heading.waitFor();
	}

	/** The side bar: title, views, welcome view, progress. */
	get sidebar(): Locator {
		return this.page.locator('.part.sidebar');
	}

	/** What the shown view says and offers while its tree is empty. */
	get welcome(): Locator {
		return this.sidebar.locator('.welcome-view-content');
	}

	/** The tree's rows that are in sight, from top to bottom. */
	async treeRows(): Promise<readonly TreeRow[]> {
		return await this.sidebar.locator('.monaco-list-row').evaluateAll((rows) =>
			rows
				.map((row) => ({
					top: row.getBoundingClientRect().top,
					text: ['.label-name', '.label-description']
						.map((part) => row.querySelector(part)?.textContent?.trim() ?? '')
						.filter((text) => text !== '')
						.join(' ')
						.replaceAll('\u00a0', ' '),
					level: Number(row.getAttribute('aria-level')),
					expanded: row.hasAttribute('aria-expanded')
						? row.getAttribute('aria-expanded') === 'true'
						: undefined,
				}))
				.sort((a, b) => a.top - b.top)
				.map(({ text, level, expanded }) => ({ text, level, expanded })),
		);
	}

	/** The first row of the tree that holds the text. */
	treeRow(text: string): Locator {
		return this.sidebar.locator('.monaco-list-row', { hasText: text }).first();
	}

	/** Opens a row of the tree where it is closed. */
	async expand(text: string): Promise<void> {
		const row = this.treeRow(text);
		await row.waitFor();
		if ((await row.getAttribute('aria-expanded')) === 'false') {
			await row.locator('.monaco-tl-twistie').click();
		}
	}

	get quickInput(): Locator {
		return this.page.locator('.quick-input-widget');
	}

	/** The items of the open quick pick that are in sight. */
	get quickItems(): Locator {
		return this.quickInput.locator('.quick-input-list .monaco-list-row');
	}

	/** Texts of the notifications that are shown. */
	async notifications(): Promise<readonly string[]> {
		return await this.page.locator('.notification-list-item-message').allInnerTexts();
	}

	/** The item of the status bar that holds the text. */
	statusBarItem(text: string | RegExp): Locator {
		return this.page.locator('.statusbar-item', { hasText: text }).first();
	}

	/** Opens a file of the workspace in the editor. */
	async openFile(name: string): Promise<void> {
		await this.page.keyboard.press('ControlOrMeta+P');
		await this.quickInput.waitFor();
		await this.page.keyboard.type(name);
		await this.quickItems.filter({ hasText: name }).first().waitFor();
		await this.page.keyboard.press('Enter');
		await this.page.locator('.editor-group-container .tab.active', { hasText: name }).waitFor();
		await this.page.locator('.monaco-editor .view-line').first().waitFor();
	}

	/** Puts the cursor on a text that the editor shows. */
	async clickText(text: string): Promise<void> {
		const { x, y } = await pointOfText(this.page, text);
		await this.page.mouse.click(x, y);
	}

	/** Rests the mouse on a text that the editor shows. @returns the hover that appears. */
	async hoverText(text: string): Promise<Locator> {
		const hover = this.page.locator('.monaco-editor .monaco-hover:visible');
		// a pointer that rests before the extension is there gets no answer, and nobody asks again
		for (let tries = 0; tries < 5 && !(await hover.first().isVisible()); tries++) {
			const { x, y } = await pointOfText(this.page, text);
			await this.page.mouse.move(x, y + 200);
			await this.page.mouse.move(x, y - 2);
			await this.page.mouse.move(x, y, { steps: 3 });
			await hover
				.first()
				.waitFor({ timeout: 6000 })
				.catch(() => undefined);
		}
		await hover.first().waitFor({ timeout: 1000 });
		return hover.first();
	}

	/** The document inside the webview of the active panel. */
	get panel(): FrameLocator {
		return this.page
			.frameLocator('iframe.webview.ready >> visible=true')
			.frameLocator('iframe#active-frame');
	}

	/** The same as a frame, for scripts such as axe. */
	async panelFrame(): Promise<Frame> {
		const body = await this.panel.locator('body').elementHandle();
		const frame = await body?.ownerFrame();
		if (!frame) {
			throw new Error('There is no webview in sight.');
		}
		return frame;
	}

	/** Leaves `out/screenshots/<name>.png`. */
	async screenshot(name: string): Promise<string> {
		const folder = inProject('out', 'screenshots');
		await mkdir(folder, { recursive: true });
		const path = join(folder, `${name}.png`);
		await this.page.screenshot({ path });
		return path;
	}
}
