import { describe, expect, it } from 'vitest';
import { readTickets, Tickets } from '../../../src/engine/tickets.ts';

const cancelled = expect.objectContaining({ code: 'cancelled' });

describe('Tickets', () => {
	it('tells the other side which question was taken back, and only that one', async () => {
		const tickets = new Tickets();
		const isTakenBack = readTickets(tickets.memory);
		const given: (number | undefined)[] = [];
		const never = (ticket: number | undefined) => {
			given.push(ticket);
			return new Promise<string>(() => undefined);
		};
		const controller = new AbortController();
		const first = tickets.ask(controller.signal, never);
		const second = tickets.ask(new AbortController().signal, async (ticket) => {
			given.push(ticket);
			return 'rows';
		});
		expect(given.map(isTakenBack)).toEqual([false, false]);
		controller.abort();
		expect(given.map(isTakenBack)).toEqual([true, false]);
		// whoever asked does not wait for the other side to notice
		await expect(first).rejects.toEqual(cancelled);
		await expect(second).resolves.toBe('rows');
	});

	it('asks nothing where it is too late already', async () => {
		let asked = 0;
		const ask = async () => ++asked;
		await expect(new Tickets().ask(AbortSignal.abort(), ask)).rejects.toEqual(cancelled);
		expect(asked).toBe(0);
		await expect(new Tickets().ask(undefined, ask)).resolves.toBe(1);
	});

	it('passes on why a question failed', async () => {
		const { signal } = new AbortController();
		const failed = new Tickets().ask(signal, async () => {
			throw new Error('damaged');
		});
		await expect(failed).rejects.toThrow('damaged');
	});
});
