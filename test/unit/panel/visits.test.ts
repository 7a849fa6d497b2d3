import { describe, expect, it } from 'vitest';
import { Visits } from '../../../src/panel/visits.ts';

describe('Visits', () => {
	it('goes back and forth, and forgets what was ahead', () => {
		const visits = new Visits<string>('a', Object.is);
		expect(visits.canGo).toEqual({ back: false, forward: false });
		expect(visits.go(-1)).toBe(false);
		visits.visit('b');
		visits.visit('c');
		expect(visits.go(-1)).toBe(true);
		expect(visits.current).toBe('b');
		expect(visits.canGo).toEqual({ back: true, forward: true });
		visits.visit('d');
		expect(visits.current).toBe('d');
		expect(visits.go(1)).toBe(false);
		visits.go(-1);
		expect(visits.current).toBe('b');
	});

	it('remembers what changed meanwhile', () => {
		const visits = new Visits<string>('a', Object.is);
		visits.replace('a scrolled');
		visits.visit('b');
		visits.go(-1);
		expect(visits.current).toBe('a scrolled');
	});

	it('counts a second look at the same as no visit', () => {
		const visits = new Visits({ name: 'a', row: 1 }, (one, other) => one.name === other.name);
		visits.visit({ name: 'a', row: 7 });
		expect(visits.canGo.back).toBe(false);
		expect(visits.current.row).toBe(7);
	});

	it('keeps only so many', () => {
		const visits = new Visits<number>(0, Object.is);
		for (let index = 1; index <= 200; index++) {
			visits.visit(index);
		}
		let steps = 0;
		while (visits.go(-1)) {
			steps++;
		}
		expect(steps).toBe(49);
		expect(visits.current).toBe(151);
	});
});
