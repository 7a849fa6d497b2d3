/** A source of numbers that gives the same ones for the same seed (mulberry32). */
export interface Random {
	/** 0 inclusive to 1 exclusive. */
	next(): number;
	/** An integer from 0 to `below` - 1. */
	below(limit: number): number;
	pick<T>(choices: readonly T[]): T;
	/** Hexadecimal digits. */
	hex(digits: number): string;
	/** A version 4 UUID. */
	uuid(): string;
}

export function createRandom(seed: number): Random {
	let state = seed >>> 0;
	function next(): number {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
	}
	function below(limit: number): number {
		return Math.floor(next() * limit);
	}
	function hex(digits: number): string {
		let text = '';
		while (text.length < digits) {
			text += Math.floor(next() * 0x1_0000_0000)
				.toString(16)
				.padStart(8, '0');
		}
		return text.slice(0, digits);
	}
	return {
		next,
		below,
		pick: (choices) => {
			const choice = choices[below(choices.length)];
			if (choice === undefined) {
				throw new Error('nothing to pick from');
			}
			return choice;
		},
		hex,
		uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
	};
}
