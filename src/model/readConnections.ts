import type { ConnectionSettings, SourceSettings } from './connectionSettings.ts';
import { isObject } from './record.ts';

export interface ReadConnections {
	readonly connections: readonly ConnectionSettings[];
	/** What is wrong in the setting, one line each; the rest of it counts. */
	readonly problems: readonly string[];
}

/** The settings that make one connection, where `connections` has none. */
export interface SimpleSettings {
	readonly profile: string;
	readonly regions: readonly string[];
}

/**
 * The connections in force: those of the setting `connections`, and that of `profile` and `regions`
 * where a profile is named there that no connection has, or where there is no connection.
 * @param value the setting as it stands in settings.json: anything.
 */
export function readConnections(value: unknown, simple: SimpleSettings): ReadConnections {
	const problems: string[] = [];
	const connections = readListed(value, problems).map(({ connection }) => connection);
	const named = new Map(connections.map((each) => [each.name, each]));
	const wanted =
		connections.length === 0 ||
		(simple.profile !== '' && !connections.some(({ profile }) => profile === simple.profile));
	const own: ConnectionSettings = {
		name: unique(simple.profile === '' ? defaultName : simple.profile, named),
		...simple,
		sources: [{ type: 'event-history' }],
	};
	return { connections: wanted ? [own, ...connections] : connections, problems };
}

/** A connection of the setting, and which item of it that is. */
export interface ListedConnection {
	readonly index: number;
	readonly connection: ConnectionSettings;
}

/** The items of the setting that can be read. @param problems takes what is wrong with the others */
export function readListed(value: unknown, problems: string[] = []): readonly ListedConnection[] {
	const named = new Map<string, ListedConnection>();
	for (const [index, each] of listOf(value).entries()) {
		const connection = readConnection(each, `connections[${index}]`, problems);
		if (connection) {
			const name = unique(connection.name, named);
			named.set(name, { index, connection: { ...connection, name } });
		}
	}
	return [...named.values()];
}

/**
 * The one that `profile` and `regions` make; undefined where they count for nothing.
 * @param connections those in force
 * @param value the setting `connections`
 */
export function simpleConnection(
	connections: readonly ConnectionSettings[],
	value: unknown,
): ConnectionSettings | undefined {
	const listed = new Set(readListed(value).map(({ connection }) => connection.name));
	return connections.find(({ name }) => !listed.has(name));
}

/** The items of the setting: one that is no list is taken for one of one. */
export function listOf(value: unknown): readonly unknown[] {
	return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

/** One source as it stands in settings.json; undefined where it cannot be read. */
export function readSourceSettings(value: unknown): SourceSettings | undefined {
	return readSource(value, '', []);
}

const defaultName = 'default';

function readConnection(
	value: unknown,
	where: string,
	problems: string[],
): ConnectionSettings | undefined {
	if (!isObject(value)) {
		problems.push(`${where} is no object.`);
		return undefined;
	}
	const profile = text(value.profile);
	const given = Array.isArray(value.sources) ? value.sources : [];
	const sources = given.flatMap(
		(each, index) => readSource(each, `${where}.sources[${index}]`, problems) ?? [],
	);
	if (given.length > 0 && sources.length === 0) {
		problems.push(`${where} has no source that can be read.`);
		return undefined;
	}
	return {
		name: text(value.name) || profile || defaultName,
		profile,
		regions: texts(value.regions),
		sources: sources.length > 0 ? sources : [{ type: 'event-history' }],
	};
}

function readSource(value: unknown, where: string, problems: string[]): SourceSettings | undefined {
	const fields: Fields = typeof value === 'string' ? { type: value } : isObject(value) ? value : {};
	const missing = (field: string): undefined => {
		problems.push(`${where} needs "${field}".`);
		return undefined;
	};
	const common = { ...optional(fields, 'region'), ...completeOf(fields), ...daysOf(fields) };
	switch (fields.type) {
		case 'event-history':
			return { type: 'event-history' };
		case 's3': {
			const bucket = text(fields.bucket).replace(/^s3:\/\//, '');
			const [name = '', ...rest] = bucket.split('/');
			const prefix = text(fields.prefix) || rest.join('/');
			const trimmed = prefix.replace(/^\/+|\/+$/g, '').replace(/(?:^|\/)AWSLogs$/, '');
			// dots alone would be a path to another one
			return !/[a-z0-9]/i.test(name)
				? missing('bucket')
				: {
						type: 's3',
						bucket: name,
						...(trimmed !== '' && { prefix: trimmed }),
						...optional(fields, 'organization'),
						...list(fields, 'accounts'),
						...list(fields, 'regions'),
						...(fields.requesterPays === true && { requesterPays: true }),
						...(fields.multiRegion === true && { multiRegion: true }),
						...common,
					};
		}
		case 'cloudwatch-logs': {
			const logGroup = text(fields.logGroup);
			return logGroup === ''
				? missing('logGroup')
				: { type: 'cloudwatch-logs', logGroup, ...common };
		}
		case 'athena': {
			const database = text(fields.database);
			const table = text(fields.table);
			if (database === '' || table === '') {
				return missing(database === '' ? 'database' : 'table');
			}
			return {
				type: 'athena',
				database,
				table,
				...optional(fields, 'catalog'),
				...optional(fields, 'workgroup'),
				...optional(fields, 'outputLocation'),
				...common,
			};
		}
		case 'lake': {
			const eventDataStore = text(fields.eventDataStore);
			return eventDataStore === ''
				? missing('eventDataStore')
				: { type: 'lake', eventDataStore, ...common };
		}
		case 'sqs': {
			const queueUrl = text(fields.queueUrl);
			return queueUrl === ''
				? missing('queueUrl')
				: { type: 'sqs', queueUrl, ...optional(fields, 'region') };
		}
		case 'folder': {
			const path = text(fields.path);
			return path === '' ? missing('path') : { type: 'folder', path };
		}
		default:
			problems.push(`${where} has no known "type".`);
			return undefined;
	}
}

type Fields = Readonly<Record<string, unknown>>;

function optional<Name extends string>(fields: Fields, name: Name): { [K in Name]?: string } {
	const value = text(fields[name]);
	const found: { [K in Name]?: string } = {};
	if (value !== '') {
		found[name] = value;
	}
	return found;
}

function list<Name extends string>(
	fields: Fields,
	name: Name,
): { [K in Name]?: readonly string[] } {
	const values = texts(fields[name]);
	const found: { [K in Name]?: readonly string[] } = {};
	if (values.length > 0) {
		found[name] = values;
	}
	return found;
}

function completeOf({ complete }: Fields): { complete?: 'all' | 'changes' } {
	return complete === 'all' || complete === 'changes' ? { complete } : {};
}

/** At most ten years. */
function daysOf({ days }: Fields): { days?: number } {
	return typeof days === 'number' && days >= 1 ? { days: Math.min(3660, Math.floor(days)) } : {};
}

function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

function texts(value: unknown): readonly string[] {
	return Array.isArray(value) ? [...new Set(value.map(text).filter((each) => each !== ''))] : [];
}

function unique(name: string, taken: ReadonlyMap<string, unknown>): string {
	let free = name;
	for (let number = 2; taken.has(free); number++) {
		free = `${name} (${number})`;
	}
	return free;
}
