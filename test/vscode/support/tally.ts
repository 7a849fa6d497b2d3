import type { CloudTrailRecord } from '../../../src/model/record.ts';

/**
 * Counts of records by ARN, kind, caller and origin, made without any code of the extension, from
 * what the builders are known to write.
 */
export interface Tally {
	readonly eventIds: ReadonlySet<string>;
	readonly arns: ReadonlyMap<string, number>;
	readonly kinds: ReadonlyMap<string, number>;
	readonly callers: ReadonlyMap<string, number>;
	readonly origins: ReadonlyMap<string, number>;
}

export function tallyOf(records: readonly CloudTrailRecord[]): Tally {
	const arns = new Map<string, number>();
	const kinds = new Map<string, number>();
	const callers = new Map<string, number>();
	const origins = new Map<string, number>();
	for (const record of records) {
		const named = arnsOf(record);
		for (const arn of named) {
			count(arns, arn);
		}
		for (const kind of new Set(named.map(kindOf))) {
			count(kinds, kind);
		}
		count(callers, callerOf(record));
		count(origins, originOf(record));
	}
	return {
		eventIds: new Set(records.map((record) => record.eventID ?? '')),
		arns,
		kinds,
		callers,
		origins,
	};
}

export function count(counts: Map<string, number>, key: string): void {
	counts.set(key, (counts.get(key) ?? 0) + 1);
}

export function kindOf(arn: string): string {
	const [kind = '', second = ''] = (arn.split(':')[5] ?? '').split('/');
	return kind === 'workflow' ? `${kind}/${second}` : kind;
}

function arnsOf(record: CloudTrailRecord): readonly string[] {
	const found = new Set<string>();
	const walk = (value: unknown, key: string): void => {
		if (typeof value === 'string') {
			if (/^arn:[a-z-]+:imagebuilder:/.test(value) && key !== 'latestVersionReferences') {
				found.add(value);
			}
		} else if (typeof value === 'object' && value !== null && key !== 'latestVersionReferences') {
			for (const [name, inner] of Object.entries(value)) {
				walk(inner, Array.isArray(value) ? key : name);
			}
		}
	};
	walk(record.requestParameters, '');
	walk(record.responseElements, '');
	return [...found];
}

function callerOf(record: CloudTrailRecord): string {
	const identity = record.userIdentity;
	switch (identity?.type) {
		case 'Root':
			return 'root';
		case 'IAMUser':
			return identity.userName ?? '';
		case 'AssumedRole':
			return identity.arn?.split('/').at(-1) ?? '';
		case 'AWSService':
			return identity.invokedBy ?? '';
		default:
			return identity?.userName ?? identity?.invokedBy ?? identity?.type ?? '';
	}
}

function originOf(record: CloudTrailRecord): string {
	const agent = record.userAgent ?? '';
	const service =
		record.userIdentity?.invokedBy ??
		(record.sourceIPAddress?.endsWith('.amazonaws.com') ? record.sourceIPAddress : undefined);
	if (service?.startsWith('cloudformation')) {
		return 'cloudformation';
	}
	if (service || record.eventType === 'AwsServiceEvent') {
		return 'service';
	}
	const tool = /PulumiAWS|Packer|Ansible|aws-cdk|Terraform/.exec(agent)?.[0];
	if (tool) {
		return tool === 'PulumiAWS' ? 'pulumi' : tool.toLowerCase().replace('aws-', '');
	}
	if (record.sessionCredentialFromConsole === 'true' || agent.startsWith('Mozilla/')) {
		return agent.includes('CloudShell') ? 'cloudshell' : 'console';
	}
	if (agent.startsWith('aws-cli/')) {
		return 'cli';
	}
	return /^(Boto3|Botocore|aws-sdk-)/.test(agent) ? 'sdk' : 'other';
}
