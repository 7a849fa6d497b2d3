import { describe, expect, it } from 'vitest';
import type { Call } from '../../../src/model/call.ts';
import { english } from '../../../src/model/translate.ts';
import { takeDetail } from '../../../src/panel/callDetail.ts';
import { buildCall } from '../../builders/call.ts';
import { FakeHistory } from '../../builders/fakeHistory.ts';

const arn = 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/golden-ami';
const build = 'arn:aws:imagebuilder:us-east-1:111122223333:image/golden/1.0.0/7';
const session = { type: 'AssumedRole', name: 'alice', session: 's-1' };
const requestID = '11111111-2222-3333-4444-555555555555';

function call(minute: number, more: Partial<Call> = {}): Call {
	return buildCall({
		eventTime: `2026-11-20T10:${String(minute).padStart(2, '0')}:00Z`,
		eventName: 'UpdateImagePipeline',
		touches: [{ arn, role: 'subject' }],
		...more,
	});
}

/** A history whose records hold the given requests. */
function historyOf(
	calls: readonly Call[],
	requests: Readonly<Record<string, object>> = {},
): FakeHistory {
	const history = new FakeHistory(calls);
	history.record = async (eventId) => {
		const found = calls.find((each) => each.eventId === eventId);
		return (
			found &&
			JSON.stringify({
				eventID: eventId,
				eventSource: 'imagebuilder.amazonaws.com',
				eventName: found.eventName,
				eventTime: found.eventTime,
				requestID,
				requestParameters: requests[eventId] ?? {},
			})
		);
	};
	return history;
}

describe('takeDetail', () => {
	it('is refused for a call that is not known', async () => {
		await expect(takeDetail(new FakeHistory(), 'x', english)).rejects.toMatchObject({
			code: 'not-found',
		});
	});

	it('tells what changed against the call before, without what was sent again', async () => {
		const [first, start, second] = [
			call(1, { eventName: 'CreateImagePipeline' }),
			call(2, { eventName: 'StartImagePipelineExecution' }),
			call(3),
		];
		const history = historyOf([first, start, second], {
			[first.eventId]: { name: 'golden', status: 'ENABLED', description: 'old' },
			[second.eventId]: { imagePipelineArn: arn, status: 'ENABLED', description: 'new' },
		});
		const { changes } = await takeDetail(history, second.eventId, english);
		expect(changes?.arn).toBe(arn);
		expect(changes?.before?.to).toEqual({ eventId: first.eventId });
		expect(changes?.properties).toEqual([
			{ path: 'description', kind: 'changed', before: 'old', after: 'new' },
		]);
		expect((await takeDetail(history, start.eventId, english)).changes).toBeUndefined();
		expect((await takeDetail(history, first.eventId, english)).changes?.before).toBeUndefined();
	});

	it('sends only the beginning of a very long value', async () => {
		const only = call(1);
		const history = historyOf([only], { [only.eventId]: { data: 'x'.repeat(100_000) } });
		const { changes } = await takeDetail(history, only.eventId, english);
		expect(String(changes?.properties[0]?.after)).toHaveLength(4001);
	});

	it('explains a failure', async () => {
		const failed = call(1, { errorCode: 'ResourceNotFoundException', errorMessage: 'gone' });
		const { failure } = await takeDetail(historyOf([failed]), failed.eventId, english);
		expect(failure?.kind).toBe('not-found');
	});

	it('leads to the calls around it and to the build it started', async () => {
		const start = call(30, {
			eventName: 'StartImagePipelineExecution',
			caller: session,
			touches: [
				{ arn, role: 'subject' },
				{ arn: build, role: 'subject' },
			],
		});
		const [before, after] = [call(10), call(50)];
		const others = [5, 6, 7, 8, 40].map((minute) =>
			call(minute, { caller: session, touches: [], eventName: `Session${minute}` }),
		);
		const history = historyOf([start, before, after, call(1), call(59), ...others]);
		const { related = [] } = await takeDetail(history, start.eventId, english);
		const labels = (title: string) =>
			related.find((group) => group.title === title)?.links.map(({ label }) => label);
		expect(labels('The build it started')).toHaveLength(1);
		expect(related[0]?.links[0]?.to).toEqual({ target: { kind: 'resource', arn: build } });
		expect(
			related.find(({ title }) => title.startsWith('The same resource'))?.links.map(({ to }) => to),
		).toEqual([{ eventId: before.eventId }, { eventId: after.eventId }]);
		expect(labels('The same sign-in')).toEqual([
			'Session6',
			'Session7',
			'Session8',
			'Session40',
			'All calls of this sign-in',
		]);
	});

	it('finds calls that share a request, and searches for nothing but ids', async () => {
		const [one, other] = [call(1), call(2, { userAgent: requestID })];
		const history = historyOf([one, other]);
		const { related = [] } = await takeDetail(history, one.eventId, english);
		expect(related.find(({ title }) => title.startsWith('The same request'))?.links[0]?.to).toEqual(
			{ eventId: other.eventId },
		);
		history.record = async () => JSON.stringify({ requestID: 'is:failed *', eventName: 'x' });
		const asked = history.asked.length;
		await takeDetail(history, one.eventId, english);
		expect(history.asked.slice(asked).filter((each) => each.includes('text'))).toEqual([]);
	});
});
