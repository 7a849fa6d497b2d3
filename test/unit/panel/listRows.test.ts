import { describe, expect, it } from 'vitest';
import { listedCall, takeRows } from '../../../src/panel/listRows.ts';
import { isListedCall } from '../../../src/protocol/listedCall.ts';
import { buildCall } from '../../builders/call.ts';
import { FakeHistory } from '../../builders/fakeHistory.ts';

const arn = 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/golden-ami';

describe('rows of the list', () => {
	it('are what the list shows, and nothing more', () => {
		const listed = listedCall(
			buildCall({
				userAgent: 'aws-cli/2.15.0',
				touches: [
					{ arn: 'arn:other', role: 'reference' },
					{ arn, role: 'subject' },
				],
			}),
		);
		expect(isListedCall(listed)).toBe(true);
		expect(listed).toMatchObject({ resource: arn, moreResources: 1 });
		expect(JSON.stringify(listed)).not.toContain('aws-cli');
		expect(listedCall(buildCall({ touches: [] }))).toMatchObject({ moreResources: 0 });
	});

	it('are short, however long the texts of a record are', () => {
		const long = 'x'.repeat(1_000_000);
		const listed = listedCall(
			buildCall({
				eventName: long,
				errorCode: long,
				errorMessage: long,
				sourceIPAddress: long,
				touches: [{ arn: long, role: 'subject' }],
				caller: { type: long, name: long, arn: long, role: long },
				origin: { kind: 'unknown', rule: long, evidence: long },
			}),
		);
		expect(JSON.stringify(listed).length).toBeLessThan(5000);
	});

	it('come page by page in either order', async () => {
		const calls = [1, 2, 3].map((day) => buildCall({ eventTime: `2026-11-0${day}T00:00:00Z` }));
		const history = new FakeHistory(calls);
		const first = await takeRows(history, { order: 'oldest', limit: 2 });
		const { next = '' } = first;
		const second = await takeRows(history, { order: 'oldest', limit: 2, after: next });
		expect([...first.calls, ...second.calls].map(({ eventId }) => eventId)).toEqual(
			calls.map(({ eventId }) => eventId),
		);
		expect(second.next).toBeUndefined();
	});
});
