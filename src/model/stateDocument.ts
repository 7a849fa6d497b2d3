import type { Call } from './call.ts';
import { callerText } from './describe.ts';
import { plainText } from './plainText.ts';
import { childNames, childPath, jsonText } from './properties.ts';
import type { JsonValue } from './record.ts';
import type { ResourceState, StateProperty, UnknownPart } from './resourceState.ts';
import { english, type Translate } from './translate.ts';

/**
 * A state as JSON with comments: at the end of each line the call that set the property. Texts of
 * records can end no comment and no string, and nothing invisible is left in them.
 */
export function stateDocument(
	arn: string,
	state: ResourceState,
	options: { readonly time?: string; readonly t?: Translate } = {},
): string {
	const { time, t = english } = options;
	const properties = new Map(state.properties.map((property) => [property.path, property]));
	const lines: string[] = [
		`// ${plainText(arn, 500)}`,
		...(time === undefined ? [] : [`// ${t('As it was at {0}', plainText(time, 40))}`]),
		`// ${t('Put together from the calls that are known; at the end of a line: who set it when.')}`,
		...(state.deleted ? [`// ${t('Deleted: {0}', callText(state.deleted))}`] : []),
		...state.unknown.map((part) => `// ${unknownPartText(part, t)}`),
	];
	print(lines, { indent: '', head: '', path: '', tail: '' }, state.value, (path) => {
		const property = properties.get(path);
		return property ? comment(property, t) : '';
	});
	return `${lines.join('\n')}\n`;
}

/** What of a state is not known, as a sentence. */
export function unknownPartText(part: UnknownPart, t: Translate = english): string {
	switch (part.kind) {
		case 'not-created':
			return t(
				'Its creation is not known: what was set before {0} and not since is missing.',
				part.first.eventTime,
			);
		case 'unreadable':
			return t('Not known is what this call asked for: {0}', callText(part.call));
		case 'left-out':
			return t(
				'{0} did not send {1}: whether that took it away is not known.',
				callText(part.call),
				plainText(part.fields.join(', '), 300),
			);
	}
}

/** `UpdateImagePipeline 2026-11-01T09:30:00Z alice (Deployer)` */
export function callText(call: Call): string {
	return `${plainText(call.eventName, 80)} ${call.eventTime} ${callerText(call.caller)}`;
}

function comment({ setBy, leftOutBy }: StateProperty, t: Translate): string {
	const unsure = leftOutBy ? ` · ${t('not sent by {0}', callText(leftOutBy))}` : '';
	return ` // ${callText(setBy)}${unsure}`;
}

interface Place {
	readonly indent: string;
	/** What stands before the value: its key. */
	readonly head: string;
	readonly path: string;
	/** A comma, or nothing. */
	readonly tail: string;
}

function print(
	lines: string[],
	{ indent, head, path, tail }: Place,
	value: JsonValue,
	commentOf: (path: string) => string,
): void {
	const children = indent.length < 32 ? childNames(value) : undefined;
	if (!children) {
		lines.push(`${indent}${head}${literal(value)}${tail}${commentOf(path)}`);
		return;
	}
	const isList = Array.isArray(value);
	lines.push(`${indent}${head}${isList ? '[' : '{'}`);
	for (const [index, [name, child]] of children.entries()) {
		print(
			lines,
			{
				indent: `${indent}\t`,
				head: isList ? '' : `${literal(name)}: `,
				path: childPath(path, name),
				tail: index < children.length - 1 ? ',' : '',
			},
			child,
			commentOf,
		);
	}
	lines.push(`${indent}${isList ? ']' : '}'}${tail}`);
}

/** JSON on one line; characters that cannot be seen are spelled out. */
function literal(value: JsonValue): string {
	return (jsonText(value) ?? 'null').replace(
		/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu,
		(character) =>
			Array.from(
				{ length: character.length },
				(_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
			).join(''),
	);
}
