import { originKinds } from './call.ts';
import { peopleIn } from './callerNames.ts';
import { KnownNames } from './knownNames.ts';
import { Pseudonyms } from './pseudonyms.ts';

/** What is taken out. */
export interface RedactionChoice {
	/** Account ids. */
	readonly accounts?: boolean;
	/** IP addresses. */
	readonly addresses?: boolean;
	/** Names of people and sign-ins, e-mail addresses, ids of keys and principals. */
	readonly people?: boolean;
	/** Names of Image Builder resources. */
	readonly resources?: boolean;
	/** User data of instances, and the documents of components, workflows and containers. */
	readonly userData?: boolean;
}

/**
 * What a text is: `free` can hold any name, `agent` too but for the tools that user agents name,
 * `fixed` is worded by AWS or by us and holds ids and addresses only.
 */
export type TextKind = 'free' | 'agent' | 'fixed';

/** Shorter names say nothing, but where a name is all there is. */
const minName = 3;
const tools: ReadonlySet<string> = new Set([...originKinds, 'opentofu', 'boto3', 'botocore']);

const uuid = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';
/** An id of an event or request can hold twelve digits too; the console writes four and four. */
const accountOrUuid = new RegExp(
	`${uuid}|(?:(?<=%[0-9a-f]{2})|(?<!\\d))\\d{12}(?!\\d)|(?<![\\w-])\\d{4}-\\d{4}-\\d{4}(?![\\w-])`,
	'gi',
);
const ipv4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?!\.?\d)/g;
/** Anything with colons, with what stands in front of an address such as `ip:`. */
const coloned = /(?<![\w.])[\w:]*:[\w:]+/g;
// begins where no word goes on, so that a long word is not tried from each of its letters
const email =
	/(?<![\p{L}\p{N}_.+-])[\p{L}\p{N}_.+-][\p{L}\p{N}_.+'-]{0,63}@[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63}){1,8}/gu;
const principal = /\b(?:A(?:ROA|IDA|GPA|NPA|NVA|PKA|SCA|SIA|KIA|IPA)[A-Z0-9]{8,24})\b/g;

// parts of addresses have ARNs with their signs spelled out
const colon = '(?::|%3a)';
const slash = '(?:\\/|%2f)';
const part = '[\\w*-]{0,64}';
const builderArn = `arn${colon}${part}${colon}imagebuilder${colon}${part}${colon}(?<owner>${part})${colon}(?:workflow${slash}(?:build|test|distribution)|[a-z-]{1,64})${slash}(?<name>[\\w*-]{1,256})`;
const types = 'user|group|role|assumed-role|federated-user|instance-profile|policy|oidc-provider';
const otherArn = `arn${colon}${part}${colon}${part}${colon}${part}${colon}${part}${colon}(?:(?:${types}|saml-provider|key|alias|log-group|image)(?:${slash}|${colon}))?`;
/** An Image Builder ARN up to its name, or what AWS words in another ARN. */
const arnStart = new RegExp(`${builderArn}|${otherArn}`, 'gi');

/** Replaces in texts what shall not be known, the same by the same stand-in as long as it lives. */
export class TextRedactor {
	readonly #choice: RedactionChoice;
	readonly #pseudonyms = new Pseudonyms();
	readonly #names = new KnownNames();
	readonly #addresses = new Set<string>();

	constructor(choice: RedactionChoice) {
		this.#choice = choice;
	}

	/** Names that are people's from now on, wherever they are met. */
	knowPeople(names: readonly unknown[]): void {
		for (const name of this.#choice.people ? peopleIn(names) : []) {
			if (name.length >= minName) {
				this.#names.add(name, () => this.#pseudonyms.person(name));
			}
		}
	}

	/** The resources of accounts whose ARNs a text holds; those of AWS are no secret. */
	knowResources(text: string): void {
		for (const { groups } of this.#choice.resources ? text.matchAll(arnStart) : []) {
			if (groups?.name !== undefined && isOfAccount(groups.owner)) {
				this.knowResource(groups.name);
			}
		}
	}

	knowResource(name: unknown): void {
		if (this.#choice.resources && typeof name === 'string' && name.length >= minName) {
			this.#names.addFolded(name, () => this.#pseudonyms.resource(name));
		}
	}

	/** An address, which in a user agent could else be taken for the version of a tool. */
	knowAddress(address: unknown): void {
		if (this.#choice.addresses && typeof address === 'string') {
			this.#addresses.add(address);
		}
	}

	/** A text of an identity. @param names of the people in it, which are no others' however short. */
	identity(value: string, names: readonly string[]): string {
		if (!this.#choice.people) {
			return this.text(value);
		}
		if (names.includes(value)) {
			return this.#pseudonyms.person(value);
		}
		const short = names.filter((name) => name.length < minName || !/[\p{L}\p{N}]/u.test(name));
		const parts = short.length === 0 ? [value] : value.split(/([/:])/);
		return this.text(
			parts.map((part) => (short.includes(part) ? this.#pseudonyms.person(part) : part)).join(''),
		);
	}

	text(value: string, kind: TextKind = 'free'): string {
		const { people, resources, accounts, addresses } = this.#choice;
		const pseudonyms = this.#pseudonyms;
		let text = value;
		if (kind !== 'fixed' && (people || resources)) {
			text = this.#withoutNames(text, kind === 'agent' ? tools : undefined);
		}
		if (people && kind !== 'fixed') {
			text = text
				.replace(email, (address) => pseudonyms.person(address))
				.replace(principal, (id) => pseudonyms.principal(id));
		}
		if (accounts) {
			text = text.replace(accountOrUuid, (id) => accountStandIn(id, pseudonyms));
		}
		if (addresses) {
			text = text
				.replace(ipv4, (address, at: number) =>
					kind === 'agent' && !this.#addresses.has(address) && isVersion(text, at)
						? address
						: pseudonyms.ipv4(address),
				)
				.replace(coloned, (found, at: number, whole: string) =>
					// `::ffff:192.0.2.1` was an IPv4 address
					/^\.\d/.test(whole.slice(at + found.length, at + found.length + 2))
						? found
						: withoutIpv6(found, pseudonyms),
				);
		}
		return text;
	}

	/** What ARNs are made of stays, whatever people and resources are called. */
	#withoutNames(text: string, kept: ReadonlySet<string> | undefined): string {
		let done = '';
		let end = 0;
		for (const { 0: found, index, groups } of text.matchAll(arnStart)) {
			const name = groups?.name ?? '';
			const isTheirs = name !== '' && isOfAccount(groups?.owner);
			const start = isTheirs ? found.slice(0, -name.length) : found;
			done += this.#names.replace(text.slice(end, index), kept) + start;
			end = index + start.length;
			if (isTheirs && this.#choice.resources && !/^\*+$/.test(name)) {
				done += this.#pseudonyms.resource(name);
				end += name.length;
			}
		}
		return done + this.#names.replace(text.slice(end), kept);
	}
}

/** `Chrome/119.0.0.0` */
function isVersion(text: string, at: number): boolean {
	return /[A-Za-z]\/$/.test(text.slice(Math.max(0, at - 2), at));
}

function isOfAccount(owner: string | undefined): boolean {
	return owner !== undefined && /^(?:\d{12}|.*\*.*)$/.test(owner);
}

/** @param id an account's or a UUID, which stays */
function accountStandIn(id: string, pseudonyms: Pseudonyms): string {
	if (id.length === 12) {
		return pseudonyms.account(id);
	}
	return id.length === 14
		? pseudonyms.account(id.replaceAll('-', '')).replace(/^(\d{4})(\d{4})/, '$1-$2-')
		: id;
}

/** @param text of letters, digits and colons, such as `2001:db8::1` or `ip:2001:db8::1:` */
function withoutIpv6(text: string, pseudonyms: Pseudonyms): string {
	const [, before = '', address = '', after = ''] =
		/^((?:(?![0-9a-f]{1,4}:)\w+:(?!:))*)(.*?)((?<!:):)?$/is.exec(text) ?? [];
	return isIpv6(address) ? `${before}${pseudonyms.ipv6(address)}${after}` : text;
}

function isIpv6(text: string): boolean {
	const halves = text.split('::');
	const groups = text.split(':').filter((group) => group !== '');
	return (
		groups.length > 0 &&
		groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) &&
		(halves.length === 2 ? groups.length < 8 : halves.length === 1 && groups.length === 8)
	);
}
