/** What AWS says of a call that it refused. Every text is one that AWS could have written. */
export interface Denial {
	readonly action?: string;
	/** An ARN, or `*`. */
	readonly resource?: string;
	readonly explicitDeny: boolean;
	/** The type of policy that denies it, or that does not allow it. */
	readonly policy?: PolicyType;
	/** The message holds a part that only `sts:DecodeAuthorizationMessage` can read. */
	readonly encoded: boolean;
}

export type PolicyType =
	| 'identity'
	| 'resource'
	| 'service-control'
	| 'resource-control'
	| 'boundary'
	| 'session'
	| 'endpoint';

const policies: readonly (readonly [PolicyType, RegExp])[] = [
	['service-control', /service control polic(?:y|ies)/i],
	['resource-control', /resource control polic(?:y|ies)/i],
	['boundary', /permissions boundar(?:y|ies)/i],
	['session', /session polic(?:y|ies)/i],
	['endpoint', /VPC endpoint polic(?:y|ies)/i],
	['resource', /resource-based polic(?:y|ies)/i],
	['identity', /identity-based polic(?:y|ies)/i],
];

/** Longer messages hold nothing more of this. UTF-16 units. */
const maxMessage = 4096;

/**
 * Reads messages such as `User: <arn> is not authorized to perform: <action> on resource: <arn>
 * because no identity-based policy allows the <action> action`, and `... with an explicit deny in a
 * service control policy`. Forms as in the IAM user guide, "Troubleshoot access denied error
 * messages". Messages can be hostile: only an action and an ARN of the usual characters are taken.
 */
export function readDenial(message: string): Denial {
	const text = message.slice(0, maxMessage);
	// a session name stands before this and can hold such words too
	const said = text.lastIndexOf(' is not authorized to perform');
	const rest = said < 0 ? text : text.slice(said);
	const action =
		/^ is not authorized to perform:? ([a-z0-9-]{1,64}:[A-Za-z0-9]{1,128})(?=[\s.,]|$)/.exec(
			rest,
		)?.[1];
	const resource = /on resource: "?(\*|arn:[\w+=,.@:/*{}-]{1,2048})"?(?=[\s,.]|$)/.exec(rest)?.[1];
	const reason = reasonOf(rest);
	const policy = policies.find(([, pattern]) => pattern.test(reason))?.[0];
	return {
		...(action !== undefined && { action }),
		...(resource !== undefined && { resource: resource.replace(/\.$/, '') }),
		explicitDeny: / with an explicit deny\b/.test(rest),
		...(policy && { policy }),
		encoded: /encoded authorization failure message/i.test(text),
	};
}

/** What follows the resource: names in front of it could hold anything. */
function reasonOf(rest: string): string {
	const starts = [' because no ', ' with an explicit deny'].map((word) => rest.indexOf(word));
	const start = Math.min(...starts.map((at) => (at < 0 ? rest.length : at)));
	return rest.slice(start, start + 300);
}
