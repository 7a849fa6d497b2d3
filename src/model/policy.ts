import { logGroupName, type SourceSettings } from './connectionSettings.ts';
import type { Permission } from './permission.ts';
import { type PermissionUse, permissions } from './permissions.ts';
import { regions } from './regions.generated.ts';

/** What fills the placeholders of `permissions`, by their names. */
export type PolicyValues = Readonly<Record<string, string>>;

export interface PolicyStatement {
	readonly Sid: string;
	readonly Effect: 'Allow';
	readonly Action: string | readonly string[];
	readonly Resource: string | readonly string[];
	readonly Condition?: Permission['condition'];
}

/** An identity policy of IAM. */
export interface Policy {
	readonly Version: '2012-10-17';
	readonly Statement: readonly PolicyStatement[];
}

export interface FilledPolicy {
	readonly policy: Policy;
	/** Words that somebody has to replace, such as `BUCKET`. */
	readonly open: readonly string[];
}

/** The least policy of some uses. Values that nobody knows are words in capitals. */
export function policyOf(uses: readonly PermissionUse[], values: PolicyValues): FilledPolicy {
	const open = new Set<string>();
	const fill = (text: string) =>
		text.replace(/\{(\w+)\}/g, (_, name: string) => {
			const word = name.replace(/[A-Z]/g, (letter) => `-${letter}`).toUpperCase();
			if (values[name] === undefined) {
				open.add(word);
			}
			return values[name] ?? word;
		});
	const rows = uses.flatMap((use) => permissions[use]).filter(({ actions }) => actions.length > 0);
	const groups = Map.groupBy(rows, ({ resources, condition, sid }) =>
		JSON.stringify([sid, resources, condition]),
	);
	const sids = new Set<string>();
	const statements = [...groups.values()].flatMap((group) => {
		const [first] = group;
		if (!first) {
			return [];
		}
		const { resources, condition } = first;
		const statement: PolicyStatement = {
			Sid: unique(first.sid, sids),
			Effect: 'Allow',
			Action: oneOrMore(group.flatMap(({ actions }) => actions)),
			Resource: oneOrMore(resources.map(fill)),
			...(condition && { Condition: fillCondition(condition, fill) }),
		};
		return [statement];
	});
	return { policy: { Version: '2012-10-17', Statement: statements }, open: [...open] };
}

/** What is known of a source for its policy; accounts and Regions that are not known are any. */
export function policyValues(
	source: SourceSettings,
	{ accountId, region }: { readonly accountId?: string; readonly region?: string },
): PolicyValues {
	const own = 'region' in source ? (source.region ?? region) : region;
	const any = { region: own ?? '*', account: accountId ?? '*' };
	const place: PolicyValues = { ...any, ...placeValues(source, any.region, any.account) };
	// an ARN or URL in the settings knows better than the connection
	return { ...partitionValues(place.region), ...place };
}

function placeValues(source: SourceSettings, region: string, account: string): PolicyValues {
	switch (source.type) {
		case 's3':
			return { bucket: source.bucket, prefix: slashed(source.prefix) };
		case 'cloudwatch-logs': {
			const [, , , arnRegion, arnAccount] = source.logGroup.split(':');
			return {
				logGroup: logGroupName(source.logGroup),
				region: arnRegion ?? region,
				account: arnAccount ?? account,
			};
		}
		case 'athena': {
			const output = /^s3:\/\/([^/]+)\/?(.*)$/.exec(source.outputLocation ?? '');
			return {
				database: source.database,
				table: source.table,
				workgroup: source.workgroup ?? 'primary',
				catalog: source.catalog ?? 'AwsDataCatalog',
				prefix: '*',
				...(output && {
					resultBucket: output[1] ?? '',
					resultPrefix: slashed(output[2]?.replace(/\/+$/, '')),
				}),
				...(!output && { resultPrefix: '' }),
			};
		}
		case 'lake': {
			const [, , , arnRegion, arnAccount] = source.eventDataStore.split(':');
			return {
				eventDataStore: source.eventDataStore.split('/').at(-1) ?? '',
				region: arnRegion ?? region,
				account: arnAccount ?? account,
			};
		}
		case 'sqs': {
			const [, urlRegion, urlAccount, queue] =
				/^https:\/\/sqs\.([a-z0-9-]+)\.[^/]+\/(\d{12})\/([^/]+)$/.exec(source.queueUrl) ?? [];
			return {
				queue: queue ?? source.queueUrl.split('/').at(-1) ?? '',
				region: source.region ?? urlRegion ?? region,
				account: urlAccount ?? account,
				prefix: '*',
			};
		}
		default:
			return {};
	}
}

function partitionValues(region: string | undefined): PolicyValues {
	const partition = regions.find(({ id }) => id === region)?.partition ?? 'aws';
	return { partition, dns: partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com' };
}

function slashed(prefix: string | undefined): string {
	return prefix ? `${prefix}/` : '';
}

function fillCondition(
	condition: NonNullable<Permission['condition']>,
	fill: (text: string) => string,
): NonNullable<Permission['condition']> {
	return Object.fromEntries(
		Object.entries(condition).map(([operator, keys]) => [
			operator,
			Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, fill(value)])),
		]),
	);
}

function oneOrMore(texts: readonly string[]): string | readonly string[] {
	const distinct = [...new Set(texts)];
	const [first] = distinct;
	return distinct.length === 1 && first !== undefined ? first : distinct;
}

/** A `Sid` must be unique within a policy; letters and digits only. */
function unique(sid: string, taken: Set<string>): string {
	let free = sid;
	for (let number = 2; taken.has(free); number++) {
		free = `${sid}${number}`;
	}
	taken.add(free);
	return free;
}
