import { matchesGlob } from './glob.ts';

/** The kinds of resources Image Builder has, spelled as in an ARN. */
export const resourceKinds = [
	'image-pipeline',
	'image-recipe',
	'container-recipe',
	'infrastructure-configuration',
	'distribution-configuration',
	'component',
	'image',
	'lifecycle-policy',
	'workflow/build',
	'workflow/test',
	'workflow/distribution',
] as const;

export type ResourceKind = (typeof resourceKinds)[number];

/** An Image Builder ARN, or a pattern of one: any part may hold `*`, a version may hold `x`. */
export interface ImageBuilderArn {
	/** The text as it was written. */
	readonly arn: string;
	/** `aws`, `aws-cn`, `aws-us-gov`, ... */
	readonly partition: string;
	readonly region: string;
	/** A 12-digit account id, `aws`, `aws-<...>` or `third-party`. */
	readonly owner: string;
	readonly kind: ResourceKind;
	readonly name: string;
	/** `1.0.0`, or with wildcards `1.0.x`. */
	readonly version?: string;
	/** Build number of an image, component or workflow. */
	readonly build?: string;
}

// No part can match what its neighbour begins with, so that nothing is tried twice.
const arnPattern = new RegExp(
	`^arn:([a-z*][a-z0-9*-]*):imagebuilder:([a-z0-9*-]*):([a-z0-9*-]+):(${resourceKinds.join('|')})/([\\w*-]+)(?:/([0-9x*]+(?:\\.[0-9x*]+){0,2})(?:/([0-9x*]+))?)?$`,
);

/** Longest text that is taken for an ARN, UTF-16 units. */
export const maxArnLength = 2048;

/**
 * Reads an Image Builder ARN, or a pattern of one.
 * @returns undefined where the text is anything else.
 */
export function parseArn(text: string): ImageBuilderArn | undefined {
	const match = text.length <= maxArnLength ? arnPattern.exec(text) : null;
	if (!match) {
		return undefined;
	}
	const [, partition = '', region = '', owner = '', kind, name = '', version, build] = match;
	return {
		arn: text,
		partition,
		region,
		owner,
		kind: kind as ResourceKind,
		name,
		...(version !== undefined && { version }),
		...(build !== undefined && { build }),
	};
}

/**
 * The name as Image Builder puts it into an ARN: lower case, blanks and underscores become hyphens.
 */
export function normaliseName(name: string): string {
	return name.toLowerCase().replace(/[\s_]/g, '-');
}

/** Does the text stand for more than one ARN (`*` anywhere, `x` in version or build)? */
export function isPattern(text: string): boolean {
	if (text.includes('*')) {
		return true;
	}
	const arn = parseArn(text);
	return arn?.version?.includes('x') === true || arn?.build?.includes('x') === true;
}

/**
 * A test for ARNs that a pattern stands for. `*` stands for any run of characters within a part, and
 * at the end of the pattern for all that follows; an `x` in the version for one number of a version.
 * A pattern without version or build also takes the versions and builds below it.
 */
export function arnMatcher(pattern: string): (arn: string) => boolean {
	if (!isPattern(pattern)) {
		const below = `${pattern}/`;
		return (arn) => arn === pattern || arn.startsWith(below);
	}
	const parsed = parseArn(pattern);
	return parsed ? (arn) => arn === pattern || matches(parsed, parseArn(arn)) : globMatcher(pattern);
}

function matches(pattern: ImageBuilderArn, arn: ImageBuilderArn | undefined): boolean {
	return (
		arn !== undefined &&
		arn.kind === pattern.kind &&
		matchesGlob(pattern.partition, arn.partition) &&
		matchesGlob(pattern.region, arn.region) &&
		matchesGlob(pattern.owner, arn.owner) &&
		matchesGlob(pattern.name, arn.name) &&
		matchesVersion(pattern, arn)
	);
}

function matchesVersion(pattern: ImageBuilderArn, arn: ImageBuilderArn): boolean {
	if (pattern.version === undefined) {
		return true;
	}
	if (arn.version === undefined) {
		return false;
	}
	const numbers = arn.version.split('.');
	const wanted = pattern.version.split('.');
	for (const [index, part] of wanted.entries()) {
		const number = numbers[index];
		if (number === undefined || !matchesNumber(part, number)) {
			return false;
		}
	}
	const isOpen = wanted.at(-1) === '*';
	if (numbers.length !== wanted.length && !isOpen) {
		return false;
	}
	return (
		pattern.build === undefined ||
		(arn.build !== undefined && matchesNumber(pattern.build, arn.build))
	);
}

function matchesNumber(pattern: string, number: string): boolean {
	return pattern === 'x' || matchesGlob(pattern, number);
}

/** `arn`, partition, service, Region, account, resource. */
const arnParts = 6;

/** A pattern that is no whole ARN, such as `arn:aws:imagebuilder:*`. */
function globMatcher(pattern: string): (arn: string) => boolean {
	const parts = pattern.split(':');
	const isOpen = pattern.endsWith('*');
	return (arn) => {
		const texts = arn.split(':');
		if (texts.length < parts.length || (texts.length > parts.length && !isOpen)) {
			return false;
		}
		const rest = texts.splice(parts.length - 1).join(':');
		return parts.every((part, index) => {
			const text = texts[index] ?? rest;
			// as for a whole ARN, what is below the resource belongs to it
			const isLast = index === parts.length - 1 && index === arnParts - 1;
			return matchesGlob(part, text) || (isLast && matchesGlob(`${part}/*`, text));
		});
	};
}
