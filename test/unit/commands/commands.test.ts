import { describe, expect, it } from 'vitest';
import { arnIn, callIn, eventIdIn, eventIdsIn } from '../../../src/commands/commandArguments.ts';
import { type ExportFormat, exportedText } from '../../../src/commands/exportedText.ts';
import { recentFirst, targetKey } from '../../../src/commands/recentTargets.ts';
import { signInArguments, signInChoices } from '../../../src/commands/signInArguments.ts';
import { csvHeader } from '../../../src/model/csv.ts';
import { HistoryError } from '../../../src/model/errors.ts';
import { createRedactor, type Redactor } from '../../../src/model/redact.ts';
import { buildCall, buildPipelineArn } from '../../builders/call.ts';
import { FakeHistory } from '../../builders/fakeHistory.ts';

describe('arguments of commands', () => {
	it('take an ARN or a row', () => {
		const arn = buildPipelineArn();
		expect(arnIn(` ${arn} `)).toBe(arn);
		expect(arnIn({ type: 'resource', arn })).toBe(arn);
		for (const value of [undefined, null, 3, 'golden-ami', {}, { arn: 5 }]) {
			expect(arnIn(value)).toBeUndefined();
		}
	});

	it('take the call of a row', () => {
		const call = buildCall();
		expect(callIn({ type: 'call', call })).toBe(call);
		for (const value of [undefined, 'a', {}, { call: 3 }, { call: { touches: [] } }]) {
			expect(callIn(value)).toBeUndefined();
		}
	});

	it('take event ids from rows, lists and a selection', () => {
		expect(eventIdIn({ eventId: 'a' })).toBe('a');
		expect(eventIdsIn([{ eventId: 'a' }])).toEqual(['a']);
		expect(eventIdsIn([{ eventId: 'a' }, [{ eventId: 'a' }, { eventId: 'b' }]])).toEqual([
			'a',
			'b',
		]);
		expect(eventIdsIn([{ eventId: 'a' }, [{ eventId: 'a' }]])).toEqual(['a']);
		expect(eventIdsIn(['a', 'b'])).toEqual(['a', 'b']);
		expect(eventIdsIn([['a', 'b']])).toEqual(['a', 'b']);
		expect(eventIdsIn([])).toEqual([]);
	});
});

describe('signInChoices', () => {
	const profiles = [
		{ name: 'dev', kind: 'sso' as const },
		{ name: 'prod', kind: 'login' as const },
		{ name: 'keys', kind: 'keys' as const },
	];
	const expired = new HistoryError('expired-session', 'Expired.', { details: { signIn: 'sso' } });

	it('are the connections whose session expired', () => {
		const connections = [{ profile: 'dev', error: expired }, { profile: 'prod' }];
		expect(signInChoices(connections, profiles).map(({ profile }) => profile)).toEqual(['dev']);
	});

	it('are all that have a sign-in where none expired, each once', () => {
		const connections = ['dev', 'prod', 'keys', 'dev'].map((profile) => ({ profile }));
		expect(signInChoices(connections, profiles)).toEqual([
			{ profile: 'dev', args: ['sso', 'login', '--profile=dev'] },
			{ profile: 'prod', args: ['login', '--profile=prod'] },
		]);
	});
});

describe('exportedText', () => {
	async function textOf(calls: number, format: ExportFormat, redactor?: Redactor) {
		const history = new FakeHistory(Array.from({ length: calls }, () => buildCall()));
		let text = '';
		let count = 0;
		for await (const piece of exportedText(history, {
			filter: {},
			format,
			...(redactor && { redactor }),
		})) {
			text += piece.text;
			count += piece.calls;
		}
		return { text, count };
	}

	it('writes records that an import reads again, over several pages', async () => {
		const { text, count } = await textOf(250, 'json');
		const { Records } = JSON.parse(text) as { Records: { eventID: string }[] };
		expect(count).toBe(250);
		expect(new Set(Records.map(({ eventID }) => eventID)).size).toBe(250);
	});

	it('writes one card a call', async () => {
		const { text, count } = await textOf(3, 'markdown');
		expect(count).toBe(3);
		expect(text.match(/^## `UpdateImagePipeline`/gm)).toHaveLength(3);
	});

	it.each(['json', 'csv', 'markdown'] as const)(
		'leaves out of %s what shall not leave',
		async (format) => {
			const choice = { accounts: true, people: true, resources: true };
			const { text, count } = await textOf(3, format, createRedactor(choice));
			expect(count).toBe(3);
			expect(text).not.toMatch(/alice|golden-ami|111122223333/);
		},
	);

	it.each(['json', 'csv', 'markdown'] as const)('stands hostile calls in %s', async (format) => {
		const evil = `=HYPERLINK("x")\r\n\`\`\`<img src=x>[l](command:y)|\u202e${'x'.repeat(1_000_000)}`;
		const call = buildCall({
			eventName: evil,
			errorCode: evil,
			errorMessage: evil,
			sourceIPAddress: evil,
			userAgent: evil,
			caller: { type: evil, name: evil, arn: evil },
			touches: [{ arn: evil, role: 'subject' }],
		});
		const texts: string[] = [];
		const redactor = createRedactor({ accounts: true, addresses: true, people: format !== 'csv' });
		const history = new FakeHistory([call]);
		for await (const { text } of exportedText(history, { filter: {}, format, redactor })) {
			texts.push(text);
		}
		const text = texts.join('');
		if (format === 'json') {
			expect(JSON.parse(text)).toMatchObject({ Records: [{ eventName: evil }] });
		} else if (format === 'csv') {
			expect(text).toContain(`"'=HYPERLINK(""x"")`);
			expect(text).not.toMatch(/(?:^|,)"?=/m);
		} else {
			expect(text.length).toBeLessThan(20_000);
			expect(text).not.toContain('\u202e');
		}
	});

	it('writes JSON of nothing', async () => {
		expect(JSON.parse((await textOf(0, 'json')).text)).toEqual({ Records: [] });
	});

	it('writes one line a call', async () => {
		const { text } = await textOf(120, 'csv');
		expect(text.startsWith(csvHeader)).toBe(true);
		expect(text.trimEnd().split('\r\n')).toHaveLength(121);
	});
});

describe('signInArguments', () => {
	it.each([
		['dev', 'sso', undefined, ['sso', 'login', '--profile=dev']],
		['dev', undefined, 'login', ['login', '--profile=dev']],
		['', undefined, 'sso', ['sso', 'login']],
		['-x', 'login', 'sso', ['login', '--profile=-x']],
		['dev', undefined, 'keys', undefined],
	] as const)('of %j, %s, %s', (profile, hint, kind, expected) => {
		expect(signInArguments(profile, hint, kind)).toEqual(expected);
	});
});

describe('recentFirst', () => {
	it('puts what was looked up lately first, in that order', () => {
		const items = ['a', 'b', 'c'].map((caller) => ({
			target: { kind: 'caller' as const, caller },
		}));
		const { before, after } = recentFirst(items, ['caller c', 'resource x', 'caller a']);
		expect(before.map(({ target }) => targetKey(target))).toEqual(['caller c', 'caller a']);
		expect(after.map(({ target }) => targetKey(target))).toEqual(['caller b']);
	});
});
