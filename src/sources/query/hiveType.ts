/** Type of a column in the words of Hive, as Glue and Athena keep it. */
export type HiveType =
	| { readonly kind: 'struct'; readonly fields: ReadonlyMap<string, HiveType> }
	| { readonly kind: 'map' | 'array' }
	/** `string`, `int`, `timestamp`, ..., in lower case. */
	| { readonly kind: 'scalar'; readonly name: string };

const deepest = 12;

/** Reads `struct<type:string,sessioncontext:struct<...>>` and the like; what is no type is a scalar. */
export function readHiveType(text: string, depth = 0): HiveType {
	const [, outer = '', inner] = /^(\w+)\s*(?:<([\s\S]*)>)?$/.exec(text.trim()) ?? [];
	const name = outer.toLowerCase();
	if (name === 'map' || name === 'array') {
		return { kind: name };
	}
	if (name !== 'struct' || inner === undefined || depth > deepest) {
		return { kind: 'scalar', name: name || text.trim().toLowerCase() };
	}
	const fields = new Map<string, HiveType>();
	for (const part of partsOf(inner)) {
		const colon = part.indexOf(':');
		const field = part.slice(0, colon).trim().replaceAll('`', '');
		if (colon > 0 && field !== '') {
			fields.set(field, readHiveType(part.slice(colon + 1), depth + 1));
		}
	}
	return { kind: 'struct', fields };
}

/** Splits at the commas that are in no brackets. */
function partsOf(text: string): readonly string[] {
	const parts: string[] = [];
	let depth = 0;
	let start = 0;
	for (let at = 0; at < text.length; at++) {
		const letter = text[at];
		if (letter === '<' || letter === '(') {
			depth++;
		} else if (letter === '>' || letter === ')') {
			depth--;
		} else if (letter === ',' && depth === 0) {
			parts.push(text.slice(start, at));
			start = at + 1;
		}
	}
	return [...parts, text.slice(start)];
}

export function isNumeric(type: HiveType): boolean {
	return (
		type.kind === 'scalar' &&
		['int', 'integer', 'bigint', 'smallint', 'tinyint'].includes(type.name)
	);
}
