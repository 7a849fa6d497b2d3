import { maxArnLength, parseArn, type ResourceKind, resourceKinds } from '../model/arn.ts';
import { holeEnd } from './holes.ts';

/** An Image Builder ARN as a text writes it. */
export interface FoundArn {
	/** Offsets in UTF-16 units, `end` exclusive. */
	readonly start: number;
	readonly end: number;
	/** The text between them, holes and all. */
	readonly arn: string;
	/** The same with `*` for each hole of a template; `parseArn` reads it. */
	readonly pattern: string;
	readonly kind: ResourceKind;
}

const service = ':imagebuilder:';
/** How long a partition, hole included, is looked for before the service. */
const maxPartition = 300;

/**
 * All Image Builder ARNs in a text of any language, in order. Templates may leave holes in them:
 * `${...}`, `{...}`, `$NAME`, `%s`, `<name>`. Takes time in proportion to the text's length.
 */
export function findArns(text: string): readonly FoundArn[] {
	const found: FoundArn[] = [];
	let from = 0;
	for (let at = text.indexOf(service); at >= 0; at = text.indexOf(service, from)) {
		const arn = arnAround(text, at, from);
		if (arn) {
			found.push(arn);
		}
		from = arn?.end ?? at + service.length - 1;
	}
	return found;
}

/** A stretch of text that was read, with `*` for its holes. */
interface Piece {
	readonly end: number;
	readonly pattern: string;
}

function arnAround(text: string, at: number, from: number): FoundArn | undefined {
	const windowStart = Math.max(from, at - maxPartition);
	const arnIndex = text.slice(windowStart, at).lastIndexOf('arn:');
	const start = windowStart + arnIndex;
	if (arnIndex < 0 || /[A-Za-z0-9]/.test(text[start - 1] ?? '')) {
		return undefined;
	}
	const limit = Math.min(text.length, start + maxArnLength);
	const partition = readPiece(text, start + 4, limit, fieldCharacter);
	if (partition.end !== at) {
		return undefined;
	}
	const region = readPiece(text, at + service.length, limit, fieldCharacter);
	const owner = readPiece(text, region.end + 1, limit, fieldCharacter);
	if (text[region.end] !== ':' || text[owner.end] !== ':') {
		return undefined;
	}
	const kind = resourceKinds.find((known) => text.startsWith(`${known}/`, owner.end + 1));
	if (kind === undefined) {
		return undefined;
	}
	const name = readPiece(text, owner.end + 1 + kind.length + 1, limit, nameCharacter);
	const tail = readVersion(text, name.end, limit);
	const head = `arn:${partition.pattern}${service}${region.pattern}:${owner.pattern}:${kind}/`;
	return withoutEmphasis(text, start, tail.end, head + name.pattern + tail.pattern);
}

const fieldCharacter = /[a-z0-9*-]/;
const nameCharacter = /[\w*-]/;
const versionCharacter = /[0-9x*]/;

/** Reads on as long as characters or holes come. */
function readPiece(text: string, from: number, limit: number, character: RegExp): Piece {
	let pattern = '';
	let at = from;
	while (at < limit) {
		const letter = text[at] ?? '';
		if (character.test(letter)) {
			pattern += letter === '*' && pattern.endsWith('*') ? '' : letter;
			at++;
			continue;
		}
		const end = holeEnd(text, at, at === from);
		if (end < 0 || end > limit) {
			break;
		}
		pattern += pattern.endsWith('*') ? '' : '*';
		at = end;
	}
	return { end: at, pattern };
}

/** `/1.0.x` and `/1.0.x/2`; a point or slash that nothing of a version follows is not part of it. */
function readVersion(text: string, from: number, limit: number): Piece {
	const version =
		text[from] === '/' ? readPiece(text, from + 1, limit, versionCharacter) : undefined;
	if (!version || version.pattern === '' || isWord(text, version.end)) {
		return { end: from, pattern: '' };
	}
	let { end, pattern } = version;
	for (let parts = 1; parts < 3 && text[end] === '.'; parts++) {
		const part = readPiece(text, end + 1, limit, versionCharacter);
		if (part.pattern === '' || isWord(text, part.end)) {
			break;
		}
		pattern += `.${part.pattern}`;
		end = part.end;
	}
	const build = text[end] === '/' ? readPiece(text, end + 1, limit, versionCharacter) : undefined;
	return build && build.pattern !== '' && !isWord(text, build.end)
		? { end: build.end, pattern: `/${pattern}/${build.pattern}` }
		: { end, pattern: `/${pattern}` };
}

function isWord(text: string, at: number): boolean {
	return /[\w-]/.test(text[at] ?? '');
}

/** In Markdown `**arn:...**` and `_arn:..._` are emphasis, no wildcard and no part of the name. */
function withoutEmphasis(
	text: string,
	start: number,
	foundEnd: number,
	foundPattern: string,
): FoundArn | undefined {
	let end = foundEnd;
	let pattern = foundPattern;
	for (let before = start - 1; end > start; before--) {
		const mark = text[before];
		if ((mark !== '*' && mark !== '_') || text[end - 1] !== mark) {
			break;
		}
		end--;
		if (pattern.endsWith(mark) && text[end - 1] !== '*') {
			pattern = pattern.slice(0, -1);
		}
	}
	const kind = parseArn(pattern)?.kind;
	return kind === undefined
		? undefined
		: { start, end, arn: text.slice(start, end), pattern, kind };
}
