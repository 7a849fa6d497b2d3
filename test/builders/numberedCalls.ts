import type { Call } from '../../src/model/call.ts';
import { buildCall } from './call.ts';

/** The pipeline that numbered calls are about. */
export const numberedArn = 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/golden-ami';
export const numberedTouches = [{ arn: numberedArn, role: 'subject' as const }];

/** `UpdateImagePipeline0` and so on, the newest first, one a minute since yesterday. */
export function numberedCalls(count: number): Call[] {
	const yesterday = Date.now() - 86_400_000;
	return Array.from({ length: count }, (_, index) =>
		buildCall({
			touches: numberedTouches,
			eventName: `UpdateImagePipeline${index}`,
			eventTime: new Date(yesterday - index * 60_000).toISOString(),
		}),
	);
}
