import type { Connection } from './connection.ts';

/** No back-off is longer; what lies further ahead was written by a clock that was wrong. */
const farthest = 15 * 60_000;

interface Slot {
	readonly last: number;
	readonly held_until: number;
}

/**
 * Takes the next free moment of a key, for all processes together.
 * @returns epoch ms, at least `now`, and at least `interval` ms after the moment given out before.
 */
export function reserveSlot(
	connection: Connection,
	key: string,
	interval: number,
	now: number,
): number {
	return connection.write(() => {
		const slot = connection.get<Slot>('SELECT last, held_until FROM slot WHERE key = ?', key);
		const sane = (moment: number) => (moment > now + farthest ? now : moment);
		const free = slot ? Math.max(sane(slot.last + interval), sane(slot.held_until)) : now;
		const moment = Math.ceil(Math.max(free, now));
		connection.run(
			`INSERT INTO slot (key, last, held_until) VALUES (?, ?, 0)
			ON CONFLICT DO UPDATE SET last = excluded.last`,
			key,
			moment,
		);
		return moment;
	});
}

/** Gives out no moment of a key before `until`, epoch ms: somebody was throttled. */
export function holdSlots(connection: Connection, key: string, until: number): void {
	connection.write(() => {
		connection.run(
			`INSERT INTO slot (key, last, held_until) VALUES (?, 0, ?)
			ON CONFLICT DO UPDATE SET held_until = CASE
				WHEN held_until > excluded.held_until + ? THEN excluded.held_until
				ELSE max(held_until, excluded.held_until) END`,
			key,
			Math.ceil(until),
			farthest,
		);
	});
}
