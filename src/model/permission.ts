/** Why a permission is needed, and what becomes of whoever lacks it. */
export interface Permission {
	/** Begins the statement's `Sid`; the same in rows that share a statement. */
	readonly sid: string;
	/**
	 * The client's package without `@aws-sdk/client-`, and the command that is sent; missing where
	 * AWS itself needs the permission for another request.
	 */
	readonly request?: readonly [service: string, command: string];
	/** IAM actions, as the Service Authorization Reference spells them; none where nobody can be refused. */
	readonly actions: readonly string[];
	/** ARNs with `{placeholders}`; `*` where the action knows no resources. */
	readonly resources: readonly string[];
	/** Condition of the statement, with `{placeholders}`. */
	readonly condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
	readonly for: string;
	/** When it can be left out, in words; needed where missing. */
	readonly optional?: string;
}

export const anyResource = ['*'];
export const logBucket = ['arn:{partition}:s3:::{bucket}'];
/** Log files of a trail. */
export const logFiles = ['arn:{partition}:s3:::{bucket}/{prefix}AWSLogs/*'];
/** Any key; a condition narrows it to a service that uses it. */
export const anyKey = ['arn:{partition}:kms:*:*:key/*'];

export const throughService = (service: string) => ({
	StringLike: { 'kms:ViaService': `${service}.*.{dns}` },
});

/** A row for log files that are encrypted. */
export const encryptedLogs = (sid: string): Permission => ({
	sid,
	actions: ['kms:Decrypt'],
	resources: anyKey,
	condition: throughService('s3'),
	for: 'log files that are encrypted with a key of KMS; the key policy must allow it too',
	optional: 'where the trail encrypts its files with SSE-S3',
});
