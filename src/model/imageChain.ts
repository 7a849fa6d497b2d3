import { parseArn } from './arn.ts';
import type { Call } from './call.ts';

/** Where an image build comes from, as far as calls say it. */
export interface ImageChain {
	/** The call that started the build. */
	readonly started: Call;
	/** ARN of the pipeline that built it. */
	readonly pipeline?: string;
	/** ARN of the recipe, and the call that says it is this one. */
	readonly recipe?: { readonly arn: string; readonly saidBy: Call };
}

const starters: ReadonlySet<string> = new Set([
	'StartImagePipelineExecution',
	'CreateImage',
	'ImportVmImage',
	'ImportDiskImage',
	'RetryImage',
]);

/** Operations that begin a build. */
export const buildStarters: readonly string[] = [...starters];

/** The call that began a build, of the calls about it. The first one: later ones try it again. */
export function startOfBuild(calls: readonly Call[]): Call | undefined {
	return calls
		.filter(({ eventName }) => starters.has(eventName))
		.toSorted((one, other) => one.eventTime.localeCompare(other.eventTime))[0];
}

/** The pipeline that a call started. */
export function startedPipeline(call: Call): string | undefined {
	return call.touches.find(
		({ arn, role }) => role === 'subject' && parseArn(arn)?.kind === 'image-pipeline',
	)?.arn;
}

/**
 * The chain of a build. The recipe is what the starting call names, else what the pipeline was last
 * told before it started.
 * @param edits successful calls that set the pipeline, in any order
 */
export function imageChain(started: Call, edits: readonly Call[]): ImageChain {
	const pipeline = startedPipeline(started);
	const before = edits
		.filter(({ eventTime }) => eventTime <= started.eventTime)
		.toSorted((one, other) => other.eventTime.localeCompare(one.eventTime));
	const saidBy = [started, ...before].find((call) => recipeOf(call) !== undefined);
	const arn = saidBy && recipeOf(saidBy);
	return {
		started,
		...(pipeline !== undefined && { pipeline }),
		...(saidBy && arn !== undefined && { recipe: { arn, saidBy } }),
	};
}

function recipeOf({ touches }: Call): string | undefined {
	return touches.find(({ arn }) => {
		const kind = parseArn(arn)?.kind;
		return kind === 'image-recipe' || kind === 'container-recipe';
	})?.arn;
}
