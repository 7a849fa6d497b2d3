import { describe, expect, it } from 'vitest';
import { Flights } from '../../../src/sync/flights.ts';
import { VirtualClock } from './virtualClock.ts';

const start = Date.parse('2026-11-20T12:00:00Z');

/** Requests one after the other that take so many ms; the last two may stay unanswered. */
async function fly(took: readonly number[], open = 0) {
	const clock = new VirtualClock(start);
	const flights = new Flights(clock, 1000);
	let leftAt = 0;
	for (const [index, ms] of took.entries()) {
		const departure = flights.depart();
		await clock.run(clock.sleep(3));
		departure.left();
		if (index === took.length - 2) {
			leftAt = clock.now();
		}
		await clock.run(clock.sleep(ms));
		if (index < took.length - open) {
			departure.answered();
		}
	}
	return { flights, late: flights.beforeLastArrived - leftAt };
}

describe('Flights', () => {
	it('knows nothing before two requests', async () => {
		expect((await fly([50])).flights.beforeLastArrived).toBe(Number.NEGATIVE_INFINITY);
	});

	it('is careful while connections are opened', async () => {
		expect((await fly([50, 50])).late).toBe(40);
	});

	it('takes the moment at which a request really left', async () => {
		expect((await fly([50, 50, 50, 50, 50, 50])).late).toBe(0);
	});

	it('takes a request that took longer than the others for late by that much', async () => {
		expect((await fly([50, 51, 50, 49, 50, 50, 130, 50])).late).toBe(80);
	});

	it('takes a request that is not yet answered for late as well, up to a limit', async () => {
		expect((await fly([50, 51, 50, 49, 50, 50, 60, 60], 2)).late).toBeGreaterThanOrEqual(70);
		expect((await fly([50, 51, 50, 49, 50, 50, 5000, 60], 2)).late).toBe(250);
	});

	it('takes the quickest answer of a near server for the usual one on a busy machine', async () => {
		expect((await fly([5, 120, 9, 90, 60, 4, 130, 8, 100, 6])).late).toBe(96);
	});

	it('tells nothing from answers that take now longer, now shorter anyway', async () => {
		expect((await fly([200, 1500, 400, 3000, 700, 2500, 3900, 300])).late).toBe(0);
	});
});
