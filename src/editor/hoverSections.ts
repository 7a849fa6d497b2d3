import type { CodeProperty, CodeResource, CodeValue } from '../iac/codeResource.ts';
import type { Certainty } from '../iac/matching.ts';
import { arnMatcher, parseArn, type ResourceKind } from '../model/arn.ts';
import { creatingOperations, settingOperations } from '../model/configurationEdits.ts';
import type { History } from '../model/history.ts';
import {
	buildStarters,
	type ImageChain,
	imageChain,
	startedPipeline,
	startOfBuild,
} from '../model/imageChain.ts';
import type { CodeVerdict } from '../model/outsideCode.ts';
import {
	differsFromCode,
	type PropertyHistory,
	propertyHistory,
	type SettingCall,
} from '../model/propertyHistory.ts';
import { type VersionStep, versionLadder } from '../model/versionLadder.ts';

/** Steps of a ladder that are listed. */
const shownSteps = 5;
const maxCreations = 100;
const shownDifferences = 3;

export interface PropertyFacts {
	readonly path: string;
	readonly history: PropertyHistory;
	/** The literal in the code, where the last call's value is another one. */
	readonly differsFrom?: CodeValue;
}

/** What a hover in code says beside the calls of the resource. */
export interface HoverSections {
	/** The property below the pointer. */
	readonly property?: PropertyFacts;
	readonly verdict?: CodeVerdict;
	/** Properties whose value differs from the code. */
	readonly differences: readonly PropertyFacts[];
	readonly chain?: ImageChain;
	/** The highest first. */
	readonly versions: readonly VersionStep[];
	/** How sure it is that the code means this resource. */
	readonly certainty?: Certainty;
}

export const noSections: HoverSections = { differences: [], versions: [] };

/** What the calls say of one property; undefined where they say nothing. */
export function readProperty(
	property: CodeProperty,
	settings: readonly SettingCall[],
): PropertyFacts | undefined {
	const { path, value: code } = property;
	const history = propertyHistory(path, settings);
	return (
		history && {
			path,
			history,
			...(code !== undefined &&
				differsFromCode(history.latest.value, code) === true && { differsFrom: code }),
		}
	);
}

/** The properties of a definition whose last call says another value than the code. */
export function readDifferences(
	definition: CodeResource,
	settings: readonly SettingCall[],
): readonly PropertyFacts[] {
	return (definition.properties ?? [])
		.filter(({ value }) => value !== undefined)
		.flatMap((property) => readProperty(property, settings) ?? [])
		.filter(({ differsFrom }) => differsFrom !== undefined)
		.slice(0, shownDifferences);
}

const laddered: ReadonlySet<ResourceKind> = new Set<ResourceKind>([
	...(['image-recipe', 'container-recipe', 'component', 'image'] as const),
	...(['workflow/build', 'workflow/test', 'workflow/distribution'] as const),
]);

/**
 * The versions of a resource, where there is more than the one that is asked for.
 * @param arn of a resource or of versions of it; with `1.0.x` only those that match
 */
export async function readVersions(
	history: Pick<History, 'calls'>,
	arn: string,
): Promise<readonly VersionStep[]> {
	const parsed = parseArn(arn);
	if (!parsed || parsed.build !== undefined || !laddered.has(parsed.kind)) {
		return [];
	}
	const { partition, region, owner, kind, name, version } = parsed;
	const isExact = version !== undefined && !/[x*]/.test(version);
	const asked = isExact ? `arn:${partition}:imagebuilder:${region}:${owner}:${kind}/${name}` : arn;
	const { calls } = await history.calls({
		arn: asked,
		role: 'subject',
		readOnly: false,
		failed: false,
		eventNames: creatingOperations,
		limit: maxCreations,
	});
	return versionLadder(calls, arnMatcher(asked)).slice(0, shownSteps);
}

/** Where an image build comes from; undefined for anything else, and where no call says it. */
export async function readChain(
	history: Pick<History, 'calls'>,
	arn: string,
): Promise<ImageChain | undefined> {
	const parsed = parseArn(arn);
	if (parsed?.kind !== 'image' || parsed.build === undefined || /[x*]/.test(parsed.build)) {
		return undefined;
	}
	const about = { role: 'subject', readOnly: false, failed: false } as const;
	const { calls } = await history.calls({ ...about, arn, eventNames: buildStarters, limit: 20 });
	const started = startOfBuild(calls);
	const pipeline = started && startedPipeline(started);
	if (!started || pipeline === undefined) {
		return started && imageChain(started, []);
	}
	const edits = await history.calls({
		...about,
		...{ arn: pipeline, eventNames: settingOperations, limit: 1 },
		// exclusive
		to: new Date(Date.parse(started.eventTime) + 1).toISOString(),
	});
	return imageChain(started, edits.calls);
}
