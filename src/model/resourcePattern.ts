import { normaliseName, resourceKinds } from './arn.ts';

/**
 * The pattern of a name: `golden-ami` on any kind, `image-pipeline/golden-ami` on one; `*` stands
 * for any run of characters. An ARN or a pattern of one is itself.
 */
export function resourcePattern(text: string): string {
	if (/^arn:/i.test(text)) {
		return text;
	}
	const kind = resourceKinds.find((each) => text.startsWith(`${each}/`));
	if (kind === undefined) {
		return `${anyResource}${normaliseName(text)}`;
	}
	return `arn:*:imagebuilder:*:*:${kind}/${normaliseName(text.slice(kind.length + 1))}`;
}

/** What the pattern of a resource begins with whose kind was not said. */
export const anyResource = 'arn:*:imagebuilder:*:*:*/';
