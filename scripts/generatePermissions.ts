/** Writes `docs/permissions.md` from `src/model/permissions.ts`. */
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Permission } from '../src/model/permission.ts';
import { type PermissionUse, permissions } from '../src/model/permissions.ts';
import { policyOf } from '../src/model/policy.ts';
import { inProject } from './support/paths.ts';

interface Section {
	readonly title: string;
	readonly use: PermissionUse;
	readonly text: string;
}

const sections: readonly Section[] = [
	{
		title: 'Event history',
		use: 'event-history',
		text: `\`cloudtrail:LookupEvents\` knows no resources, and no condition narrows it to one service: who may look up events may look up all management events of the account. The extension asks for those of \`imagebuilder.amazonaws.com\`, and for the names of operations that change something.

A profile that assumes a role needs \`sts:AssumeRole\` on that role and the role's trust, as with every AWS tool; one of IAM Identity Center needs its permission set. These requests are made by the AWS SDK when it fetches credentials.

STS is asked in the selected Regions; where those do not know the access key, also in the partition's first Region (\`us-east-1\`, \`cn-north-1\`, \`us-gov-west-1\`, ...), to tell a wrong key from a Region that is not enabled.`,
	},
	{
		title: 'S3 bucket',
		use: 's3',
		text: 'A bucket of another account must allow the same in its bucket policy. An object that is denied is a gap, told in the Coverage view; the others are read.',
	},
	{
		title: 'CloudWatch Logs',
		use: 'cloudwatch-logs',
		text: 'Logs Insights bills what a query scans. Every estimate is shown before.',
	},
	{
		title: 'Athena',
		use: 'athena',
		text: 'Athena reads and writes with the permissions of whoever asks. `BUCKET` is where the log files of the table are, `RESULT-BUCKET` where the workgroup keeps results.',
	},
	{
		title: 'CloudTrail Lake',
		use: 'lake',
		text: '',
	},
	{
		title: 'SQS queue',
		use: 'sqs',
		text: 'A message is deleted once its calls are stored; without that permission it would come again and again.',
	},
	{
		title: 'Names of accounts',
		use: 'account-names',
		text: 'Organizations answers the management account and delegated administrators only. It is asked for each account once a day, where calls of several accounts are known; a profile that is refused is not asked again for a week. Without it accounts are called by their profiles.',
	},
	{
		title: 'Looking for sources',
		use: 'discovery',
		text: 'Only when somebody asks for more sources. What is denied is not found; any source can be written into the settings by hand.',
	},
];

/** The text that `docs/permissions.md` should have. */
export function permissionsPage(): string {
	return `<!-- Written by scripts/generatePermissions.ts from src/model/permissions.ts. Do not edit. -->

# Permissions

What Image Builder History asks of AWS, and the least policy that allows it, one for each kind of source: only those that are used are needed. It only reads; it never calls EC2 Image Builder itself and makes no AWS resource. Two things leave a trace: Athena keeps the results of queries, and messages of a queue are deleted once their calls are stored.

Words in capitals stand for your own names. *Image Builder: Copy IAM Policy…* copies the policy of a source of your settings with its names filled in.
${sections.map(section).join('')}
## When it is denied

- The message names the permission and, where AWS says so, the kind of policy that denied it: an identity policy that lacks it, a permissions boundary, a session policy or a service control policy. An account's own administrator cannot lift the last one.
- A Region may be denied while others are read: that Region has a row of its own in the view.
- Without any permission log files can be imported: *Image Builder: Import CloudTrail Logs*.
`;
}

function section({ title, use, text }: Section): string {
	const rows = permissions[use];
	const { policy } = policyOf([use], {
		partition: 'aws',
		dns: 'amazonaws.com',
		prefix: 'PREFIX/',
		resultPrefix: 'PREFIX/',
	});
	return `
## ${title}

| request | permission | for |
|---|---|---|
${rows.map(tableRow).join('\n')}

\`\`\`json
${JSON.stringify(policy, undefined, '\t')}
\`\`\`
${text === '' ? '' : `\n${text}\n`}`;
}

function tableRow({ request, actions, for: reason, optional }: Permission): string {
	const sent = request
		? `${clientNames[request[0]] ?? request[0]} \`${request[1]}\``
		: 'AWS itself';
	const allowed = actions.map((action) => `\`${action}\``).join(', ') || 'none';
	return `| ${sent} | ${allowed} | ${reason}${optional ? `; not needed ${optional}` : ''} |`;
}

/** What AWS calls the services, by the packages of their clients. */
const clientNames: Readonly<Record<string, string>> = {
	athena: 'Athena',
	cloudtrail: 'CloudTrail',
	'cloudwatch-logs': 'CloudWatch Logs',
	organizations: 'Organizations',
	s3: 'S3',
	sqs: 'SQS',
	sts: 'STS',
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	await writeFile(inProject('docs/permissions.md'), permissionsPage());
}
