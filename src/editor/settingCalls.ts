import { identityOf } from '../iac/matching.ts';
import { isPattern, parseArn } from '../model/arn.ts';
import type { Call } from '../model/call.ts';
import { settingOperations } from '../model/configurationEdits.ts';
import type { History } from '../model/history.ts';
import type { SettingCall } from '../model/propertyHistory.ts';
import { readCloudTrailRecord } from '../model/record.ts';
import { compareVersions } from '../model/versionLadder.ts';

/** How far back values are sought, calls. Each costs one look into the store. */
const maxCalls = 40;
const operations = [...settingOperations, 'TagResource', 'UntagResource'];

/**
 * The successful calls that gave a resource its properties, newest first, each with its request. Of
 * a versioned resource: of the version that is meant and those below it, the highest first, as a
 * version is never changed but followed by another.
 */
export async function readSettingCalls(
	history: Pick<History, 'calls' | 'record'>,
	arn: string,
): Promise<readonly SettingCall[]> {
	const version = parseArn(arn)?.version;
	const { calls } = await history.calls({
		arn: version === undefined ? arn : withoutVersion(arn),
		role: 'subject',
		readOnly: false,
		failed: false,
		limit: maxCalls,
		eventNames: operations,
	});
	const ordered = version === undefined ? calls : versionsFrom(arn, version, calls);
	return Promise.all(
		ordered.map(async (call) => ({ call, request: await requestOf(history, call) })),
	);
}

function versionsFrom(arn: string, wanted: string, calls: readonly Call[]): readonly Call[] {
	const identity = identityOf(withoutVersion(arn));
	const versionOf = ({ touches }: Call) =>
		touches
			.filter(({ role }) => role === 'subject')
			.map((touch) => parseArn(touch.arn))
			.find((parsed) => parsed && identityOf(parsed.arn) === identity)?.version ?? '0.0.0';
	const below = calls
		.map((call) => ({ call, version: versionOf(call) }))
		.filter(({ version }) => isPattern(arn) || compareVersions(version, wanted) <= 0)
		.toSorted(
			(one, other) =>
				compareVersions(other.version, one.version) ||
				other.call.eventTime.localeCompare(one.call.eventTime),
		);
	// nothing is known of the version that is meant: another's values are not its own
	return isPattern(arn) || below[0]?.version === wanted ? below.map(({ call }) => call) : [];
}

function withoutVersion(arn: string): string {
	const parsed = parseArn(arn);
	if (!parsed) {
		return arn;
	}
	const { partition, region, owner, kind, name } = parsed;
	return `arn:${partition}:imagebuilder:${region}:${owner}:${kind}/${name}`;
}

async function requestOf(
	history: Pick<History, 'record'>,
	{ eventId }: Call,
): Promise<SettingCall['request']> {
	const json = await history.record(eventId);
	try {
		return json === undefined
			? undefined
			: readCloudTrailRecord(JSON.parse(json))?.requestParameters;
	} catch {
		// a record that cannot be read says nothing
		return undefined;
	}
}
