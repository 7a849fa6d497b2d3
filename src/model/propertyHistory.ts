import type { Call } from './call.ts';
import { settingOperations } from './configurationEdits.ts';
import { isObject, isOmitted, type JsonObject, type JsonValue } from './record.ts';

/** A call with what it asked for. */
export interface SettingCall {
	readonly call: Call;
	/** `requestParameters` of its record. */
	readonly request: JsonObject | null | undefined;
}

/** What a call says of a property: its value, or that it leaves the property out. */
export interface PropertyState {
	readonly call: Call;
	readonly value?: JsonValue;
}

export interface PropertyHistory {
	/** The call since which the property is as it is now, as far as calls are known. */
	readonly lastSet: PropertyState;
	/** What it was before; missing where no earlier call is known. */
	readonly before?: PropertyState;
	/** The newest call that says the same; it may be `lastSet` itself. */
	readonly latest: PropertyState;
}

const setters: ReadonlySet<string> = new Set(settingOperations);
/** What updates name by the ARN, or leave to other operations: absence there says nothing. */
const notOfUpdates = /^(?:name|semanticVersion|tags|clientToken|kmsKeyId|platform)(?:[.[]|$)/;
const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/**
 * The call that last set a property to what it is, and what it was before. Whoever saves a form of
 * the console sends every field again, so the setter is the last call whose value differs from the
 * one before it. An update that leaves a property out takes it away: it does not keep it.
 * @param path as in `CodeProperty.path`: `schedule.scheduleExpression`, `components[0].componentArn`
 * @param calls successful calls about one resource, newest first
 * @returns undefined where no call says anything of it.
 */
export function propertyHistory(
	path: string,
	calls: readonly SettingCall[],
): PropertyHistory | undefined {
	const states = calls.flatMap((one) => stateOf(path, one) ?? []);
	const [latest] = states;
	if (!latest) {
		return undefined;
	}
	const key = keyOf(latest.value);
	const at = states.findIndex(({ value }) => keyOf(value) !== key);
	const before = states[at];
	const lastSet = states.at(at < 0 ? -1 : at - 1) ?? latest;
	if (latest.value === undefined && !before) {
		return undefined;
	}
	return { lastSet, latest, ...(before && { before }) };
}

/**
 * Does a call's value differ from a literal of code?
 * @returns undefined where the two cannot be compared.
 */
export function differsFromCode(
	value: JsonValue | undefined,
	code: string | readonly string[] | undefined,
): boolean | undefined {
	if (value === undefined || value === null || code === undefined) {
		return undefined;
	}
	if (typeof code === 'string') {
		return isScalar(value) ? !sameScalar(value, code) : undefined;
	}
	if (!Array.isArray(value) || !value.every(isScalar)) {
		return undefined;
	}
	return value.length !== code.length || value.some((one, at) => !sameScalar(one, code[at] ?? ''));
}

function stateOf(path: string, { call, request }: SettingCall): PropertyState | undefined {
	if (!isObject(request) || isOmitted(request)) {
		return undefined;
	}
	const steps = stepsOf(path);
	if (call.eventName === 'TagResource' || call.eventName === 'UntagResource') {
		return tagState(steps, call, request);
	}
	if (!setters.has(call.eventName)) {
		return undefined;
	}
	let value: JsonValue | undefined = request;
	for (const step of steps) {
		if (value === hidden) {
			return undefined;
		}
		value = member(value, step);
	}
	if (value === hidden) {
		return undefined;
	}
	if (value === undefined || value === null) {
		return call.eventName.startsWith('Update') && notOfUpdates.test(path) ? undefined : { call };
	}
	return { call, value };
}

/** Tags come and go one by one. */
function tagState(
	[root, key]: readonly (string | number)[],
	call: Call,
	request: JsonObject,
): PropertyState | undefined {
	if (root !== 'tags' || typeof key !== 'string') {
		return undefined;
	}
	if (call.eventName === 'UntagResource') {
		const { tagKeys } = request;
		return Array.isArray(tagKeys) && tagKeys.includes(key) ? { call } : undefined;
	}
	const value = member(request.tags, key);
	return value === undefined ? undefined : { call, value };
}

function stepsOf(path: string): readonly (string | number)[] {
	return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([text, index]) =>
		index === undefined ? text : Number(index),
	);
}

function member(value: JsonValue | undefined, step: string | number): JsonValue | undefined {
	if (typeof step === 'number') {
		return Array.isArray(value) ? (value as readonly JsonValue[])[step] : undefined;
	}
	return isObject(value) && Object.hasOwn(value, step) ? (value[step] as JsonValue) : undefined;
}

/** The same for equal values, whatever the order of their fields. */
function keyOf(value: JsonValue | undefined): string | undefined {
	return JSON.stringify(value, (_name, inner: unknown) =>
		isObject(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner,
	);
}

function isScalar(value: JsonValue): value is string | number | boolean {
	return ['string', 'number', 'boolean'].includes(typeof value);
}

function sameScalar(value: string | number | boolean, code: string): boolean {
	switch (typeof value) {
		case 'string':
			return value.trim() === code.trim();
		case 'boolean':
			return String(value) === code.trim().toLowerCase();
		case 'number':
			return value === Number(code);
	}
}
