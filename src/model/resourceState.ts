import type { Call } from './call.ts';
import { settingOperations } from './configurationEdits.ts';
import { flattenProperties, sameText } from './properties.ts';
import { propertiesOf } from './propertyDiff.ts';
import type { SettingCall } from './propertyHistory.ts';
import type { JsonObject, JsonValue } from './record.ts';

/** One property of a reconstructed state. */
export interface StateProperty {
	/** As in `flattenProperties`. */
	readonly path: string;
	readonly value: JsonValue;
	/** The call since which the value is this one; later ones may have sent it again. */
	readonly setBy: Call;
	/**
	 * A later update that did not send the property. What Image Builder then does is not documented
	 * for every operation: the property may be as it was, or gone.
	 */
	readonly leftOutBy?: Call;
}

/** What a resource was at a time, as far as calls are known. */
export interface ResourceState {
	/** Names and values, nested as in the requests. */
	readonly value: JsonObject;
	/** The same by path, in that order. */
	readonly properties: readonly StateProperty[];
	/** The call that created it; absent where it is not known. */
	readonly created?: Call;
	/** The call that deleted it; `value` is then what it was before. */
	readonly deleted?: Call;
	/** The last call that had a part in it. */
	readonly last: Call;
	readonly unknown: readonly UnknownPart[];
}

/** Why the state may not be all. */
export type UnknownPart =
	/** The creation is not known: what was set before `first` and not since is missing. */
	| { readonly kind: 'not-created'; readonly first: Call }
	/** What the call asked for is not kept, or was too large for CloudTrail. */
	| { readonly kind: 'unreadable'; readonly call: Call }
	/** An update did not send these fields, which then may have been taken away. */
	| { readonly kind: 'left-out'; readonly call: Call; readonly fields: readonly string[] };

/** Operations besides creation and update that a state is made from. */
const otherOperations = [
	'TagResource',
	'UntagResource',
	'PutComponentPolicy',
	'PutContainerRecipePolicy',
	'PutImagePolicy',
	'PutImageRecipePolicy',
] as const;

/** Operations whose calls matter for a state. */
export const stateOperations: readonly string[] = [
	...settingOperations,
	...otherOperations,
	'Delete*',
];

interface Field {
	readonly value: JsonValue;
	readonly leftOutBy?: Call;
}

interface Building {
	fields: Map<string, Field>;
	setBy: Map<string, { readonly text: string | undefined; readonly call: Call }>;
	created?: Call;
	deleted?: Call;
	last?: Call;
	first?: Call;
	unreadable: Call[];
}

/**
 * The state of a resource from its calls.
 * @param calls about the one resource, not failed, in any order; others are left out.
 * @param time ISO 8601: calls up to it, inclusive; all where absent.
 * @returns undefined where no call up to then says anything.
 */
export function resourceStateAt(
	calls: readonly SettingCall[],
	time?: string,
): ResourceState | undefined {
	const until = time === undefined ? Number.POSITIVE_INFINITY : Date.parse(time);
	const ordered = calls
		.filter(({ call }) => call.errorCode === undefined && Date.parse(call.eventTime) <= until)
		.toSorted((one, other) => Date.parse(one.call.eventTime) - Date.parse(other.call.eventTime));
	const building: Building = { fields: new Map(), setBy: new Map(), unreadable: [] };
	for (const each of ordered) {
		apply(building, each);
	}
	return building.last && finished(building, building.last);
}

function apply(building: Building, { call, request }: SettingCall): void {
	const { eventName } = call;
	if (eventName.startsWith('Delete')) {
		building.deleted = call;
		building.last = call;
		return;
	}
	const isCreation = /^(?:Create|Import)/.test(eventName);
	const isUpdate = eventName.startsWith('Update');
	const isOther = otherOperations.some((name) => name === eventName);
	if (!isCreation && !isUpdate && !isOther) {
		return;
	}
	building.last = call;
	building.first ??= call;
	if (isCreation) {
		// deleted and made again under the same name: nothing of the old one is left
		building.fields = new Map();
		building.setBy = new Map();
		building.unreadable = [];
		building.created = call;
		delete building.deleted;
	}
	const properties = propertiesOf({ call, request });
	if (!properties) {
		building.unreadable.push(call);
		return;
	}
	if (isOther) {
		applyOther(building, call, properties);
	} else {
		applyFields(building, call, properties, isUpdate);
	}
	markSetters(building, call);
}

