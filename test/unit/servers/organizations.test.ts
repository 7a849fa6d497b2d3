import { describe, expect, it } from 'vitest';
import type { ServiceRequest } from '../../servers/awsWorld.ts';
import { serveOrganizations } from '../../servers/organizations.ts';

const serve = serveOrganizations({
	accounts: { '111122223333': 'Production', '444455556666': 'Sandbox' },
	administrators: ['111122223333'],
});
const request: ServiceRequest = {
	action: 'DescribeAccount',
	parameters: { AccountId: '444455556666' },
	accountId: '111122223333',
	region: 'us-east-1',
	signedFor: 'organizations',
	now: Date.parse('2026-11-20T00:00:00Z'),
	closed: new AbortController().signal,
};

describe('the stand-in for Organizations', () => {
	it('names an account to the administrator', () => {
		expect(serve(request)).toMatchObject({ Account: { Id: '444455556666', Name: 'Sandbox' } });
	});

	it.each([
		[{ accountId: '444455556666' }, 'AccessDeniedException'],
		[{ accountId: '777788889999' }, 'AWSOrganizationsNotInUseException'],
		[{ parameters: { AccountId: '777788889999' } }, 'AccountNotFoundException'],
		[{ parameters: { AccountId: 'x' } }, 'InvalidInputException'],
		[{ action: 'ListAccounts' }, 'UnknownOperationException'],
		[{ region: 'eu-central-1' }, 'InvalidSignatureException'],
		[{ signedFor: 'cloudtrail' }, 'InvalidSignatureException'],
	])('refuses %j as AWS does', (change, code) => {
		expect(() => serve({ ...request, ...change })).toThrow(expect.objectContaining({ code }));
	});
});
