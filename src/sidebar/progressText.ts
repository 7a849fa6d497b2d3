import { callsText, changesText, localDay, relativeTime, timeLeft } from '../model/describe.ts';
import type { Connection, RegionProgress } from '../model/history.ts';
import type { CallCounts } from '../model/query.ts';
import { sourceTitle } from '../model/sourceTitle.ts';
import { english, type Translate } from '../model/translate.ts';

/** Of a tooltip. */
const mostConnections = 8;

export interface ProgressOptions {
	readonly now: number;
	readonly t?: Translate;
	readonly locale?: string;
}

/** Is something being read now? */
export function isSyncing(connection: Connection): boolean {
	return (
		connection.kind === 'aws' &&
		(connection.phase === 'connecting' || connection.phase === 'syncing')
	);
}

/** One line on a running sync: what is read, how far back, how long still. */
export function progressLine(connection: Connection, options: ProgressOptions): string | undefined {
	if (connection.kind !== 'aws' || !isSyncing(connection)) {
		return undefined;
	}
	const t = options.t ?? english;
	const { progress } = connection;
	const open = progress.filter(({ phase }) => phase !== 'done' && phase !== 'failed');
	if (open.length === 0) {
		return t('Connecting to AWS…');
	}
	const what = regionsText(open, t);
	const back = shared(open, options);
	const left = Math.max(0, ...open.map((region) => region.secondsLeft ?? 0));
	const parts = [back, left > 0 ? t('{0} left', timeLeft(left, t)) : undefined].filter(
		(part) => part !== undefined,
	);
	return parts.length === 0 ? `${what}…` : `${what}: ${parts.join(', ')}`;
}

/** All phases differ by how much is asked: the earliest one is what the user waits for. */
function regionsText(open: readonly RegionProgress[], t: Translate): string {
	const [first] = open;
	const where =
		open.length === 1 && first ? first.region : t('{0} Regions', open.length.toLocaleString());
	if (open.some(({ phase }) => phase === 'newest' || phase === 'waiting')) {
		return t('Reading the newest calls of {0}', where);
	}
	return open.some(({ phase }) => phase === 'changes')
		? t('Reading changes of {0}', where)
		: t('Reading all calls of {0}', where);
}

function shared(open: readonly RegionProgress[], options: ProgressOptions): string | undefined {
	const t = options.t ?? english;
	const times = open.map((region) => region.readBackTo);
	// as far back as all of them, or nothing is promised
	const latest = times.reduce((a, b) =>
		a === undefined || b === undefined ? undefined : a > b ? a : b,
	);
	return latest === undefined
		? undefined
		: t('back to {0}', localDay(latest, options.now, options.locale));
}

/** What the status bar says. */
export interface StatusText {
	readonly text: string;
	/** Plain lines of the tooltip. */
	readonly lines: readonly string[];
	readonly warning: boolean;
	/** What a screen reader says. */
	readonly accessible: string;
}

export interface StatusFacts {
	readonly connection: Connection;
	/** Changes in the last 24 hours, where counted. */
	readonly recent: CallCounts | undefined;
}

/** The status bar's text and tooltip. */
export function statusText(
	{ connection, recent }: StatusFacts,
	options: ProgressOptions,
): StatusText {
	const t = options.t ?? english;
	const name = t('Image Builder');
	const changes = recent && t('{0} in 24 h', changesText(recent.changes, t));
	if (connection.kind === 'sample') {
		return status(`$(beaker) ${t('{0}: sample', name)}`, [t('Sample history, not your account')]);
	}
	const where = whereLines(connection, t);
	if (connection.phase === 'unknown' && connection.lastSync === undefined) {
		return status(`$(history) ${name}`, [t('Nothing has been read yet'), ...where]);
	}
	const line = progressLine(connection, options);
	if (line !== undefined) {
		const found = connection.progress.reduce((sum, region) => sum + region.newCalls, 0);
		return status(`$(sync~spin) ${name}: ${callsText(found, t)}`, [line, ...where]);
	}
	if (connection.phase === 'failed') {
		const why = connection.error?.message ?? t('The last sync failed');
		// not to be set up yet is no trouble that people must see all day
		return connection.error?.code === 'no-credentials'
			? status(`$(history) ${name}`, [why, ...where])
			: { ...status(`$(warning) ${name}`, [why, ...where]), warning: true };
	}
	const failed = connection.progress.filter(({ phase }) => phase === 'failed');
	const { sourceErrors = [] } = connection;
	const warning = failed.length > 0 || sourceErrors.length > 0;
	const synced =
		connection.lastSync && t('Read {0}', relativeTime(connection.lastSync, options.now, t));
	const lines = [
		changes,
		synced,
		...where,
		...failed.map((region) => `${region.region}: ${region.error?.message ?? t('failed')}`),
		...sourceErrors.map(({ source = '', message }) => `${sourceTitle(source, t)}: ${message}`),
	].filter((part): part is string => part !== undefined && part !== '');
	const icon = warning ? 'warning' : 'history';
	const text = recent && recent.changes > 0 ? `${name}: ${changesText(recent.changes, t)}` : name;
	return { ...status(`$(${icon}) ${text}`, lines), warning };
}

/** What is read: the one profile with its Regions, or how many connections and which. */
function whereLines(
	connection: Extract<Connection, { kind: 'aws' }>,
	t: Translate,
): readonly string[] {
	const { profile, regions, connections } = connection;
	if (connections.length < 2) {
		const named = profile === '' ? t('default credentials') : t('profile {0}', profile);
		return [[named, ...regions].join(', ')];
	}
	const lines = connections
		.slice(0, mostConnections)
		.map((each) => [each.name, each.regions.join(', ')].filter((part) => part !== '').join(': '));
	const more = connections.length - lines.length;
	return [
		t('{0} connections', connections.length),
		...lines,
		...(more > 0 ? [t('and {0} more', more)] : []),
	];
}

function status(text: string, lines: readonly string[]): StatusText {
	const spoken = text.replace(/^\$\([^)]*\) /, '');
	return { text, lines, warning: false, accessible: [spoken, ...lines].join(', ') };
}
