import { type ConnectionSettings, type SourceSettings, sourceId } from './connectionSettings.ts';
import { listOf, readListed, readSourceSettings, type SimpleSettings } from './readConnections.ts';
import { isObject } from './record.ts';

/**
 * Changes of the setting `connections` as it stands in settings.json: what somebody wrote there by
 * hand stays, unknown fields and items that cannot be read too. The value given is left as it is.
 */
export type RawConnections = readonly unknown[];

/** One more connection; of a profile that one has already, under a name of its own. */
export function addConnection(
	raw: unknown,
	{ name, profile, regions = [] }: Partial<ConnectionSettings>,
): RawConnections {
	return [
		...listOf(raw),
		{
			...(name !== undefined && name !== profile && { name }),
			profile: profile ?? '',
			...(regions.length > 0 && { regions }),
		},
	];
}

export function removeConnection(raw: unknown, index: number): RawConnections {
	return listOf(raw).filter((_, at) => at !== index);
}

/** Sets fields of a connection; an empty value takes the field away. */
export function changeConnection(
	raw: unknown,
	index: number,
	change: Partial<Pick<ConnectionSettings, 'name' | 'profile' | 'regions'>>,
): RawConnections {
	return changed(raw, index, (fields) =>
		Object.fromEntries(
			Object.entries({ ...fields, ...change }).filter(
				([key, value]) => !(key in change) || key === 'profile' || !isEmpty(value),
			),
		),
	);
}

/** A connection without sources reads Event history: it goes on to when others are added. */
export function addSource(raw: unknown, index: number, source: SourceSettings): RawConnections {
	return changed(raw, index, (fields) => {
		const before = rawSources(fields);
		const sources = before.length > 0 ? before : [{ type: 'event-history' }];
		return { ...fields, sources: [...sources, source] };
	});
}

/** @param at which of the connection's sources; without any left it reads Event history. */
export function removeSource(raw: unknown, index: number, at: number): RawConnections {
	return changed(raw, index, ({ sources: _, ...fields }) => {
		const left = rawSources({ sources: _ }).filter((__, position) => position !== at);
		return left.length > 0 ? { ...fields, sources: left } : fields;
	});
}

/** How many days of an archive every refresh keeps read; undefined: it is read on demand only. */
export function setSourceDays(
	raw: unknown,
	index: number,
	at: number,
	days: number | undefined,
): RawConnections {
	return changed(raw, index, (fields) => ({
		...fields,
		sources: rawSources(fields).map((each, position) => {
			if (position !== at || !isObject(each)) {
				return each;
			}
			const { days: _, ...rest } = each;
			return days === undefined ? rest : { ...rest, days };
		}),
	}));
}

/** The sources of a connection as they stand there; undefined for those that cannot be read. */
export function listedSources(
	raw: unknown,
	index: number,
): readonly { readonly at: number; readonly source: SourceSettings | undefined }[] {
	const connection = listOf(raw)[index];
	return rawSources(isObject(connection) ? connection : {}).map((value, at) => ({
		at,
		source: readSourceSettings(value),
	}));
}

/**
 * Keeps a source with a connection that is in force: one of the setting, or the one that `profile`
 * and `regions` make, which becomes one of the setting by that.
 * @returns undefined where it has the source already
 */
export function rememberSource(
	raw: unknown,
	{ name, profile, regions, sources }: ConnectionSettings,
	source: SourceSettings,
): RawConnections | undefined {
	if (sources.some((each) => sourceId(each) === sourceId(source))) {
		return undefined;
	}
	const listed = readListed(raw).find(({ connection }) => connection.name === name);
	if (listed) {
		return addSource(raw, listed.index, source);
	}
	const added = addConnection(raw, { name, profile, regions });
	return addSource(added, added.length - 1, source);
}

/**
 * The first connection of the setting must not take away the one without a profile that was in
 * force until then: it becomes one of the setting.
 */
export function keepSimple(raw: unknown, { profile, regions }: SimpleSettings): RawConnections {
	const list = listOf(raw);
	return list.length > 0 || profile !== ''
		? list
		: addConnection(list, { profile: '', regions: [...regions] });
}

type Fields = Readonly<Record<string, unknown>>;

function changed(raw: unknown, index: number, change: (fields: Fields) => Fields): RawConnections {
	return listOf(raw).map((each, at) => (at === index && isObject(each) ? change(each) : each));
}

function rawSources({ sources }: Fields): readonly unknown[] {
	return Array.isArray(sources) ? sources : [];
}

function isEmpty(value: unknown): boolean {
	return value === '' || value === undefined || (Array.isArray(value) && value.length === 0);
}
