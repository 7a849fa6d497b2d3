import { expect, it } from 'vitest';
import { EngineJobs } from '../../../src/engine/engineJobs.ts';

it('lets people go who cancelled, though the engine has still to stop what it began', async () => {
	const aborted: number[] = [];
	const jobs = new EngineJobs((job) => aborted.push(job));
	const never = () => new Promise<string>(() => undefined);
	const stop = new AbortController();
	const asked = jobs.ask(stop.signal, never);
	const fetched = jobs.runFetch({ signal: stop.signal }, never);
	stop.abort();
	await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
	await expect(fetched).rejects.toMatchObject({ code: 'cancelled' });
	expect(aborted).toEqual([1, 2]);
});

it('gives what was read to who cancelled, where that comes soon', async () => {
	const ended = Promise.withResolvers<string>();
	const jobs = new EngineJobs(() => ended.resolve('some'));
	const stop = new AbortController();
	const fetched = jobs.runFetch({ signal: stop.signal }, () => ended.promise);
	stop.abort();
	expect(await fetched).toBe('some');
});
