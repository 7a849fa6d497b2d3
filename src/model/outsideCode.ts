import { type AllowedOrigin, allowedBy } from './allowedOrigins.ts';
import type { Call, OriginKind } from './call.ts';
import { configurationEdits } from './configurationEdits.ts';

/** A tool that owns what its code defines. */
export type OwningTool = 'cloudformation' | 'cdk' | 'terraform' | 'cdktf' | 'pulumi';

/** How the calls of a tool show in CloudTrail. */
const deploys: Readonly<Record<OwningTool, readonly OriginKind[]>> = {
	cloudformation: ['cloudformation'],
	// CDK deploys through CloudFormation, and its hot swaps call by themselves.
	cdk: ['cloudformation', 'cdk'],
	terraform: ['terraform'],
	cdktf: ['terraform'],
	pulumi: ['pulumi'],
};

/** The providers `awscc` and `aws-native` call through Cloud Control, as CloudFormation can. */
const cloudControl = /^cloudcontrol(?:api)?\./;
const itself = /^imagebuilder\./;
const edits: ReadonlySet<string> = new Set(configurationEdits);

/** A change that a rule of the workspace allows. */
export interface AllowedChange {
	readonly call: Call;
	readonly reason: string;
}

/**
 * Was a resource changed by others than the tool that owns its code, since that tool deployed it
 * last? With the rule that decided and what it saw.
 */
export type CodeVerdict =
	/** The owning tool was never seen deploying it: nothing is claimed. */
	| { readonly kind: 'unknown'; readonly rule: 'no-deploy-seen'; readonly evidence: string }
	| {
			readonly kind: 'deployed';
			readonly rule: 'deployed-last' | 'allowed-since-deploy';
			/** The last edit by the owning tool. */
			readonly deploy: Call;
			readonly allowed: readonly AllowedChange[];
			readonly evidence: string;
	  }
	| {
			readonly kind: 'outside';
			readonly rule: 'changed-since-deploy';
			readonly deploy: Call;
			/** Newest first, at least one. */
			readonly changes: readonly [Call, ...Call[]];
			readonly allowed: readonly AllowedChange[];
			readonly evidence: string;
	  };

export interface VerdictCase {
	readonly tool: OwningTool;
	/** The resource, or the pattern of its versions. */
	readonly arn: string;
	/** Successful changes of it, newest first. Runs among them change no configuration. */
	readonly changes: readonly Call[];
	readonly allowed?: readonly AllowedOrigin[];
}

/** Origins that the deployments of a tool can have; of `service` only Cloud Control is one. */
export function deployOrigins(tool: OwningTool): readonly OriginKind[] {
	return [...deploys[tool], 'service'];
}

/** Did the tool that owns the code make this call? */
function isDeploy({ origin }: Call, tool: OwningTool): boolean {
	return (
		deploys[tool].includes(origin.kind) ||
		(origin.kind === 'service' && cloudControl.test(origin.name ?? ''))
	);
}

/** The verdict on a resource, from its known changes. */
export function judge({ tool, arn, changes, allowed: rules = [] }: VerdictCase): CodeVerdict {
	const edited = changes.filter(({ eventName }) => edits.has(eventName));
	const at = edited.findIndex((call) => isDeploy(call, tool));
	const deploy = edited[at];
	if (!deploy) {
		const origins = [...new Set(edited.map(({ origin }) => origin.kind))].join(', ');
		return {
			kind: 'unknown',
			rule: 'no-deploy-seen',
			evidence: `${edited.length} edits known${origins === '' ? '' : `, by ${origins}`}; none by ${tool}`,
		};
	}
	const since = edited.slice(0, at).filter((call) => !isOfService(call));
	const allowed = since.flatMap((call) => {
		const rule = allowedBy(call, arn, rules);
		return rule ? [{ call, reason: rule.reason }] : [];
	});
	const [last, ...more] = since.filter((call) => !allowed.some((one) => one.call === call));
	const deployed = `last deploy by ${tool}: ${deploy.eventName} ${deploy.eventTime} (${deploy.origin.evidence})`;
	if (last) {
		const seen = `${last.eventName} ${last.eventTime} (${last.origin.evidence})`;
		const evidence = `${deployed}; since then: ${seen}`;
		const changes: readonly [Call, ...Call[]] = [last, ...more];
		return { kind: 'outside', rule: 'changed-since-deploy', deploy, changes, allowed, evidence };
	}
	const rule = allowed.length > 0 ? 'allowed-since-deploy' : 'deployed-last';
	return { kind: 'deployed', rule, deploy, allowed, evidence: deployed };
}

/** Image Builder does what it is configured to do. */
function isOfService({ origin }: Call): boolean {
	return origin.kind === 'service' && itself.test(origin.name ?? '');
}
