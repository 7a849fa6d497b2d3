import { arnMatcher, type ImageBuilderArn, parseArn } from '../model/arn.ts';

/** An ARN, or a pattern of one, and all that has it. */
interface Entry<T> {
	readonly pattern: string;
	readonly parsed: ImageBuilderArn | undefined;
	readonly items: T[];
}

/** Finds by ARN what may mean it: either may be a pattern. Whole names are looked up at once. */
export class CodeIndexPatterns<T> {
	readonly #entries = new Map<string, Entry<T>>();
	readonly #byName = new Map<string, Entry<T>[]>();
	/** Those with wildcards in their names, or that are no whole ARNs. */
	readonly #open: Entry<T>[] = [];

	add(pattern: string, item: T): void {
		const known = this.#entries.get(pattern);
		if (known) {
			known.items.push(item);
			return;
		}
		const parsed = parseArn(pattern);
		const entry = { pattern, parsed, items: [item] };
		this.#entries.set(pattern, entry);
		const name = nameOf(parsed);
		if (name === undefined) {
			this.#open.push(entry);
		} else {
			this.#byName.set(name, [...(this.#byName.get(name) ?? []), entry]);
		}
	}

	/** Pattern by pattern in the order in which they were added, whole names first. */
	matching(arn: string): readonly T[] {
		const asked = parseArn(arn);
		const name = nameOf(asked);
		const named =
			name === undefined ? [...this.#byName.values()].flat() : (this.#byName.get(name) ?? []);
		return [...named, ...this.#open]
			.filter(({ pattern, parsed }) =>
				asked && parsed
					? mayHaveNameOf(asked, parsed) && mayBeSame(filled(asked, parsed), filled(parsed, asked))
					: mayBeSame(arn, pattern),
			)
			.flatMap(({ items }) => items);
	}
}

/** A cheap look that most do not pass. */
function mayHaveNameOf(one: ImageBuilderArn, other: ImageBuilderArn): boolean {
	const [begin = ''] = other.name.split('*', 1);
	return one.kind === other.kind && (one.name.includes('*') || one.name.startsWith(begin));
}

function mayBeSame(one: string, other: string): boolean {
	return arnMatcher(one)(other) || arnMatcher(other)(one);
}

/** The ARN with what it leaves open of partition, Region and account as the other has it. */
function filled(arn: ImageBuilderArn, other: ImageBuilderArn): string {
	const [partition, region, owner] = (['partition', 'region', 'owner'] as const).map((part) =>
		arn[part] === '*' ? other[part] : arn[part],
	);
	const tail = arn.arn.split(':').slice(5).join(':');
	return `arn:${partition}:imagebuilder:${region}:${owner}:${tail}`;
}

/** `kind/name`, where the whole name is known. */
function nameOf(arn: ImageBuilderArn | undefined): string | undefined {
	return arn && !arn.name.includes('*') ? `${arn.kind}/${arn.name}` : undefined;
}
