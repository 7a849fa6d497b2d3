import { arnMatcher, type ImageBuilderArn, parseArn } from '../model/arn.ts';

/** Something with an ARN, or a pattern of one. */
interface Entry<T> {
	readonly item: T;
	readonly pattern: string;
	readonly parsed: ImageBuilderArn | undefined;
}

/** Finds by ARN what may mean it: either may be a pattern. Whole names are looked up at once. */
export class CodeIndexPatterns<T> {
	readonly #byName = new Map<string, Entry<T>[]>();
	/** Those with wildcards in their names, or that are no whole ARNs. */
	readonly #open: Entry<T>[] = [];

	add(pattern: string, item: T): void {
		const parsed = parseArn(pattern);
		const entry = { item, pattern, parsed };
		const name = nameOf(parsed);
		if (name === undefined) {
			this.#open.push(entry);
		} else {
			const same = this.#byName.get(name);
			if (same) {
				same.push(entry);
			} else {
				this.#byName.set(name, [entry]);
			}
		}
	}

	/** In the order in which they were added, whole names first. */
	matching(arn: string): readonly T[] {
		const asked = parseArn(arn);
		const name = nameOf(asked);
		const named =
			name === undefined ? [...this.#byName.values()].flat() : (this.#byName.get(name) ?? []);
		return [...named, ...this.#open]
			.filter(({ pattern, parsed }) =>
				asked && parsed
					? mayBeSame(filled(asked, parsed), filled(parsed, asked))
					: mayBeSame(arn, pattern),
			)
			.map(({ item }) => item);
	}
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
