/** Event history of CloudTrail: 90 days of one account, Region by Region. */
export interface EventHistorySettings {
	readonly type: 'event-history';
}

/** Log files of a trail in a bucket. */
export interface S3Settings {
	readonly type: 's3';
	readonly bucket: string;
	/** What comes before `AWSLogs/`, without slashes at its ends. */
	readonly prefix?: string;
	/** Id of the organization (`o-...`), where the trail is one of an organization. */
	readonly organization?: string;
	/** Only these accounts; all that have logs if not given. */
	readonly accounts?: readonly string[];
	/** Only logs of these Regions; of the connection's Regions, or all, if not given. */
	readonly regions?: readonly string[];
	readonly requesterPays?: boolean;
	/** The trail logs all Regions: log files of one prove that it was on in the others too. */
	readonly multiRegion?: boolean;
	/** Region of the bucket; found out if not given. */
	readonly region?: string;
	/** What the trail logs; `changes` if not given, as nobody can tell from the bucket. */
	readonly complete?: 'all' | 'changes';
	readonly days?: number;
}

/** A log group that a trail writes to, queried with Logs Insights. */
export interface LogGroupSettings {
	readonly type: 'cloudwatch-logs';
	/** Name or ARN. */
	readonly logGroup: string;
	readonly region?: string;
	readonly complete?: 'all' | 'changes';
	readonly days?: number;
}

/** A table over a trail's log files. */
export interface AthenaSettings {
	readonly type: 'athena';
	/** `AwsDataCatalog` if not given. */
	readonly catalog?: string;
	readonly database: string;
	readonly table: string;
	/** `primary` if not given. */
	readonly workgroup?: string;
	/** `s3://...`, where the workgroup has none of its own. */
	readonly outputLocation?: string;
	readonly region?: string;
	readonly complete?: 'all' | 'changes';
	readonly days?: number;
}

/** An event data store of CloudTrail Lake. */
export interface LakeSettings {
	readonly type: 'lake';
	/** ARN, or the id that ends it. */
	readonly eventDataStore: string;
	readonly region?: string;
	readonly complete?: 'all' | 'changes';
	readonly days?: number;
}

/** A queue that a trail's notifications or EventBridge's events come to. */
export interface QueueSettings {
	readonly type: 'sqs';
	readonly queueUrl: string;
	readonly region?: string;
}

/** A folder of log files on this machine, watched for new ones. */
export interface FolderSettings {
	readonly type: 'folder';
	readonly path: string;
}

/** Sources whose past is read on demand; `days` keeps so many days read by every refresh. */
export type ArchiveSettings = S3Settings | LogGroupSettings | AthenaSettings | LakeSettings;
/** Sources that bring what is new by themselves. */
export type LiveSettings = QueueSettings | FolderSettings;
export type SourceSettings = EventHistorySettings | ArchiveSettings | LiveSettings;
export type SourceType = SourceSettings['type'];

/** One profile, its Regions and where its history is read. */
export interface ConnectionSettings {
	/** Unique among the connections. */
	readonly name: string;
	/** Empty: the default credential chain. */
	readonly profile: string;
	/** Empty: the profile's Region. */
	readonly regions: readonly string[];
	/** Never empty. */
	readonly sources: readonly SourceSettings[];
}

export function isArchive(source: SourceSettings): source is ArchiveSettings {
	return ['s3', 'cloudwatch-logs', 'athena', 'lake'].includes(source.type);
}

/**
 * The name of a source in `Call.sources`, `Coverage.source` and `Gap.source`: it stays the same for
 * as long as the source is the same place.
 */
export function sourceId(source: SourceSettings): string {
	switch (source.type) {
		case 'event-history':
			return 'event-history';
		case 's3':
			return `s3://${[source.bucket, source.prefix].filter(Boolean).join('/')}`;
		case 'cloudwatch-logs':
			return `cloudwatch-logs:${logGroupName(source.logGroup)}`;
		case 'athena':
			return `athena:${source.database}.${source.table}`;
		case 'lake':
			return `lake:${source.eventDataStore.split('/').at(-1) ?? ''}`;
		case 'sqs':
			return `sqs:${source.queueUrl.split('/').at(-1) ?? ''}`;
		case 'folder':
			return 'logs';
	}
}

/** `arn:aws:logs:<region>:<account>:log-group:<name>[:*]` or the name itself. */
export function logGroupName(nameOrArn: string): string {
	return /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]+)/.exec(nameOrArn)?.[1] ?? nameOrArn;
}