const keptByUpdates: ReadonlySet<string> = new Set([
	'name',
	'semanticVersion',
	'tags',
	'policy',
	'platform',
	'kmsKeyId',
]);

function applyFields(
	{ fields }: Building,
	call: Call,
	properties: JsonObject,
	isUpdate: boolean,
): void {
	if (isUpdate) {
		for (const [name, field] of fields) {
			if (Object.hasOwn(properties, name) || keptByUpdates.has(name)) {
				continue;
			}
			// the console's forms send all that there is
			if (call.origin.kind === 'console') {
				fields.delete(name);
			} else if (!field.leftOutBy) {
				fields.set(name, { ...field, leftOutBy: call });
			}
		}
	}
	for (const [name, value] of Object.entries(properties)) {
		fields.set(name, { value });
	}
}

function applyOther({ fields }: Building, { eventName }: Call, properties: JsonObject): void {
	const known = fields.get('tags')?.value;
	const tags = known !== undefined && isRecord(known) ? known : {};
	if (eventName === 'TagResource' && isRecord(properties.tags)) {
		fields.set('tags', { value: { ...tags, ...properties.tags } });
	} else if (eventName === 'UntagResource' && Array.isArray(properties.tagKeys)) {
		const gone: ReadonlySet<unknown> = new Set(properties.tagKeys);
		const left = Object.entries(tags).filter(([key]) => !gone.has(key));
		if (left.length > 0) {
			fields.set('tags', { value: Object.fromEntries(left) });
		} else {
			fields.delete('tags');
		}
	} else if (properties.policy !== undefined) {
		fields.set('policy', { value: properties.policy });
	}
}

function isRecord(value: JsonValue | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Remembers for each property since which call it has its value. */
function markSetters(building: Building, call: Call): void {
	const now: Building['setBy'] = new Map();
	for (const [path, value] of flattenProperties(stateValue(building))) {
		const text = sameText(value);
		const known = building.setBy.get(path);
		now.set(path, known && known.text === text ? known : { text, call });
	}
	building.setBy = now;
}

function stateValue({ fields }: Building): JsonObject {
	return Object.fromEntries(
		[...fields]
			.sort(([one], [other]) => (one < other ? -1 : 1))
			.map(([name, { value }]) => [name, value]),
	);
}

function finished(building: Building, last: Call): ResourceState {
	const { fields, setBy, created, deleted, first, unreadable } = building;
	const value = stateValue(building);
	const properties = [...flattenProperties(value)].flatMap(([path, each]): StateProperty[] => {
		const call = setBy.get(path)?.call;
		const leftOutBy = fields.get(/^[^.[]+/.exec(path)?.[0] ?? '')?.leftOutBy;
		return call ? [{ path, value: each, setBy: call, ...(leftOutBy && { leftOutBy }) }] : [];
	});
	const leftOut = Map.groupBy(
		[...fields].filter(([, field]) => field.leftOutBy),
		([, field]) => field.leftOutBy,
	);
	return {
		value,
		properties,
		...(created && { created }),
		...(deleted && { deleted }),
		last,
		unknown: [
			...(created || !first ? [] : [{ kind: 'not-created' as const, first }]),
			...unreadable.map((call) => ({ kind: 'unreadable' as const, call })),
			...[...leftOut].flatMap(([call, list]) =>
				call ? [{ kind: 'left-out' as const, call, fields: list.map(([name]) => name) }] : [],
			),
		],
	};
}
