import { parseArn } from './arn.ts';
import type { Call } from './call.ts';

/** A version of a resource and the call that made it. */
export interface VersionStep {
	readonly arn: string;
	readonly version: string;
	/** Of components, workflows and images: the newest build known. */
	readonly build?: string;
	readonly call: Call;
}

/**
 * The versions of a resource that calls made, the highest first; each with the newest of its
 * creations (a version can be deleted and made again, and each build is one).
 * @param isIt does an ARN belong to the resource?
 * @param creations successful calls that make versions, newest first
 */
export function versionLadder(
	creations: readonly Call[],
	isIt: (arn: string) => boolean,
): readonly VersionStep[] {
	const steps = new Map<string, VersionStep>();
	for (const call of creations) {
		for (const { arn, role } of call.touches) {
			const parsed = role === 'subject' && isIt(arn) ? parseArn(arn) : undefined;
			if (parsed?.version !== undefined && !steps.has(parsed.version)) {
				const { version, build } = parsed;
				steps.set(version, { arn, version, call, ...(build !== undefined && { build }) });
			}
		}
	}
	return [...steps.values()].sort((one, other) => compareVersions(other.version, one.version));
}

/** Number by number; below zero where the first is the lower one. */
export function compareVersions(one: string, other: string): number {
	const [left, right] = [one, other].map((version) => version.split('.').map(Number));
	for (let at = 0; at < 3; at++) {
		const difference = (left?.[at] || 0) - (right?.[at] || 0);
		if (difference !== 0) {
			return difference;
		}
	}
	return 0;
}
