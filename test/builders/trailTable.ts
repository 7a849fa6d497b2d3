import { type HiveColumn, type HiveTable, logObjects } from '../servers/hiveTable.ts';

const identity =
	'struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,username:string,onbehalfof:struct<userid:string,identitystorearn:string>,sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>,sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>,ec2roledelivery:string,webidfederationdata:struct<federatedprovider:string,attributes:map<string,string>>>>';

/** The columns of AWS's own documentation of Athena on CloudTrail. */
export const trailColumns: readonly HiveColumn[] = [
	['eventversion', 'string'],
	['useridentity', identity],
	['eventtime', 'string'],
	['eventsource', 'string'],
	['eventname', 'string'],
	['awsregion', 'string'],
	['sourceipaddress', 'string'],
	['useragent', 'string'],
	['errorcode', 'string'],
	['errormessage', 'string'],
	['requestparameters', 'string'],
	['responseelements', 'string'],
	['additionaleventdata', 'string'],
	['requestid', 'string'],
	['eventid', 'string'],
	['readonly', 'string'],
	['resources', 'array<struct<arn:string,accountid:string,type:string>>'],
	['eventtype', 'string'],
	['apiversion', 'string'],
	['recipientaccountid', 'string'],
	['serviceeventdetails', 'string'],
	['sharedeventid', 'string'],
	['vpcendpointid', 'string'],
	['vpcendpointaccountid', 'string'],
	['eventcategory', 'string'],
	[
		'addendum',
		'struct<reason:string,updatedfields:string,originalrequestid:string,originaleventid:string>',
	],
	['sessioncredentialfromconsole', 'string'],
	['edgedevicedetails', 'string'],
	['tlsdetails', 'struct<tlsversion:string,ciphersuite:string,clientprovidedhostheader:string>'],
].map(([name = '', type = '']) => ({ name, type }));

/** The columns of a table of 2017: no session of the console, no TLS, no category, no addendum. */
export const oldTrailColumns: readonly HiveColumn[] = trailColumns
	.slice(0, 22)
	.map(({ name, type }) => ({
		name,
		type:
			name === 'useridentity'
				? 'struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,userName:string,sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>,sessionissuer:struct<type:string,principalId:string,arn:string,accountId:string,userName:string>>>'
				: type,
	}));

type Layout = 'projected' | 'listed' | 'injected' | 'parts' | 'none';

const layouts: Readonly<
	Record<
		Layout,
		{
			readonly keys: readonly (readonly [string, string])[];
			readonly parameters?: Readonly<Record<string, string>>;
		}
	>
> = {
	projected: {
		keys: [
			['region', 'string'],
			['timestamp', 'string'],
		],
		parameters: {
			'projection.enabled': 'true',
			'projection.region.type': 'enum',
			'projection.region.values': 'us-east-1,eu-central-1',
			'projection.timestamp.type': 'date',
			'projection.timestamp.format': 'yyyy/MM/dd',
			'projection.timestamp.interval': '1',
			'projection.timestamp.interval.unit': 'DAYS',
			'projection.timestamp.range': '2025/06/01,NOW',
		},
	},
	injected: {
		keys: [
			['account_id', 'string'],
			['region', 'string'],
			['timestamp', 'string'],
		],
		parameters: {
			'projection.enabled': 'true',
			'projection.account_id.type': 'injected',
			'projection.region.type': 'injected',
			'projection.timestamp.type': 'date',
			'projection.timestamp.format': 'yyyy/MM/dd',
			'projection.timestamp.range': 'NOW-3YEARS,NOW',
		},
	},
	listed: {
		keys: [
			['account', 'bigint'],
			['dt', 'string'],
		],
	},
	parts: {
		keys: [
			['region', 'string'],
			['year', 'int'],
			['month', 'int'],
			['day', 'string'],
		],
	},
	none: { keys: [] },
};

/** From a call to its log file, ms. */
const delivery = 10 * 60_000;

/**
 * A table over a trail's log files, which lie in the folder of the day they were delivered on.
 * @param layout how its folders are: by projection, listed in Glue, ...
 */
export function buildTrailTable(
	records: Iterable<object>,
	{
		layout = 'projected',
		columns = trailColumns,
		database = 'audit',
		name = 'cloudtrail_logs',
	}: {
		readonly layout?: Layout;
		readonly columns?: readonly HiveColumn[];
		readonly database?: string;
		readonly name?: string;
	} = {},
): HiveTable {
	const { keys, parameters = {} } = layouts[layout];
	return {
		database,
		name,
		columns,
		partitionKeys: keys.map(([key, type]) => ({ name: key, type })),
		parameters: { EXTERNAL: 'TRUE', ...parameters },
		objects: logObjects(records, (record) => {
			const time = new Date(Date.parse(String(record.eventTime)) + delivery).toISOString();
			const parts: Readonly<Record<string, string>> = {
				region: String(record.awsRegion),
				account: String(record.recipientAccountId),
				account_id: String(record.recipientAccountId),
				timestamp: time.slice(0, 10).replaceAll('-', '/'),
				dt: time.slice(0, 10),
				year: time.slice(0, 4),
				month: time.slice(5, 7),
				day: time.slice(8, 10),
			};
			return Object.fromEntries(keys.map(([key]) => [key, parts[key] ?? '']));
		}),
	};
}
