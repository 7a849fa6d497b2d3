import { parseArn } from './arn.ts';
import { isObject, type JsonObject, type JsonValue } from './record.ts';

/** Levels of nesting that are looked at; below, a value is taken as a whole. */
const maxDepth = 32;
/** Properties of one request; more come from no real one. */
const maxProperties = 5000;

/** What tells the items of a list apart, the first that all of them have. */
const naturalKeys = [
	'componentArn',
	'workflowArn',
	'region',
	'deviceName',
	'name',
	'key',
	'accountId',
	'type',
] as const;

/**
 * The values of a request by name, such as `schedule.scheduleExpression`. Items of a list are named
 * by what tells them apart (`distributions[us-east-1]`, `components[hardening]`), else by number. A
 * list of plain values is one value.
 */
export function flattenProperties(value: JsonValue | undefined): ReadonlyMap<string, JsonValue> {
	const properties = new Map<string, JsonValue>();
	walk(properties, '', value, 0);
	return properties;
}

function walk(
	properties: Map<string, JsonValue>,
	path: string,
	value: JsonValue | undefined,
	depth: number,
): void {
	if (value === undefined || properties.size >= maxProperties) {
		return;
	}
	const names = depth < maxDepth ? childNames(value) : undefined;
	if (!names) {
		properties.set(path, value);
		return;
	}
	for (const [name, child] of names) {
		walk(properties, childPath(path, name), child, depth + 1);
	}
}

/** The path of a child: its name is `[key]` for an item of a list. */
export function childPath(path: string, name: string): string {
	return path === '' || name.startsWith('[') ? `${path}${name}` : `${path}.${name}`;
}

/** Names and values of what a value holds; undefined for one that is taken as a whole. */
export function childNames(
	value: JsonValue,
): readonly (readonly [name: string, child: JsonValue])[] | undefined {
	if (Array.isArray(value)) {
		const items: readonly JsonValue[] = value;
		const objects = items.filter((item): item is JsonObject => isObject(item));
		const isPlain = objects.length < items.length || items.length === 0;
		const keys = isPlain ? undefined : itemKeys(objects);
		return keys?.map((key, index) => [`[${key}]`, items[index] ?? null]);
	}
	if (!isObject(value)) {
		return undefined;
	}
	const entries = Object.entries(value) as [string, JsonValue][];
	return entries.length === 0 ? undefined : entries;
}

function itemKeys(items: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
	for (const name of naturalKeys) {
		const keys = items.map((item) => keyText(item[name]));
		if (!keys.includes('') && new Set(keys).size === keys.length) {
			return keys;
		}
	}
	return items.map((_, index) => String(index));
}

/** Of an ARN its name, so that another version of a component is a change, not another one. */
function keyText(value: unknown): string {
	return typeof value === 'string' ? (parseArn(value)?.name ?? value) : '';
}

/** The same text for equal values, whatever the order of their fields. */
export function sameText(value: JsonValue | undefined): string | undefined {
	return jsonText(value, (_name, inner) =>
		isObject(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner,
	);
}

/** JSON on one line; of a value that is nested too deeply for JavaScript, a text that says so. */
export function jsonText(
	value: JsonValue | undefined,
	replacer?: (name: string, value: unknown) => unknown,
): string | undefined {
	try {
		return JSON.stringify(value, replacer);
	} catch {
		return '"[nested too deeply]"';
	}
}
