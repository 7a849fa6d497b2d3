import { describe, expect, it } from 'vitest';
import { readRebuilt, rebuildRecord } from '../../../src/sources/query/rebuildRecord.ts';
import { hostileTexts } from '../../builders/hostile.ts';

describe('a record of fields', () => {
	it('is spelled as CloudTrail does, without what has no value', () => {
		const built = rebuildRecord(
			JSON.stringify({
				eventVersion: '1.11',
				'userIdentity.type': 'AssumedRole',
				'userIdentity.sessionContext.attributes.mfaAuthenticated': 'true',
				'userIdentity.sessionContext.attributes.creationDate': '2026-01-01 08:00:00.000',
				'userIdentity.userName': null,
				'userIdentity.onBehalfOf.userId': '',
				readOnly: 'false',
				managementEvent: 'true',
				requestParameters: '{"name":"a","tags":{"x":1.5}}',
				responseElements: 'null',
				additionalEventData: '{"cut',
				'__proto__.polluted': 'yes',
				unknown: 'x',
			}),
		);
		expect(built?.record).toEqual({
			eventVersion: '1.11',
			userIdentity: {
				type: 'AssumedRole',
				sessionContext: {
					attributes: { creationDate: '2026-01-01T08:00:00Z', mfaAuthenticated: 'true' },
				},
			},
			requestParameters: { name: 'a', tags: { x: 1.5 } },
			additionalEventData: '{"cut',
			readOnly: false,
			managementEvent: true,
		});
		expect(JSON.parse(built?.json ?? '')).toEqual(built?.record);
	});

	it.each(['', '[]', 'null', '{', '{}', ...hostileTexts])('is none of %j', (text) => {
		expect(readRebuilt(text)).toMatchObject({ ok: false });
	});
});
