import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { permissionsPage } from '../../../scripts/generatePermissions.ts';
import type { SourceSettings } from '../../../src/model/connectionSettings.ts';
import { permissions } from '../../../src/model/permissions.ts';
import { policyOf, policyValues } from '../../../src/model/policy.ts';

const project = new URL('../../../', import.meta.url);
const rows = Object.values(permissions).flat();
const requested = new Set(rows.flatMap(({ request }) => (request ? [request.join(':')] : [])));

/** The commands that the sources import from AWS's clients. */
function commandsInCode(): readonly string[] {
	const folder = new URL('src/sources/aws/', project);
	return readdirSync(folder)
		.flatMap((name) => {
			const text = readFileSync(new URL(name, folder), 'utf8');
			return [...text.matchAll(/export \{([^}]*)\} from '@aws-sdk\/client-([\w-]+)'/g)];
		})
		.flatMap(([, names = '', service = '']) =>
			[...names.matchAll(/(\w+)Command\b/g)].map(([, name]) => `${service}:${name}`),
		);
}

/** Every action that the code names as the one a request needs. */
function actionsInCode(): readonly string[] {
	const folder = new URL('src/sources/', project);
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.flatMap((name) => [
			...readFileSync(new URL(name, folder), 'utf8').matchAll(
				/\baction(?: =|:) '([a-z0-9-]+:\w+)'/g,
			),
		])
		.map(([, action = '']) => action);
}

describe('the table of permissions', () => {
	it('has each command that the code can send, and no other', () => {
		expect([...requested].toSorted()).toEqual([...new Set(commandsInCode())].toSorted());
	});

	it('has each action that an error can name', () => {
		// the SDK sends it when it fetches credentials
		const known = new Set([
			...rows.flatMap(({ actions }) => actions),
			'sts:AssumeRole',
			'sts:GetCallerIdentity',
		]);
		expect(actionsInCode().length).toBeGreaterThan(3);
		expect(actionsInCode().filter((action) => !known.has(action))).toEqual([]);
	});

	it('only reads, but for results of queries and messages that are stored', () => {
		const reads = /^[\w-]+:(?:Get|List|Describe|Lookup|Receive|Decrypt)/;
		const queries = /^[\w-]+:(?:Start|Stop|Cancel)Query/;
		const others = rows
			.flatMap(({ actions }) => actions)
			.filter((action) => !reads.test(action) && !queries.test(action));
		expect(others.toSorted()).toEqual([
			'kms:GenerateDataKey',
			's3:AbortMultipartUpload',
			's3:PutObject',
			'sqs:DeleteMessage',
		]);
	});

	it('is what the page of permissions says', () => {
		expect(readFileSync(new URL('docs/permissions.md', project), 'utf8')).toBe(permissionsPage());
	});
});

const known = { accountId: '111122223333', region: 'eu-central-1' };

function policyText(source: SourceSettings & { type: keyof typeof permissions }, facts = known) {
	const { policy, open } = policyOf([source.type], policyValues(source, facts));
	return { text: JSON.stringify(policy), open };
}

describe('a policy', () => {
	it('holds the names of the settings, and asks for no other', () => {
		const bucket = policyText({ type: 's3', bucket: 'trail-logs', prefix: 'org' });
		expect(bucket.text).toContain('"arn:aws:s3:::trail-logs"');
		expect(bucket.text).toContain('"arn:aws:s3:::trail-logs/org/AWSLogs/*"');
		const group = policyText({ type: 'cloudwatch-logs', logGroup: 'trail' });
		expect(group.text).toContain('"arn:aws:logs:eu-central-1:111122223333:log-group:trail:*"');
		const store = policyText({ type: 'lake', eventDataStore: 'abc-123' });
		expect(store.text).toContain('eu-central-1:111122223333:eventdatastore/abc-123"');
		const queue = policyText({
			type: 'sqs',
			queueUrl: 'https://sqs.us-east-1.amazonaws.com/444455556666/calls',
		});
		expect(queue.text).toContain('"arn:aws:sqs:us-east-1:444455556666:calls"');
		expect([bucket, group, store].flatMap(({ open }) => open)).toEqual([]);
		expect(queue.open).toEqual(['BUCKET']);
	});

	it('takes account and Region of an ARN before those of the connection', () => {
		const logGroup = 'arn:aws:logs:us-west-2:444455556666:log-group:trail:*';
		expect(policyText({ type: 'cloudwatch-logs', logGroup }).text).toContain(`"${logGroup}"`);
	});

	it('knows the partition', () => {
		const facts = { ...known, region: 'cn-north-1' };
		const { text } = policyText({ type: 's3', bucket: 'trail-logs' }, facts);
		expect(text).toContain('arn:aws-cn:s3:::trail-logs');
		expect(text).toContain('s3.*.amazonaws.com.cn');
	});

	it('knows the partition by an ARN alone, as long as the connection knows no Region', () => {
		const logGroup = 'arn:aws-cn:logs:cn-north-1:444455556666:log-group:trail:*';
		const values = policyValues({ type: 'cloudwatch-logs', logGroup }, {});
		const { policy } = policyOf(['cloudwatch-logs'], values);
		expect(JSON.stringify(policy)).toContain(`"${logGroup}"`);
	});

	it('says which words are to be replaced', () => {
		const athena = { type: 'athena', database: 'logs', table: 'trail' } as const;
		const { text, open } = policyText(athena);
		expect(open).toEqual(['BUCKET', 'RESULT-BUCKET']);
		expect(text).toContain('table/logs/trail');
		const outputLocation = 's3://results-here/image-builder/';
		const filled = policyText({ ...athena, outputLocation });
		expect(filled.open).toEqual(['BUCKET']);
		expect(filled.text).toContain('arn:aws:s3:::results-here/image-builder/*');
	});

	it('has statements of names that IAM takes, each once', () => {
		for (const use of Object.keys(permissions) as (keyof typeof permissions)[]) {
			const { Statement } = policyOf([use], {}).policy;
			const sids = Statement.map(({ Sid }) => Sid);
			expect(new Set(sids).size).toBe(sids.length);
			expect(sids.filter((sid) => !/^[A-Za-z0-9]+$/.test(sid))).toEqual([]);
			// IAM's limit for an inline policy of a user, without white space
			expect(JSON.stringify(Statement).length).toBeLessThan(2048);
		}
	});
});
