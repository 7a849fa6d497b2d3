import {
	type ArchiveSettings,
	type ConnectionSettings,
	isArchive,
	sourceId,
} from '../model/connectionSettings.ts';
import { HistoryError } from '../model/errors.ts';
import type { FetchWindow } from '../model/fetch.ts';
import { readSourceSettings } from '../model/readConnections.ts';
import { isObject } from '../model/record.ts';
import { normaliseTime } from '../model/time.ts';

/** What a call of the command has answered beforehand; the rest is asked. */
export interface FetchAnswers {
	readonly connection?: string;
	readonly source?: ArchiveSettings;
	/** ISO 8601, as are all times. */
	readonly from?: string;
	readonly to?: string;
	readonly accounts?: readonly string[];
	readonly regions?: readonly string[];
	/** `false`: starts without showing what it takes. */
	readonly confirm: boolean;
}

/**
 * Reads `{ connection?, source?, from?, to?, accounts?, regions?, confirm? }`, of keybindings, other
 * extensions, views. `source` is one as in the setting, or the `sourceId` of one there.
 * @throws HistoryError `bad-query` where it names a connection or source that there is not
 */
export function readFetchAnswers(
	argument: unknown,
	connections: readonly ConnectionSettings[],
): FetchAnswers {
	// a row of a view is no answer, though it may have fields of these names
	if (!isObject(argument) || 'type' in argument) {
		return { confirm: true };
	}
	const { connection, from, to, accounts, regions, confirm } = argument;
	const source = readSource(argument.source, connections);
	const name = typeof connection === 'string' ? connection : source && ownerOf(source, connections);
	if (name !== undefined && !connections.some((each) => each.name === name)) {
		throw new HistoryError('bad-query', `There is no connection "${name}" in the settings.`);
	}
	return {
		...(name !== undefined && { connection: name }),
		...(source && { source }),
		...time('from', from),
		...time('to', to),
		...texts('accounts', accounts),
		...texts('regions', regions),
		confirm: confirm !== false,
	};
}

/**
 * Up to now, where only the begin is given.
 * @returns undefined where the begin is still to be asked
 */
export function windowOf({
	from,
	to = new Date().toISOString(),
	accounts,
	regions,
}: FetchAnswers): FetchWindow | undefined {
	if (from === undefined) {
		return undefined;
	}
	if (Date.parse(from) >= Date.parse(to)) {
		throw new HistoryError('bad-query', 'The time to fetch ends before it begins.');
	}
	return { from, to, ...(accounts && { accounts }), ...(regions && { regions }) };
}

/** The connection of the settings that has a source, else the first one. */
function ownerOf(
	source: ArchiveSettings,
	connections: readonly ConnectionSettings[],
): string | undefined {
	const owner = connections.find(({ sources }) =>
		sources.some((each) => sourceId(each) === sourceId(source)),
	);
	return (owner ?? connections[0])?.name;
}

function readSource(
	value: unknown,
	connections: readonly ConnectionSettings[],
): ArchiveSettings | undefined {
	if (value === undefined) {
		return undefined;
	}
	const source =
		typeof value === 'string'
			? connections
					.flatMap(({ sources }) => sources)
					.find((each) => isArchive(each) && sourceId(each) === value)
			: readSourceSettings(value);
	if (!source || !isArchive(source)) {
		throw new HistoryError('bad-query', 'There is no such source to fetch from.');
	}
	return source;
}

function time<Name extends string>(name: Name, value: unknown): { [K in Name]?: string } {
	const found: { [K in Name]?: string } = {};
	const normal = typeof value === 'string' ? normaliseTime(value) : undefined;
	if (normal !== undefined) {
		found[name] = normal;
	}
	return found;
}

function texts<Name extends string>(
	name: Name,
	value: unknown,
): { [K in Name]?: readonly string[] } {
	const found: { [K in Name]?: readonly string[] } = {};
	const list = Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
	if (list.length > 0) {
		found[name] = list;
	}
	return found;
}
