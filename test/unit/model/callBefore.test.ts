import { describe, expect, it } from 'vitest';
import { callBefore, callChanges } from '../../../src/model/callBefore.ts';
import { buildCall } from '../../builders/call.ts';
import { FakeHistory } from '../../builders/fakeHistory.ts';

const at = (day: number, overrides: Parameters<typeof buildCall>[0] = {}) =>
	buildCall({ eventTime: `2026-11-0${day}T09:00:00Z`, ...overrides });

class Recorded extends FakeHistory {
	override async record(eventId: string): Promise<string | undefined> {
		const call = await this.call(eventId);
		return JSON.stringify({ requestParameters: { status: call?.userAgent } });
	}
}

describe('the call before', () => {
	const created = at(1, { eventName: 'CreateImagePipeline', userAgent: 'ENABLED' });
	const refused = at(2, { errorCode: 'AccessDenied' });
	const other = at(3, { touches: [] });
	const updated = at(4, { userAgent: 'DISABLED' });
	const started = at(5, { eventName: 'StartImagePipelineExecution' });
	const again = at(6, { eventName: 'StartImagePipelineExecution' });
	const history = new Recorded([created, refused, other, updated, started, again]);

	it('is the last that set the same resource', async () => {
		expect(await callBefore(history, updated)).toBe(created);
		expect(await callBefore(history, created)).toBeUndefined();
	});

	it('is of the same operation where nothing is set', async () => {
		expect(await callBefore(history, again)).toBe(started);
		expect(await callBefore(history, started)).toBeUndefined();
	});

	it('shows what a call changed', async () => {
		expect(await callChanges(history, updated)).toEqual([
			{ path: 'status', kind: 'changed', before: 'ENABLED', after: 'DISABLED' },
		]);
		expect(await callChanges(history, created)).toBeUndefined();
		expect(await callChanges(history, refused)).toBeUndefined();
		expect(await callChanges(history, again)).toBeUndefined();
	});
});
