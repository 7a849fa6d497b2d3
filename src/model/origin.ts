import type { Origin, OriginKind } from './call.ts';
import type { CloudTrailRecord } from './record.ts';

/** What one rule saw in a record. */
interface Sight {
	readonly kind: OriginKind;
	readonly name?: string | undefined;
	readonly evidence: string;
}

interface Rule {
	readonly id: string;
	see(record: CloudTrailRecord): Sight | undefined;
}

const maxEvidence = 300;
/** CloudTrail keeps no more of a user agent; records of other makers may. */
const maxUserAgent = 1024;

/** `lambda.amazonaws.com`, `imagebuilder.amazonaws.com.cn`: a service that calls. */
const servicePrincipal =
	/^[a-z0-9-]{1,64}(?:\.[a-z0-9-]{1,64}){0,4}\.(?:amazonaws\.(?:com|com\.cn|eu)|c2s\.ic\.gov|sc2s\.sgov\.gov)$/;

/** The console signs its users' requests under these names; the user makes the call. */
const consolePrincipals: ReadonlySet<string> = new Set([
	'console.amazonaws.com',
	'signin.amazonaws.com',
]);

function principal(text: string | undefined): string | undefined {
	return text !== undefined && servicePrincipal.test(text) && !consolePrincipals.has(text)
		? text
		: undefined;
}

function service(name: string | undefined, evidence: string): Sight {
	const kind = name?.startsWith('cloudformation.') ? 'cloudformation' : 'service';
	return { kind, name, evidence };
}

/** The service that a record names, wherever it does. */
function namedService({ userIdentity, sourceIPAddress, eventSource }: CloudTrailRecord) {
	return principal(userIdentity?.invokedBy) ?? principal(sourceIPAddress) ?? principal(eventSource);
}

/**
 * A rule about a product in the user agent. The agent is a list of `name/version` in any order, set
 * by the client, at times in brackets: products are sought as whole words anywhere.
 */
function agentRule(id: string, kind: OriginKind, products: string, more?: RegExp): Rule {
	const product = new RegExp(`(?:^|[\\s([;,])((?:${products})(?:/[^\\s()[\\];,]*)?)`, 'i');
	return {
		id,
		see({ userAgent }) {
			const name = userAgent === undefined ? undefined : product.exec(userAgent)?.[1];
			if (userAgent === undefined || name === undefined) {
				return undefined;
			}
			const detail = more?.exec(userAgent)?.[0];
			const evidence = `userAgent: ${userAgent}`;
			const isCut = detail !== undefined && !evidence.slice(0, maxEvidence).includes(detail);
			return {
				kind,
				name,
				evidence: isCut ? `userAgent: ${name} \u2026 ${detail}` : evidence,
			};
		},
	};
}

const consoleFlag = (record: CloudTrailRecord) => record.sessionCredentialFromConsole === 'true';

/**
 * How to tell what a call was made with; the first rule that sees something decides. The user agent
 * is a claim of the client, so what AWS itself writes comes first, but for tools that use
 * credentials which a person took from the console.
 */
const rules: readonly Rule[] = [
	{
		id: 'service-identity',
		see: (record) =>
			record.userIdentity?.type === 'AWSService'
				? service(
						namedService(record),
						`userIdentity.type: AWSService, invokedBy: ${record.userIdentity.invokedBy ?? '-'}`,
					)
				: undefined,
	},
	{
		id: 'service-event',
		see: (record) =>
			record.eventType === 'AwsServiceEvent'
				? service(namedService(record), 'eventType: AwsServiceEvent')
				: undefined,
	},
	{
		id: 'service-invoked-by',
		see({ userIdentity }) {
			const name = principal(userIdentity?.invokedBy);
			return name === undefined ? undefined : service(name, `userIdentity.invokedBy: ${name}`);
		},
	},
	{
		id: 'service-source-address',
		see({ sourceIPAddress }) {
			const name = principal(sourceIPAddress);
			return name === undefined ? undefined : service(name, `sourceIPAddress: ${name}`);
		},
	},
	// Pulumi's provider is Terraform's in another dress and may name both.
	agentRule('user-agent-pulumi', 'pulumi', 'Pulumi-?(?:Aws)[\\w-]*(?=/)'),
	agentRule('user-agent-pulumi', 'pulumi', 'Pulumi[\\w-]*(?=/)'),
	agentRule('user-agent-terraform', 'terraform', '(?:Terraform|OpenTofu)(?=/)'),
	agentRule('user-agent-terraform', 'terraform', '(?:terraform|opentofu)-[\\w-]+(?=/)'),
	agentRule('user-agent-ansible', 'ansible', 'Ansible(?=/)'),
	agentRule('user-agent-packer', 'packer', 'Packer(?:-plugin-[\\w-]+)?(?=/)'),
	agentRule('user-agent-cdk', 'cdk', '(?:aws-cdk(?:-[\\w-]+)?|cdk-assets)(?=/)'),
	{
		id: 'console-flag-cloudshell',
		see: (record) =>
			consoleFlag(record) && record.userAgent?.includes('exec-env/CloudShell')
				? {
						kind: 'cloudshell',
						evidence: 'sessionCredentialFromConsole: true, userAgent: exec-env/CloudShell',
					}
				: undefined,
	},
	{
		id: 'console-flag',
		see: (record) =>
			consoleFlag(record)
				? { kind: 'console', evidence: 'sessionCredentialFromConsole: true' }
				: undefined,
	},
	agentRule(
		'user-agent-console',
		'console',
		'(?:Mozilla|Coral|aws-internal)(?=/)|console\\.amazonaws\\.com|signin\\.amazonaws\\.com|AWS Internal',
	),
	agentRule('user-agent-cli', 'cli', 'aws-cli(?=/)', /(?:md\/)?command[#/][\w.-]{1,128}/),
	agentRule(
		'user-agent-sdk',
		'sdk',
		'(?:Boto3|Botocore|AWSPowerShell(?:\\.\\w+)?|aws-sdk-[\\w.-]+)\\b',
	),
];

/**
 * What a call was made with, by the first rule that fits. Absence of a field proves nothing: where
 * no rule sees anything, the origin is unknown.
 */
export function readOrigin(whole: CloudTrailRecord): Origin {
	const isLong = whole.userAgent !== undefined && whole.userAgent.length > maxUserAgent;
	const record = isLong ? { ...whole, userAgent: whole.userAgent?.slice(0, maxUserAgent) } : whole;
	for (const rule of rules) {
		const sight = rule.see(record);
		if (sight) {
			return {
				kind: sight.kind,
				...(sight.name !== undefined && { name: sight.name.slice(0, 128) }),
				rule: rule.id,
				evidence: sight.evidence.slice(0, maxEvidence),
			};
		}
	}
	const evidence =
		record.userAgent === undefined ? 'no userAgent' : `userAgent: ${record.userAgent}`;
	return { kind: 'unknown', rule: 'none', evidence: evidence.slice(0, maxEvidence) };
}
