import { describe, expect, it } from 'vitest';
import {
	callerText,
	changesText,
	outcomeText,
	relativeTime,
	subjectTitle,
	timeLeft,
} from '../../../src/model/describe.ts';
import { buildCall } from '../../builders/call.ts';

const now = Date.parse('2026-11-20T12:00:00Z');

describe('relativeTime', () => {
	it.each([
		['2026-11-20T12:05:00Z', 'now'],
		['2026-11-20T11:59:30Z', 'now'],
		['2026-11-20T11:01:00Z', '59 min ago'],
		['2026-11-20T11:00:00Z', '1 h ago'],
		['2026-11-19T12:00:00Z', '1 d ago'],
		['2026-09-01T12:00:00Z', '80 d ago'],
		['2026-05-20T12:00:00Z', '6 mo ago'],
		['2023-11-20T11:00:00Z', '3 y ago'],
		['nonsense', 'nonsense'],
	])('says of %s %s', (time, text) => {
		expect(relativeTime(time, now)).toBe(text);
	});
});

describe('words', () => {
	it('counts', () => {
		expect([0, 1, 2].map((count) => changesText(count))).toEqual([
			'0 changes',
			'1 change',
			'2 changes',
		]);
		expect(timeLeft(3)).toBe('a few seconds');
		expect(timeLeft(41)).toBe('about 50 s');
		expect(timeLeft(600)).toBe('about 10 min');
	});

	it('names the caller with the role, the permission set for IAM Identity Center', () => {
		expect(callerText({ name: 'alice', role: 'Deployer' })).toBe('alice (Deployer)');
		expect(
			callerText({
				name: 'alice',
				role: 'AWSReservedSSO_Admin_0123456789abcdef',
			}),
		).toBe('alice (Admin)');
		expect(callerText({ name: 'Batch', role: 'Batch' })).toBe('Batch');
	});

	it('says the outcome', () => {
		expect(outcomeText(buildCall())).toBe('change');
		expect(outcomeText(buildCall({ readOnly: true }))).toBe('read');
		expect(outcomeText(buildCall({ errorCode: 'Denied\n' }))).toBe('failed: Denied');
	});

	it('titles a call by its subject', () => {
		expect(subjectTitle(buildCall())).toBe('golden-ami');
		expect(subjectTitle(buildCall({ touches: [] }))).toBeUndefined();
	});
});
