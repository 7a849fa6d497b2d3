import { describe, expect, it } from 'vitest';
import { configurationEdits, isRun, runOperations } from '../../../src/model/configurationEdits.ts';
import { lastChanges, lastEdit } from '../../../src/model/lastEdit.ts';
import { buildCall, buildPipelineArn } from '../../builders/call.ts';
import { FakeHistory } from '../../builders/fakeHistory.ts';

const arn = buildPipelineArn();
const at = (day: number, eventName: string, overrides: Parameters<typeof buildCall>[0] = {}) =>
	buildCall({ eventName, eventTime: `2026-11-0${day}T09:00:00Z`, ...overrides });

describe('the last change', () => {
	const updated = at(2, 'UpdateImagePipeline');
	const ran = at(3, 'StartImagePipelineExecution');
	const noise = [
		at(4, 'UpdateImagePipeline', { errorCode: 'AccessDenied' }),
		at(4, 'GetImagePipeline', { readOnly: true }),
		at(4, 'CreateImage', { touches: [{ arn, role: 'reference' }] }),
	];

	it('is no run, which is told beside it', async () => {
		const history = new FakeHistory([updated, ran, ...noise]);
		expect(await lastChanges(history, arn)).toEqual({ lastEdit: updated, lastRun: ran });
		expect(await lastEdit(history, { arn })).toBe(updated);
	});

	it('is asked for once where nothing was run since', async () => {
		const history = new FakeHistory([updated, at(1, 'StartImagePipelineExecution'), ...noise]);
		expect(await lastChanges(history, arn)).toEqual({ lastEdit: updated });
		expect(history.asked).toEqual(['calls']);
	});

	it('is unknown where only runs are, or nothing is', async () => {
		expect(await lastChanges(new FakeHistory([ran]), arn)).toEqual({ lastRun: ran });
		expect(await lastChanges(new FakeHistory(noise), arn)).toEqual({});
	});

	it('can be by an operation that is newer than the table', async () => {
		const history = new FakeHistory([at(1, 'ReviseImagePipeline'), ran]);
		expect((await lastChanges(history, arn)).lastEdit?.eventName).toBe('ReviseImagePipeline');
	});
});

describe('runs', () => {
	it('are told from edits by one table', () => {
		expect(runOperations.every(isRun)).toBe(true);
		expect(configurationEdits.some(isRun)).toBe(false);
	});
});
