import type { Call } from '../../src/model/call.ts';
import { exampleAccount } from './identities.ts';

let count = 0;

/** A call of alice in the console that updated the pipeline golden-ami; each has an id of its own. */
export function buildCall(overrides: Partial<Call> = {}): Call {
	const region = overrides.region ?? 'us-east-1';
	const accountId = overrides.accountId ?? exampleAccount;
	return {
		eventId: `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`,
		eventTime: '2026-11-20T09:30:00Z',
		eventName: 'UpdateImagePipeline',
		readOnly: false,
		accountId,
		region,
		caller: { type: 'AssumedRole', name: 'alice@example.com', role: 'PlatformAdmin' },
		origin: {
			kind: 'console',
			rule: 'console-credential',
			evidence: 'sessionCredentialFromConsole: true',
		},
		touches: [{ arn: buildPipelineArn('golden-ami', region, accountId), role: 'subject' }],
		sources: ['event-history'],
		...overrides,
	};
}

/** ARN of an image pipeline. */
export function buildPipelineArn(
	name = 'golden-ami',
	region = 'us-east-1',
	accountId = exampleAccount,
): string {
	return `arn:aws:imagebuilder:${region}:${accountId}:image-pipeline/${name}`;
}
