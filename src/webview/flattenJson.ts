/** A value of a record with the way to it, such as `components[0].componentArn`. */
export interface NamedValue {
	readonly name: string;
	readonly value: string;
}

export interface NamedValues {
	readonly values: readonly NamedValue[];
	/** There is more than was asked for. */
	readonly cut: boolean;
}

const maxDepth = 32;

/** Names and values of parsed JSON, in its order, at most `limit`. */
export function flattenJson(json: unknown, limit = 300): NamedValues {
	const values: NamedValue[] = [];
	let cut = false;
	const add = (name: string, value: string) => {
		if (values.length < limit) {
			values.push({ name, value });
		} else {
			cut = true;
		}
	};
	const walk = (name: string, value: unknown, depth: number) => {
		if (cut) {
			return;
		}
		if (typeof value !== 'object' || value === null) {
			add(name, typeof value === 'string' ? value : String(value));
			return;
		}
		const entries = Object.entries(value);
		if (entries.length === 0 || depth >= maxDepth) {
			add(name, JSON.stringify(value));
			return;
		}
		for (const [key, item] of entries) {
			walk(childName(name, key, Array.isArray(value)), item, depth + 1);
		}
	};
	if (json !== null && json !== undefined) {
		walk('', json, 0);
	}
	return { values, cut };
}

function childName(name: string, key: string, inArray: boolean): string {
	if (inArray) {
		return `${name}[${key}]`;
	}
	return name === '' ? key : `${name}.${key}`;
}
