import { afterEach, describe, expect, it, vi } from 'vitest';
import { type AccountNamesDeps, learnAccountNames } from '../../../src/engine/accountNames.ts';
import { accountNamesKey, rememberedNames } from '../../../src/engine/rememberedNames.ts';
import { accountName, accountText } from '../../../src/model/accountText.ts';
import { HistoryError } from '../../../src/model/errors.ts';
import type { ProfileSummary } from '../../../src/model/history.ts';
import { historySettings } from '../../builders/settings.ts';
import { organizationsTarget, serveOrganizations } from '../../servers/organizations.ts';
import { AwsBench } from '../badInput/awsBench.ts';

const one = '111122223333';
const other = '444455556666';
const settings = { profile: 'demo', regions: [], lookBackDays: 90 };
const day = 86_400_000;

class Desk implements AccountNamesDeps {
	readonly metas = new Map<string, string>();
	readonly asked: string[] = [];
	names: Readonly<Record<string, string>> = {};
	failure: Error | undefined;
	known: readonly ProfileSummary[] = [];
	time = Date.parse('2026-11-20T00:00:00Z');
	readonly store = {
		meta: (key: string) => this.metas.get(key),
		setMeta: (key: string, value: string) => void this.metas.set(key, value),
	};

	readonly profiles = async () => this.known;
	readonly now = () => this.time;
	readonly log = () => undefined;

	readonly connected: AccountNamesDeps['connected'] = (_, work) =>
		work({
			nameOf: async (id) => {
				this.asked.push(id);
				if (this.failure) {
					throw this.failure;
				}
				return this.names[id];
			},
		});

	learn(accounts: readonly string[]) {
		return learnAccountNames(
			this,
			[{ settings, accountId: one }],
			accounts,
			new AbortController().signal,
		);
	}
}

describe('names of accounts', () => {
	it('are the organization’s, asked once a day and remembered', async () => {
		const desk = new Desk();
		desk.names = { [one]: 'Production' };
		expect(await desk.learn([one, other])).toEqual({ [one]: 'Production' });
		expect(desk.asked).toEqual([one, other]);
		await desk.learn([one, other]);
		expect(desk.asked).toHaveLength(2);
		desk.time += day;
		desk.names = { [other]: 'Sandbox' };
		// a name once known is not forgotten
		const both = { [one]: 'Production', [other]: 'Sandbox' };
		expect(await desk.learn([one, other])).toEqual(both);
		expect(rememberedNames(desk.metas.get(accountNamesKey))).toEqual(both);
	});

	it('are not asked for where there is one account only', async () => {
		const desk = new Desk();
		await desk.learn([one]);
		expect(desk.asked).toEqual([]);
	});

	it('leave a connection alone for a week that was denied', async () => {
		const desk = new Desk();
		desk.failure = new HistoryError('access-denied', 'No.');
		await desk.learn([one, other]);
		expect(desk.asked).toEqual([one]);
		desk.time += 2 * day;
		await desk.learn([one, other]);
		expect(desk.asked).toHaveLength(1);
		desk.time += 6 * day;
		await desk.learn([one, other]);
		expect(desk.asked).toHaveLength(2);
	});

	it('ask for no more than fifty at a time', async () => {
		const desk = new Desk();
		const many = Array.from({ length: 60 }, (_, index) => String(100000000000 + index));
		await desk.learn(many);
		expect(desk.asked).toHaveLength(50);
		await desk.learn(many);
		expect(desk.asked).toHaveLength(60);
	});

	it('are the profiles’ where nobody else knows', async () => {
		const desk = new Desk();
		const kind = 'sso';
		desk.known = [
			{ name: 'default', accountId: one, kind },
			{ name: 'a-admin', accountId: one, kind },
			{ name: 'sand', accountId: other, accountName: 'Sandbox', kind },
		];
		// the profile in use comes before others of the account, an account's own name before both
		expect(await desk.learn([one, other])).toEqual({ [one]: 'demo', [other]: 'Sandbox' });
	});

	it('are plain text beside the id', () => {
		expect(accountText(one, { [one]: 'Prod\u202e\n<b>' })).toBe('Prod <b> (111122223333)');
		expect(accountText(one, {})).toBe(one);
		expect(accountName('constructor', {})).toBeUndefined();
	});
});

describe('names of accounts from the organization', () => {
	afterEach(() => vi.unstubAllEnvs());

	it('come with a sync of two accounts, and stay for the next window', async () => {
		const services = {
			[organizationsTarget]: serveOrganizations({
				accounts: { [one]: 'Production', [other]: 'Sandbox' },
				administrators: [other],
			}),
		};
		await using bench = await AwsBench.start({ services });
		const connections = [{ profile: 'demo' }, { profile: 'other' }];
		const window = () =>
			bench.window({
				settings: () => historySettings({ ...bench.settings, profile: '' }, connections),
			});
		const history = window();
		await history.sync();
		const names = { [one]: 'Production', [other]: 'Sandbox' };
		await vi.waitFor(
			() => expect(history.connection).toMatchObject({ accountNames: names }),
			10_000,
		);
		const asked = bench.server.requests().filter(({ action }) => action === 'DescribeAccount');
		// the member account is refused, then the administrator is asked
		expect(asked.map(({ accountId, outcome }) => [accountId, outcome])).toEqual([
			[one, 'AccessDeniedException'],
			[other, 'ok'],
			[other, 'ok'],
		]);
		const again = window();
		await again.calls({ limit: 1 });
		await vi.waitFor(() => expect(again.connection).toMatchObject({ accountNames: names }), 10_000);
	});
});
