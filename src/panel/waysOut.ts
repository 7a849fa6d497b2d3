import { Command } from '../contributions.ts';
import type { Translate } from '../model/translate.ts';
import type { UnknownReason } from '../model/unknown.ts';
import type { WayOut } from '../protocol/waysOut.ts';

/** What each way runs. */
export const waysOutCommands: Readonly<Record<WayOut['run'], string>> = {
	refresh: Command.refresh,
	selectProfile: Command.selectProfile,
	selectRegions: Command.selectRegions,
	signIn: Command.signIn,
	openSample: Command.openSample,
	leaveSample: Command.leaveSample,
	importLogs: Command.importLogs,
	showLog: Command.showLog,
	lookUp: Command.lookUp,
	showReads: Command.showReadCalls,
	clearFilter: Command.clearFilter,
	fetch: Command.fetch,
	showCoverage: Command.showCoverage,
};

/** What a user can do about not knowing, the best first; no way twice. */
export function waysOut(reasons: readonly UnknownReason[], t: Translate): readonly WayOut[] {
	const ways = reasons.flatMap((reason) => waysOf(reason, t));
	return [...new Map(ways.map((way) => [way.run, way])).values()];
}

function waysOf(reason: UnknownReason, t: Translate): readonly WayOut[] {
	const selectProfile: WayOut = { run: 'selectProfile', title: t('Select Profile') };
	const selectRegions: WayOut = { run: 'selectRegions', title: t('Select Regions') };
	const importLogs: WayOut = { run: 'importLogs', title: t('Import Log Files') };
	const openSample: WayOut = { run: 'openSample', title: t('Explore the Sample') };
	const read: WayOut = { run: 'refresh', title: t('Read Now') };
	const showLog: WayOut = { run: 'showLog', title: t('Show Log') };
	switch (reason.kind) {
		case 'only-reads':
			return [{ run: 'showReads', title: t('Show Reads') }];
		case 'not-in-sample':
			return [{ run: 'leaveSample', title: t('Leave the Sample') }, selectProfile];
		case 'not-connected':
			return [read, selectProfile, openSample, importLogs];
		case 'failed':
			return [...waysOfError(reason.code, t), showLog];
		case 'other-account':
			return [selectProfile, importLogs];
		case 'region-not-selected':
			return [selectRegions];
		case 'not-read':
			return [read, importLogs];
		case 'nothing-read-of-it':
			return [read, importLogs];
		case 'connecting':
		case 'syncing':
		case 'not-yours':
			return [];
	}
}

function waysOfError(code: string, t: Translate): readonly WayOut[] {
	const again: WayOut = { run: 'refresh', title: t('Try Again') };
	const selectProfile: WayOut = { run: 'selectProfile', title: t('Select Profile') };
	switch (code) {
		case 'expired-session':
			return [{ run: 'signIn', title: t('Sign In') }, selectProfile];
		case 'no-credentials':
			return [selectProfile, { run: 'openSample', title: t('Explore the Sample') }];
		case 'wrong-profile':
		case 'access-denied':
			return [selectProfile, again];
		case 'region-not-enabled':
			return [{ run: 'selectRegions', title: t('Select Regions') }];
		default:
			return [again];
	}
}
