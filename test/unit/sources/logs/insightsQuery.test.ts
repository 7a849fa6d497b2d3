import { describe, expect, it } from 'vitest';
import { placesQuery, recordsQuery } from '../../../../src/sources/logs/insightsQuery.ts';
import { addressOf } from '../../../../src/sources/logs/logGroup.ts';

describe('queries of Logs Insights', () => {
	it('ask for whole records of Image Builder, newest first', () => {
		expect(recordsQuery()).toBe(
			[
				'fields @timestamp, @message',
				'| filter @message like /"eventSource"\\s*:\\s*"(imagebuilder\\.amazonaws\\.com)"/',
				'| sort @timestamp desc',
				'| limit 10000',
			].join('\n'),
		);
	});

	it('take nothing of a window but names of accounts and Regions', () => {
		const query = recordsQuery({
			accounts: ['111122223333', '/ | stats count(*)', '444455556666'],
			regions: ['eu-central-1', '.*"/ or 1'],
		});
		expect(query).toContain(
			'filter @message like /"recipientAccountId"\\s*:\\s*"(111122223333|444455556666)"/',
		);
		expect(query).toContain('filter @message like /"awsRegion"\\s*:\\s*"(eu-central-1)"/');
		expect(query).not.toContain('stats');
	});

	it('use only fields that the class of the group discovers', () => {
		expect(placesQuery(true)).not.toContain('@message');
		expect(placesQuery(false)).not.toContain('filter eventSource');
		// 10,000 characters is the most that StartQuery takes
		expect(placesQuery(false).length).toBeLessThan(1000);
	});
});

describe('addresses of log groups', () => {
	it.each([
		['aws/cloudtrail/managementevents', { name: 'aws/cloudtrail/managementevents' }],
		[
			'arn:aws:logs:eu-central-1:111122223333:log-group:/trail/logs:*',
			{ name: '/trail/logs', region: 'eu-central-1', accountId: '111122223333' },
		],
		[
			'arn:aws-cn:logs:cn-north-1:444455556666:log-group:trail',
			{ name: 'trail', region: 'cn-north-1', accountId: '444455556666' },
		],
	])('read %s', (text, address) => {
		expect(addressOf(` ${text} `)).toEqual({ ...address, identifier: text.replace(/:\*$/, '') });
	});
});
