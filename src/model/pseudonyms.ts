import { normaliseName } from './arn.ts';

/** Networks set aside for documentation, RFC 5737: no address in them is anybody's. */
const networks = ['192.0.2.', '198.51.100.', '203.0.113.'] as const;
const hostsPerNetwork = 254;

/** Stand-ins for names, in the order in which they come; the same for the same name. */
export class Pseudonyms {
	readonly #known = new Map<string, Map<string, string>>();

	/** Twelve digits, so that an ARN with it is still one. */
	account(id: string): string {
		return this.#of('account', id, (number) => String(number).padStart(12, '0'));
	}

	/** An address of a documentation network, when these are used up of the reserved 240.0.0.0/4. */
	ipv4(address: string): string {
		return this.#of('ipv4', address, (number) => {
			const network = networks[Math.floor((number - 1) / hostsPerNetwork)];
			return network === undefined
				? `240.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`
				: `${network}${((number - 1) % hostsPerNetwork) + 1}`;
		});
	}

	/** An address of the documentation network of RFC 3849. */
	ipv6(address: string): string {
		return this.#of('ipv6', address, (number) => `2001:db8::${number.toString(16)}`);
	}

	/** The same in whatever case: IAM and mail systems do not tell them apart. */
	person(name: string): string {
		return this.#of('person', name.toLowerCase(), (number) => `person-${number}`);
	}

	principal(id: string): string {
		return this.#of(
			'principal',
			id,
			(number) => `${id.slice(0, 4)}REDACTED${String(number).padStart(9, '0')}`,
		);
	}

	/** Fit for an ARN. */
	resource(name: string): string {
		return this.#of('resource', normaliseName(name), (number) => `resource-${number}`);
	}

	#of(kind: string, name: string, make: (number: number) => string): string {
		let known = this.#known.get(kind);
		if (!known) {
			known = new Map();
			this.#known.set(kind, known);
		}
		let pseudonym = known.get(name);
		if (pseudonym === undefined) {
			pseudonym = make(known.size + 1);
			known.set(name, pseudonym);
		}
		return pseudonym;
	}
}
