import { afterEach, describe, expect, it } from 'vitest';
import type { Call } from '../../src/model/call.ts';
import { buildCall } from '../builders/call.ts';
import { FakeHistory } from '../builders/fakeHistory.ts';
import { openPanelPage, type PanelHost } from './panelHost.ts';

describe('why a call was refused', () => {
	let host: PanelHost;

	afterEach(async () => {
		await host?.[Symbol.asyncDispose]();
	});

	async function failureOf(call: Partial<Call>) {
		const history = new FakeHistory([buildCall({ errorCode: 'AccessDeniedException', ...call })]);
		const state = { target: { kind: 'all' }, filter: { changesOnly: true, text: '' } } as const;
		host = await openPanelPage(history, state, { width: 1200, height: 800 });
		await host.page.locator('.body .row').first().click();
		const section = host.page.getByRole('region', { name: 'Why it failed' });
		await section.waitFor();
		return section;
	}

	it('tells what AWS did not say as probable', async () => {
		const section = await failureOf({ errorMessage: 'User is not authorized' });
		expect(await section.locator('dt').allInnerTexts()).toEqual([
			'Probably missing action',
			'Probably on',
		]);
		const text = await section.innerText();
		expect(text).toContain('AWS does not say which permission is missing.');
		expect(text).toContain('AWS named neither action nor resource');
		expect(text).toContain('A policy that would probably allow it');
	});

	it('tells what AWS said as certain', async () => {
		const section = await failureOf({
			errorMessage: 'x is not authorized to perform: kms:Decrypt on resource: *',
		});
		expect(await section.locator('dt').allInnerTexts()).toEqual(['Missing action', 'On']);
		expect(await section.innerText()).not.toMatch(/probably/i);
	});

	it('drafts no policy for a role that AWS keeps', async () => {
		const role = 'AWSServiceRoleForImageBuilder';
		const section = await failureOf({ caller: { type: 'AssumedRole', name: 'build', role } });
		expect(await section.innerText()).toContain(`${role} is a service-linked role`);
		expect(await section.getByRole('button').count()).toBe(0);
	});
});
