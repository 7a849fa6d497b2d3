import { describe, expect, it } from 'vitest';
import { narrowedQuery } from '../../../src/model/narrowQuery.ts';

describe('narrowedQuery', () => {
	it.each([
		['', 'op:Update*', 'op:Update*'],
		['who:alice since:7d', 'op:Update*', 'who:alice since:7d op:Update*'],
		// given twice they would widen it
		['who:alice since:7d', 'who:bob', 'since:7d who:bob'],
		['User:alice', 'who:bob', 'who:bob'],
		['-who:alice', 'who:bob', '-who:alice who:bob'],
		// given twice they would contradict each other
		['account:1 golden', 'account:2 region:us-east-1', 'golden account:2 region:us-east-1'],
		['is:console is:failed', 'is:change is:ok', 'is:console is:change is:ok'],
		['AccessDenied', 'AccessDenied', 'AccessDenied'],
		['golden "ami', 'op:Get*', 'golden "ami" op:Get*'],
	])('of %j by %j', (text, by, narrowed) => {
		expect(narrowedQuery(text, by)).toBe(narrowed);
	});
});
