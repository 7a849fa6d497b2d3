import { parseArn } from './arn.ts';
import type { Touch, TouchRole } from './call.ts';
import { operation } from './operations.ts';
import type { CloudTrailRecord } from './record.ts';

/** More touches than this come from no real call. */
const maxTouches = 200;
/** How much of one record is looked at: values, and levels of an unknown operation's request. */
const maxValues = 5_000;
const maxDepth = 12;

interface Search {
	readonly found: Map<string, TouchRole>;
	valuesLeft: number;
}

/**
 * The resources that a record names, each once, subjects first. Of a known operation only the places
 * are looked at that the API model has for ARNs; of one that is newer than the table all texts that
 * are wholly an ARN. Nothing is inferred from names.
 */
export function readTouches(record: CloudTrailRecord): readonly Touch[] {
	const { requestParameters: request, responseElements: response } = record;
	if (!request && !response) {
		return [];
	}
	const search: Search = { found: new Map(), valuesLeft: maxValues };
	const known = record.eventName === undefined ? undefined : operation(record.eventName);
	if (known) {
		for (const [path, role] of known.request) {
			follow(search, request, stepsOf(path), 0, role);
		}
		for (const [path, role] of known.response) {
			follow(search, response, stepsOf(path), 0, role);
		}
	} else {
		walkAnswer(search, response);
		walk(search, request, 0);
		walk(search, response, 0);
	}
	const touches = Array.from(search.found, ([arn, role]): Touch => ({ arn, role }));
	return touches.length < 2
		? touches
		: touches.sort((a, b) => Number(a.role === 'reference') - Number(b.role === 'reference'));
}

/** As in the table: what the answer has at its top is what an operation is about. */
function walkAnswer(search: Search, response: CloudTrailRecord['responseElements']): void {
	for (const value of Object.values(response ?? {}).slice(0, maxValues)) {
		add(search, value, 'subject');
	}
}

function walk(search: Search, value: unknown, depth: number): void {
	if (typeof value === 'string') {
		add(search, value, 'reference');
	} else if (typeof value === 'object' && value !== null && depth < maxDepth) {
		for (const inner of Object.values(value)) {
			if (search.valuesLeft-- <= 0) {
				return;
			}
			walk(search, inner, depth + 1);
		}
	}
}

const steps = new Map<string, readonly string[]>();

/** `components[].componentArn` -> `components`, `[]`, `componentArn`. */
function stepsOf(path: string): readonly string[] {
	let known = steps.get(path);
	if (!known) {
		known = path.replaceAll('[]', '.[]').split('.');
		steps.set(path, known);
	}
	return known;
}

function follow(
	search: Search,
	value: unknown,
	path: readonly string[],
	index: number,
	role: TouchRole,
): void {
	const step = path[index];
	if (step === undefined) {
		add(search, value, role);
	} else if (Array.isArray(value)) {
		for (const inner of value) {
			if (search.valuesLeft-- <= 0) {
				return;
			}
			follow(search, inner, path, step === '[]' ? index + 1 : index, role);
		}
	} else if (step === '[]') {
		// One value where a list belongs.
		follow(search, value, path, index + 1, role);
	} else if (typeof value === 'object' && value !== null && Object.hasOwn(value, step)) {
		follow(search, (value as Readonly<Record<string, unknown>>)[step], path, index + 1, role);
	}
}

function add({ found }: Search, value: unknown, role: TouchRole): void {
	if (typeof value !== 'string' || value.length < 4 || value.length > 2048) {
		return;
	}
	const arn = /^arn%3a/i.test(value) ? decoded(value) : value;
	const known = found.get(arn);
	if (known === 'subject' || known === role) {
		return;
	}
	if (known === undefined && (found.size >= maxTouches || parseArn(arn) === undefined)) {
		return;
	}
	found.set(arn, role);
}

/** `resourceArn` travels in the URL's path and can be logged as it was there. */
function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
