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

const arnPattern = new RegExp(
	`^arn:([a-z*][a-z0-9*-]*):imagebuilder:([a-z0-9*-]*):([a-z0-9*-]*):(${resourceKinds.join('|')})/([^/\\s]+)(?:/([0-9x*]+(?:\\.[0-9x*]+){0,2})(?:/([0-9x*]+))?)?$`,
);

/**
 * Reads an Image Builder ARN, or a pattern of one.
 * @returns undefined where the text is anything else.
 */
export function parseArn(text: string): ImageBuilderArn | undefined {
	const match = text.length <= 2048 ? arnPattern.exec(text) : null;
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

/** Does the text stand for more than one ARN (`*` anywhere, `x` in the version)? */
export function isPattern(text: string): boolean {
	const arn = parseArn(text);
	return text.includes('*') || (arn?.version ?? '').includes('x') || arn?.build === 'x';
}

/**
 * A test for ARNs that a pattern stands for. `*` stands for any run of characters but `:`, and at
 * the end of the pattern for all that follows; an `x` in the version for one number of a version.
 * A pattern without version or build also takes the versions and builds below it.
 */
export function arnMatcher(pattern: string): (arn: string) => boolean {
	if (!isPattern(pattern)) {
		const below = `${pattern}/`;
		const versioned = parseArn(pattern)?.version !== undefined;
		return (arn) => arn === pattern || (!versioned && arn.startsWith(below));
	}
	const parsed = parseArn(pattern);
	const head =
		parsed?.version === undefined
			? pattern
			: pattern.slice(0, pattern.lastIndexOf(`/${parsed.version}`));
	let source = globSource(head);
	if (parsed?.version !== undefined) {
		source += `/${versionSource(parsed.version)}`;
		source += parsed.build === undefined ? '(?:/.*)?' : `/${versionSource(parsed.build)}`;
	} else if (pattern.endsWith('*')) {
		source = `${source.slice(0, -'[^:]*'.length)}.*`;
	} else {
		source += '(?:/.*)?';
	}
	const expression = new RegExp(`^${source}$`);
	return (arn) => expression.test(arn);
}

function globSource(glob: string): string {
	return glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^:]*');
}

function versionSource(version: string): string {
	return version
		.split('.')
		.map((part) => (part === 'x' || part === '*' ? '[0-9x*]+' : globSource(part)))
		.join('\\.');
}
