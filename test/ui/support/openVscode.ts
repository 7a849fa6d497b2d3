import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '../../../scripts/chromium.ts';
import { writeAwsConfig } from '../../../scripts/support/awsStandIn.ts';
import { inProject } from '../../../scripts/support/paths.ts';
import { workbenchUrl } from '../../../scripts/support/workbenchUrl.ts';
import { startVscodeServer } from '../../../scripts/vscodeServer.ts';
import { VscodePage } from './vscodePage.ts';

/** The themes that screenshots are taken in, with the class that the window then has. */
export const themes = {
	light: { name: 'Light Modern', kind: 'vs' },
	dark: { name: 'Dark Modern', kind: 'vs-dark' },
	highContrast: { name: 'Default High Contrast', kind: 'hc-black' },
} as const;

export interface OpenOptions {
	/** Folder to open, a copy of it; the demo workspace if not given. */
	readonly workspace?: string;
	readonly settings?: Readonly<Record<string, unknown>>;
	readonly theme?: keyof typeof themes;
	/** URL of a stand-in for AWS that the profiles `default`, `demo` and `other` lead to. */
	readonly awsUrl?: string;
	/** On top of the above; without it and `awsUrl` there are no AWS credentials at all. */
	readonly env?: NodeJS.ProcessEnv;
	/** Installed extensions; then the extension under test is not run from its folder. */
	readonly extensionsFolder?: string;
	readonly workspaceTrust?: boolean;
	/** False for a VS Code as people have it, with `extensionsFolder` only: see VscodeServerOptions. */
	readonly smokeTest?: boolean;
	/** Folder of installed extensions to run beside the one under test. */
	readonly besides?: string;
	/** Fills the folder that extensions keep their own data in, before any of them runs. */
	readonly prepare?: (globalStorage: string) => Promise<void>;
}

/**
 * Opens a real VS Code with data of its own in a browser without window. `dist/` must be built.
 * Close it by `await using` or `close()`.
 */
export async function openVscode(options: OpenOptions = {}): Promise<VscodePage> {
	const cleanup = new AsyncDisposableStack();
	try {
		const folder = await mkdtemp(join(tmpdir(), 'ibh-ui-'));
		cleanup.defer(() => rm(folder, { recursive: true, force: true }));
		const workspace = join(folder, 'demo');
		const source = options.workspace ?? inProject('test', 'workspaces', 'demo');
		await cp(source, workspace, { recursive: true });
		const theme = themes[options.theme ?? 'dark'];
		const extensionsFolder = options.extensionsFolder ?? options.besides;
		const server = await startVscodeServer({
			settings: { 'workbench.colorTheme': theme.name, ...options.settings },
			env: {
				...(options.awsUrl
					? await writeAwsConfig(join(folder, 'aws'), options.awsUrl, { defaultProfile: true })
					: noAws(folder)),
				...options.env,
			},
			...(extensionsFolder !== undefined && { extensionsFolder }),
			...(options.workspaceTrust && { workspaceTrust: true }),
			...(options.smokeTest !== undefined && { smokeTest: options.smokeTest }),
		});
		cleanup.defer(() => server.stop());
		await options.prepare?.(join(server.dataFolder, 'data', 'User', 'globalStorage'));
		const browser = await launchChromium();
		cleanup.defer(() => browser.close());
		const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
		await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
		const page = await context.newPage();
		page.setDefaultTimeout(30_000);
		await page.goto(
			workbenchUrl(server, {
				workspace,
				...(!options.extensionsFolder && { extension: server.extension }),
			}),
		);
		await page.locator('.monaco-workbench .activitybar').waitFor({ timeout: 60_000 });
		await page.locator(`.monaco-workbench.${theme.kind}`).waitFor({ timeout: 60_000 });
		return new VscodePage(page, workspace, server, cleanup);
	} catch (error) {
		await cleanup.disposeAsync();
		throw error;
	}
}

/** Files that do not exist, so that this machine's AWS configuration is not read. */
function noAws(folder: string): NodeJS.ProcessEnv {
	return {
		AWS_CONFIG_FILE: join(folder, 'aws', 'config'),
		AWS_SHARED_CREDENTIALS_FILE: join(folder, 'aws', 'credentials'),
		AWS_EC2_METADATA_DISABLED: 'true',
	};
}
