/** Attributes that LookupEvents can filter by. */
export const lookupKeys = [
	'EventId',
	'EventName',
	'ReadOnly',
	'Username',
	'ResourceType',
	'ResourceName',
	'EventSource',
	'AccessKeyId',
] as const;

export type LookupKey = (typeof lookupKeys)[number];

/** A record as Event history keeps it. */
export interface EventEntry {
	readonly accountId: string;
	readonly region: string;
	/** ms since 1970. */
	readonly time: number;
	/** ms since 1970: Event history does not show it before. */
	readonly visibleAt: number;
	/** Orders events of the same second. */
	readonly sequence: number;
	readonly record: object;
	readonly attributes: Readonly<Partial<Record<LookupKey, readonly string[]>>>;
}

/** The outer event of an answer; absent fields stay absent, as with AWS. */
export interface LookupEvent {
	readonly EventId?: string;
	readonly EventName?: string;
	readonly ReadOnly?: string;
	readonly AccessKeyId?: string;
	/** Seconds since 1970. */
	readonly EventTime: number;
	readonly EventSource?: string;
	readonly Username?: string;
	readonly Resources?: readonly { ResourceType: string; ResourceName: string }[];
	readonly CloudTrailEvent: string;
}

/** @returns undefined for what Event history does not hold: data events, Insights, no time. */
export function readEntry(record: object, sequence: number, delay: number): EventEntry | undefined {
	const identity = get(record, 'userIdentity');
	const accountId = text(record, 'recipientAccountId') ?? text(identity, 'accountId');
	const region = text(record, 'awsRegion');
	const time = Date.parse(text(record, 'eventTime') ?? '');
	const category = text(record, 'eventCategory') ?? 'Management';
	if (
		accountId === undefined ||
		region === undefined ||
		Number.isNaN(time) ||
		category !== 'Management' ||
		get(record, 'managementEvent') === false
	) {
		return undefined;
	}
	const resources = resourcesOf(record);
	const readOnly = get(record, 'readOnly');
	const values: Record<LookupKey, readonly (string | undefined)[]> = {
		EventId: [text(record, 'eventID')],
		EventName: [text(record, 'eventName')],
		ReadOnly: [typeof readOnly === 'boolean' ? String(readOnly) : undefined],
		Username: [userNameOf(identity)],
		ResourceType: resources.map((resource) => resource.ResourceType),
		ResourceName: resources.map((resource) => resource.ResourceName),
		EventSource: [text(record, 'eventSource')],
		AccessKeyId: [text(identity, 'accessKeyId')],
	};
	const attributes: Partial<Record<LookupKey, readonly string[]>> = {};
	for (const key of lookupKeys) {
		const given = values[key].filter((value) => value !== undefined);
		if (given.length > 0) {
			attributes[key] = given;
		}
	}
	return { accountId, region, time, visibleAt: time + delay, sequence, record, attributes };
}

export function toLookupEvent({ record, time, attributes }: EventEntry): LookupEvent {
	const single = (key: LookupKey) => {
		const value = attributes[key]?.[0];
		return value === undefined ? {} : { [key]: value };
	};
	const resources = resourcesOf(record);
	return {
		...single('EventId'),
		...single('EventName'),
		...single('ReadOnly'),
		...single('AccessKeyId'),
		EventTime: time / 1000,
		...single('EventSource'),
		...single('Username'),
		...(resources.length > 0 && { Resources: resources }),
		CloudTrailEvent: JSON.stringify(record),
	};
}

/** AWS fills `Username` from the identity, and leaves it out where there is nobody. */
function userNameOf(identity: unknown): string | undefined {
	const type = text(identity, 'type');
	if (type === 'AssumedRole') {
		return text(identity, 'arn')?.split('/').at(-1);
	}
	return text(identity, 'userName') ?? (type === 'Root' ? 'root' : undefined);
}

/** Only what the record lists itself: what Image Builder writes there is not known. */
function resourcesOf(record: object): { ResourceType: string; ResourceName: string }[] {
	const listed = get(record, 'resources');
	return (Array.isArray(listed) ? listed : []).flatMap((resource: unknown) => {
		const ResourceType = text(resource, 'type');
		const ResourceName = text(resource, 'ARN');
		return ResourceType && ResourceName ? [{ ResourceType, ResourceName }] : [];
	});
}

function get(value: unknown, key: string): unknown {
	return typeof value === 'object' && value !== null && key in value
		? value[key as keyof typeof value]
		: undefined;
}

function text(value: unknown, key: string): string | undefined {
	const found = get(value, key);
	return typeof found === 'string' ? found : undefined;
}
