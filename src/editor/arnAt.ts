import { type FoundArn, findArns } from '../iac/arnDetector.ts';

/** No ARN is longer, so that this much on both sides of the cursor is enough of any line. */
const reach = 4096;

/** The Image Builder ARN that holds, or ends at, the offset of a line. */
export function arnAt(line: string, offset: number): FoundArn | undefined {
	const from = Math.max(0, offset - reach);
	const found = findArns(line.slice(from, offset + reach)).find(
		({ start, end }) => from + start <= offset && offset <= from + end,
	);
	return found && { ...found, start: from + found.start, end: from + found.end };
}
