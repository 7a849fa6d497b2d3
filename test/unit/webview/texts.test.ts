import { describe, expect, it } from 'vitest';
import { flattenJson } from '../../../src/webview/flattenJson.ts';
import { callerBadges, identityChain, identityFacts } from '../../../src/webview/identity.ts';
import { fullTime, shortTime, utcTime } from '../../../src/webview/times.ts';
import { visibleText } from '../../../src/webview/visibleText.ts';
import { buildCall } from '../../builders/call.ts';

describe('visibleText', () => {
	it('shows what would hide or reorder text', () => {
		expect(visibleText('a\u202eb\u200bc\u0007d\ufeff')).toBe(
			'a⟨U+202E⟩b⟨U+200B⟩c⟨U+0007⟩d⟨U+FEFF⟩',
		);
		expect(visibleText('\ud800')).toBe('⟨U+D800⟩');
	});

	it('keeps lines, tabs, and letters of any script', () => {
		const text = 'one\n\ttwo\nдва 三 أربعة 🎉';
		expect(visibleText(text)).toBe(text);
	});

	it('counts what is too long', () => {
		expect(visibleText('x'.repeat(1_000_000), 10)).toBe(
			`xxxxxxxxxx… (${(999_990).toLocaleString()} more characters)`,
		);
	});
});

describe('flattenJson', () => {
	it('names each value by the way to it', () => {
		const request = {
			name: 'golden-ami',
			components: [{ componentArn: 'a', parameter: [] }, { componentArn: 'b' }],
			enabled: false,
			tags: {},
			note: null,
		};
		expect(flattenJson(request).values).toEqual([
			{ name: 'name', value: 'golden-ami' },
			{ name: 'components[0].componentArn', value: 'a' },
			{ name: 'components[0].parameter', value: '[]' },
			{ name: 'components[1].componentArn', value: 'b' },
			{ name: 'enabled', value: 'false' },
			{ name: 'tags', value: '{}' },
			{ name: 'note', value: 'null' },
		]);
	});

	it('is empty for what the record does not have', () => {
		expect(flattenJson(null)).toEqual({ values: [], cut: false });
		expect(flattenJson(undefined)).toEqual({ values: [], cut: false });
	});

	it('cuts what is long and does not fall into what is deep', () => {
		const long = flattenJson(
			Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i])),
		);
		expect(long.values).toHaveLength(300);
		expect(long.cut).toBe(true);
		let deep: unknown = 'end';
		for (let depth = 0; depth < 2000; depth++) {
			deep = { in: deep };
		}
		expect(flattenJson(deep).values).toHaveLength(1);
	});
});

describe('identity', () => {
	it('spells the chain from whoever signed in to whoever asked', () => {
		const chain = identityChain({
			type: 'AssumedRole',
			name: 'run-7',
			role: 'image-ci',
			federatedProvider: 'token.actions.githubusercontent.com',
			sourceIdentity: 'alice',
			invokedBy: 'cloudformation.amazonaws.com',
		});
		expect(chain.map(({ name, value }) => `${name} ${value}`)).toEqual([
			'federated by token.actions.githubusercontent.com',
			'source identity alice',
			'role image-ci',
			'session run-7',
			'through cloudformation.amazonaws.com',
		]);
	});

	it('says nothing twice', () => {
		const chain = identityChain({
			type: 'AWSService',
			name: 'imagebuilder.amazonaws.com',
			invokedBy: 'imagebuilder.amazonaws.com',
		});
		expect(chain).toEqual([{ name: 'service', value: 'imagebuilder.amazonaws.com' }]);
	});

	it('tells "no MFA" from "not said"', () => {
		const mfa = (value?: boolean, type = 'IAMUser') =>
			identityFacts({
				type,
				name: 'dave',
				...(value !== undefined && { mfa: value }),
			}).find(({ name }) => name === 'MFA')?.value;
		expect([mfa(true), mfa(false), mfa()]).toEqual(['yes', 'no', 'the record does not say']);
		expect(mfa(true, 'AssumedRole')).toBe('yes');
		expect(mfa(false, 'AssumedRole')).toBe('not recorded for role sessions');
		expect(mfa(undefined, 'AWSService')).toBeUndefined();
	});

	it('marks root, people without MFA and the console, and spares machines', () => {
		const origin = { kind: 'terraform', rule: 'r', evidence: 'e' } as const;
		const console = { ...origin, kind: 'console' } as const;
		const badges = (type: string, mfa: boolean, by: typeof origin | typeof console) =>
			callerBadges(buildCall({ caller: { type, name: 'x', mfa }, origin: by }));
		expect(badges('Root', false, console)).toEqual(['root', 'no MFA', 'console']);
		expect(badges('IAMUser', false, origin)).toEqual(['no MFA']);
		expect(badges('AssumedRole', false, origin)).toEqual([]);
		expect(badges('AssumedRole', false, console)).toEqual(['console']);
		expect(badges('IdentityCenterUser', false, console)).toEqual(['console']);
	});
});

describe('times', () => {
	const now = Date.parse('2026-11-22T12:00:00Z');

	it('leaves out the year of now only', () => {
		expect(shortTime('2026-11-20T09:30:00Z', now, 'en-GB')).not.toContain('2026');
		expect(shortTime('2025-11-20T09:30:00Z', now, 'en-GB')).toContain('2025');
		expect(fullTime('2026-11-20T09:30:07Z', 'en-GB')).toMatch(/20 November 2026.*:30:07/);
	});

	it('spells UTC', () => {
		expect(utcTime('2026-11-20T09:30:00Z')).toBe('2026-11-20 09:30:00 UTC');
		expect(utcTime('2026-11-20T09:30:00.250Z')).toBe('2026-11-20 09:30:00.250 UTC');
	});

	it('shows what is no time as the text it is', () => {
		expect(utcTime('yester\u202eday')).toBe('yesterday');
		expect(shortTime('yesterday', now)).toBe('yesterday');
	});
});
