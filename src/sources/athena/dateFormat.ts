/** A pattern of Java's DateTimeFormatter as partition projection has them, for UTC. */
export interface DateFormat {
	format(time: number): string;
	/** @returns ms since 1970; undefined where the text is no such date. */
	parse(text: string): number | undefined;
	/** Do the texts sort as the times do? */
	readonly sorted: boolean;
	/** How long one value is good for, ms. */
	readonly step: number;
}

const units = {
	yyyy: { digits: 4, step: 366 * 86_400_000 },
	MM: { digits: 2, step: 31 * 86_400_000 },
	dd: { digits: 2, step: 86_400_000 },
	HH: { digits: 2, step: 3_600_000 },
	mm: { digits: 2, step: 60_000 },
} as const;
type Unit = keyof typeof units;
const order: readonly Unit[] = ['yyyy', 'MM', 'dd', 'HH', 'mm'];

/** @returns undefined where the pattern holds something that logs are not partitioned by. */
export function readDateFormat(pattern: string): DateFormat | undefined {
	const parts: (Unit | { readonly text: string })[] = [];
	for (const [token, quoted] of pattern.matchAll(/'([^']*)'|([A-Za-z])\2*|[^A-Za-z']+/g)) {
		const unit = order.find((each) => each === token);
		if (unit) {
			parts.push(unit);
		} else if (quoted === undefined && /^[A-Za-z]/.test(token)) {
			return undefined;
		} else {
			parts.push({ text: quoted ?? token });
		}
	}
	const found = parts.filter((part) => typeof part === 'string');
	if (!found.includes('yyyy') || new Set(found).size < found.length) {
		return undefined;
	}
	return {
		sorted: found.every((unit, index) => unit === order[index]),
		step: Math.min(...found.map((unit) => units[unit].step)),
		format: (time) =>
			parts.map((part) => (typeof part === 'string' ? textOf(part, time) : part.text)).join(''),
		parse: (text) => {
			const values: Partial<Record<Unit, string>> = {};
			let at = 0;
			for (const part of parts) {
				const length = typeof part === 'string' ? units[part].digits : part.text.length;
				if (typeof part === 'string') {
					values[part] = text.slice(at, at + length);
				}
				at += length;
			}
			const { yyyy, MM = '01', dd = '01', HH = '00', mm = '00' } = values;
			const time = Date.parse(`${yyyy}-${MM}-${dd}T${HH}:${mm}:00Z`);
			return Number.isNaN(time) || at !== text.length ? undefined : time;
		},
	};
}

/** `2026-01-31T10:05:00.000Z`: where each unit begins. */
const starts = { yyyy: 0, MM: 5, dd: 8, HH: 11, mm: 14 } as const;

function textOf(unit: Unit, time: number): string {
	return new Date(time).toISOString().slice(starts[unit], starts[unit] + units[unit].digits);
}
