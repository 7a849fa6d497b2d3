import { operation } from './operations.ts';
import { childNames, childPath, flattenProperties, sameText } from './properties.ts';
import type { SettingCall } from './propertyHistory.ts';
import { isObject, isOmitted, type JsonObject, type JsonValue } from './record.ts';

/** A property that two requests or states say differently. */
export interface PropertyChange {
	/** As in `flattenProperties`; may hold untrusted text. */
	readonly path: string;
	/** `moved`: the same items of a list, in another order; the values are their names. */
	readonly kind: 'added' | 'removed' | 'changed' | 'moved';
	readonly before?: JsonValue;
	readonly after?: JsonValue;
}

/** Fields that only creating calls take: that an update has none of them says nothing. */
const onlyOnCreation: ReadonlySet<string> = new Set([
	'name',
	'semanticVersion',
	'tags',
	'kmsKeyId',
	'platform',
]);

/** The differences of two states, without what both say alike. In the order of the paths. */
export function compareProperties(
	before: JsonValue | undefined,
	after: JsonValue | undefined,
): readonly PropertyChange[] {
	const [old, now] = [flattenProperties(before), flattenProperties(after)];
	const changes: PropertyChange[] = [];
	for (const [path, value] of old) {
		const next = now.get(path);
		if (next === undefined) {
			changes.push({ path, kind: 'removed', before: value });
		} else if (sameText(next) !== sameText(value)) {
			changes.push({ path, kind: 'changed', before: value, after: next });
		}
	}
	for (const [path, value] of now) {
		if (!old.has(path)) {
			changes.push({ path, kind: 'added', after: value });
		}
	}
	addMoved(changes, '', before, after, 0);
	return changes.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/**
 * What a call on a resource changed against the one before: the values it set anew, not those it
 * merely sent again. Random tokens, and the ARN that says which resource is meant, are no property.
 * @param before absent where no earlier call is known: then all of `after` is `added`.
 */
export function changedProperties(
	before: SettingCall | undefined,
	after: SettingCall,
): readonly PropertyChange[] {
	const [old, now] = [before && propertiesOf(before), propertiesOf(after)];
	const changes = compareProperties(old, now);
	return old === undefined
		? changes
		: changes.filter(({ path }) => {
				const field = /^[^.[]+/.exec(path)?.[0] ?? '';
				const isUnsaid = !Object.hasOwn(old, field) || !Object.hasOwn(now ?? {}, field);
				return !(isUnsaid && onlyOnCreation.has(field));
			});
}

/** The request without what is no property of the resource; undefined where it is not known. */
export function propertiesOf({ call, request }: SettingCall): JsonObject | undefined {
	if (!isObject(request) || isOmitted(request)) {
		return undefined;
	}
	const subjects = new Set(
		(operation(call.eventName)?.request ?? [])
			.filter(([, role]) => role === 'subject')
			.map(([path]) => path),
	);
	return Object.fromEntries(
		Object.entries(request).filter(
			([name, value]) => name !== 'clientToken' && !subjects.has(name) && value !== null,
		),
	);
}

function addMoved(
	changes: PropertyChange[],
	path: string,
	before: JsonValue | undefined,
	after: JsonValue | undefined,
	depth: number,
): void {
	const old = before === undefined || depth > 32 ? undefined : childNames(before);
	const now = after === undefined ? undefined : childNames(after);
	if (!old || !now) {
		return;
	}
	const [oldNames, newNames] = [namesOf(old), namesOf(now)];
	if (
		Array.isArray(before) &&
		sameText(oldNames) !== sameText(newNames) &&
		sameText(oldNames.toSorted()) === sameText(newNames.toSorted())
	) {
		changes.push({ path, kind: 'moved', before: oldNames, after: newNames });
	}
	const next = new Map(now);
	for (const [name, child] of old) {
		addMoved(changes, childPath(path, name), child, next.get(name), depth + 1);
	}
}

function namesOf(children: readonly (readonly [string, JsonValue])[]): readonly string[] {
	return children.map(([name]) => name.replace(/^\[|\]$/g, ''));
}
