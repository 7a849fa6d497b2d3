/**
 * The ids that `package.json` contributes and the code uses. `test/unit/manifest.test.ts` proves
 * that both agree. Others rely on these names: extend them, do not rename them.
 */
const prefix = 'imageBuilderHistory';

export const extensionId = 'image-builder-history.image-builder-history';

export const Command = {
	refresh: `${prefix}.refresh`,
	cancelSync: `${prefix}.cancelSync`,
	showHistory: `${prefix}.showHistory`,
	showAllCalls: `${prefix}.showAllCalls`,
	lookUp: `${prefix}.lookUp`,
	showCall: `${prefix}.showCall`,
	compareCalls: `${prefix}.compareCalls`,
	compareWithPrevious: `${prefix}.compareWithPrevious`,
	showState: `${prefix}.showState`,
	compareStates: `${prefix}.compareStates`,
	copyEventCommand: `${prefix}.copyEventCommand`,
	copyIncidentCard: `${prefix}.copyIncidentCard`,
	openEventInConsole: `${prefix}.openEventInConsole`,
	fetch: `${prefix}.fetch`,
	fetchGap: `${prefix}.fetchGap`,
	showCoverage: `${prefix}.showCoverage`,
	copyPolicy: `${prefix}.copyPolicy`,
	showLiveSetup: `${prefix}.showLiveSetup`,
	importLogs: `${prefix}.importLogs`,
	exportCalls: `${prefix}.exportCalls`,
	exportPanel: `${prefix}.exportPanel`,
	selectProfile: `${prefix}.selectProfile`,
	selectRegions: `${prefix}.selectRegions`,
	editConnections: `${prefix}.editConnections`,
	signIn: `${prefix}.signIn`,
	groupBy: `${prefix}.groupBy`,
	filter: `${prefix}.filter`,
	clearFilter: `${prefix}.clearFilter`,
	showReadCalls: `${prefix}.showReadCalls`,
	hideReadCalls: `${prefix}.hideReadCalls`,
	openSample: `${prefix}.openSample`,
	leaveSample: `${prefix}.leaveSample`,
	loadMore: `${prefix}.loadMore`,
	revealInCode: `${prefix}.revealInCode`,
	chooseResource: `${prefix}.chooseResource`,
	toggleCodeLens: `${prefix}.toggleCodeLens`,
	openInConsole: `${prefix}.openInConsole`,
	copyArn: `${prefix}.copyArn`,
	copyCell: `${prefix}.copyCell`,
	copyRow: `${prefix}.copyRow`,
	copyEventId: `${prefix}.copyEventId`,
	filterByValue: `${prefix}.filterByValue`,
	showLog: `${prefix}.showLog`,
} as const;

export type CommandId = (typeof Command)[keyof typeof Command];

export const View = {
	container: prefix,
	resources: `${prefix}.resources`,
	coverage: `${prefix}.coverage`,
	/** Type of the webview panel. */
	history: `${prefix}.history`,
} as const;

/** Settings without the prefix, as `workspace.getConfiguration('imageBuilderHistory')` takes them. */
export const Setting = {
	section: prefix,
	profile: 'profile',
	regions: 'regions',
	connections: 'connections',
	endpointUrl: 'endpointUrl',
	lookBackDays: 'lookBackDays',
	autoRefreshMinutes: 'autoRefreshMinutes',
	showReadCalls: 'showReadCalls',
	codeEnabled: 'code.enabled',
	codeLensEnabled: 'codeLens.enabled',
	hoverEnabled: 'hover.enabled',
	blameEnabled: 'blame.enabled',
	diagnosticsEnabled: 'diagnostics.enabled',
	allowedOrigins: 'allowedOrigins',
	codeResources: 'resources',
} as const;

export const ContextKey = {
	/** One of `WelcomeState`; which welcome view to show. */
	state: `${prefix}.state`,
	/** `resource`, `caller` or `day`. */
	groupBy: `${prefix}.groupBy`,
	filtered: `${prefix}.filtered`,
	showReadCalls: `${prefix}.showReadCalls`,
	syncing: `${prefix}.syncing`,
	sample: `${prefix}.sample`,
} as const;

/** The states of the welcome view, one row of `viewsWelcome` each; `ready` shows the tree. */
export type WelcomeState =
	| 'starting'
	| 'no-credentials'
	| 'expired'
	| 'denied'
	| 'failed'
	| 'empty'
	| 'ready';

/** `contextValue` of the rows of both trees. */
export const RowContext = {
	place: 'place',
	group: 'group',
	resource: 'resource',
	caller: 'caller',
	day: 'day',
	call: 'call',
	loadMore: 'loadMore',
	message: 'message',
	error: 'error',
	account: 'account',
	region: 'region',
	known: 'known',
	hole: 'hole',
} as const;
