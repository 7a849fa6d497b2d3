import { parseArn } from './arn.ts';
import type { Call } from './call.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { isObject } from './record.ts';

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

const choices = ['accounts', 'addresses', 'people', 'resources', 'userData'];

/** @returns undefined where it is not a choice: what it was to take out would stay in. */
export function readRedaction(raw: unknown): RedactionChoice | undefined {
	const isChoice =
		isObject(raw) &&
		Object.entries(raw).every(
			([key, value]) =>
				choices.includes(key) && (value === undefined || typeof value === 'boolean'),
		);
	return isChoice ? raw : undefined;
}

/** Replaces what shall not be known, the same by the same pseudonym as long as it lives. */
export interface Redactor {
	call(call: Call): Call;
	/** Values of the call that was given last, such as those it changed. */
	values<T>(values: T): T;
	/** A record, JSON text. @returns undefined where the text is no JSON, as it cannot be judged. */
	record(json: string): string | undefined;
}

/** Fields of requests and answers that hold what runs on instances. */
const dataFields: ReadonlySet<string> = new Set([
	'userDataOverride',
	'userData',
	'data',
	'dockerfileTemplateData',
]);
const redacted = '[redacted]';
const maxDepth = 64;

const uuid = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';
/** An id of an event or request can hold twelve digits too. */
const accountOrUuid = new RegExp(`${uuid}|(?<!\\d)\\d{12}(?!\\d)`, 'gi');
// `Chrome/119.0.0.0` is no address, `http://10.0.0.1` holds one
const ipv4 = /(?<![A-Za-z]\/)(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?!\.?\d)/g;
const ipv6 = /(?<![\w:.])[0-9a-f:]{2,39}(?![\w:])/gi;
// begins where no word goes on, so that a long word is not tried from each of its letters
const email = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g;
const principal = /\b(?:A(?:ROA|IDA|GPA|NPA|NVA|PKA|SCA|SIA|KIA|IPA)[A-Z0-9]{8,24})\b/g;
const resourceArn = /arn:[a-z-]+:imagebuilder:[a-z0-9-]*:[a-z0-9-]+:[a-z/-]+\/[\w*./-]+/g;

export function createRedactor(choice: RedactionChoice): Redactor {
	const pseudonyms = new Pseudonyms();
	const text = (value: string, names: readonly string[]) =>
		redactText(value, choice, pseudonyms, names);
	let last: readonly string[] = [];
	return {
		values: <T>(values: T) => walk(values, choice, (value) => text(value, last)) as T,
		call(call) {
			if (choice.resources) {
				learnResources(call, JSON.stringify(call.touches), pseudonyms);
			}
			const names = choice.people ? namesOfCaller(call.caller) : [];
			last = names;
			return walk(call, choice, (value) => text(value, names)) as Call;
		},
		record(json) {
			let value: unknown;
			try {
				value = JSON.parse(json);
			} catch {
				return undefined;
			}
			if (choice.resources) {
				learnResources(value, json, pseudonyms);
			}
			const names = choice.people && isObject(value) ? namesOfIdentity(value.userIdentity) : [];
			return JSON.stringify(walk(value, choice, (each) => text(each, names)));
		},
	};
}

/** A name can stand in a record before the ARN that shows it to be one. */
function learnResources(record: unknown, json: string, pseudonyms: Pseudonyms): void {
	for (const [arn] of json.matchAll(resourceArn)) {
		const parsed = parseArn(arn);
		if (parsed && isAccount(parsed.owner)) {
			pseudonyms.resource(parsed.name);
		}
	}
	const request = isObject(record) ? record.requestParameters : undefined;
	if (isObject(request) && typeof request.name === 'string') {
		pseudonyms.resource(request.name);
	}
}

function isAccount(owner: string): boolean {
	return /^\d{12}$/.test(owner);
}

function walk(
	value: unknown,
	choice: RedactionChoice,
	text: (value: string) => string,
	depth = 0,
): unknown {
	if (typeof value === 'string') {
		return text(value);
	}
	if (typeof value === 'number') {
		// an account id without quotes
		const replaced = text(String(value));
		return replaced === String(value) ? value : replaced;
	}
	if (typeof value !== 'object' || value === null) {
		return value;
	}
	if (depth >= maxDepth) {
		return redacted;
	}
	if (Array.isArray(value)) {
		return value.map((item) => walk(item, choice, text, depth + 1));
	}
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [
			text(key),
			choice.userData && typeof inner === 'string' && dataFields.has(key)
				? redacted
				: walk(inner, choice, text, depth + 1),
		]),
	);
}

function redactText(
	value: string,
	choice: RedactionChoice,
	pseudonyms: Pseudonyms,
	names: readonly string[],
): string {
	let text = value;
	if (choice.people) {
		text = redactPeople(text, pseudonyms, names);
	}
	if (choice.resources) {
		text = text.replace(resourceArn, (arn) => {
			const parsed = parseArn(arn);
			return parsed && isAccount(parsed.owner)
				? arn.replace(`/${parsed.name}`, `/${pseudonyms.resource(parsed.name)}`)
				: arn;
		});
		text = pseudonyms.knownResource(text) ?? text;
	}
	if (choice.accounts) {
		text = text.replace(accountOrUuid, (id) => (id.length === 12 ? pseudonyms.account(id) : id));
	}
	if (choice.addresses) {
		text = text
			.replace(ipv4, (address) => pseudonyms.ipv4(address))
			.replace(ipv6, (address) => (isIpv6(address) ? pseudonyms.ipv6(address) : address));
	}
	return text;
}

function redactPeople(value: string, pseudonyms: Pseudonyms, names: readonly string[]): string {
	let text = value;
	// the longest first: a name can be part of another
	for (const name of names) {
		text =
			name.length > maxName
				? text.replaceAll(name, () => pseudonyms.person(name))
				: text.replace(wholeName(name), () => pseudonyms.person(name));
	}
	return text
		.replace(email, (address) => pseudonyms.person(address))
		.replace(principal, (id) => pseudonyms.principal(id));
}

/** The name where it is no part of another word. */
function wholeName(name: string): RegExp {
	// a hyphen stands for itself here, and must not be escaped in a `u` pattern
	const literal = name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
	return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'gu');
}

/** Longer ones make no regular expression, and are part of no other word. */
const maxName = 256;
/** Shorter names say nothing. */
const minName = 3;

function usable(names: readonly unknown[]): readonly string[] {
	return [...new Set(names)]
		.filter((name): name is string => typeof name === 'string' && name.length >= minName)
		.filter((name) => !/^(?:root|unknown|[\w-]+\.amazonaws\.com|\d{12})$/i.test(name))
		.sort((one, other) => other.length - one.length);
}

function namesOfCaller(caller: Call['caller']): readonly string[] {
	const { name, role, sourceIdentity, onBehalfOf, arn } = caller;
	// without another name a caller is called by the role, which is no person
	return usable([name === role ? undefined : name, sourceIdentity, onBehalfOf, sessionOf(arn)]);
}

function namesOfIdentity(identity: unknown): readonly string[] {
	if (!isObject(identity)) {
		return [];
	}
	const { userName, arn, principalId, onBehalfOf, sessionContext } = identity;
	return usable([
		userName,
		sessionOf(arn),
		typeof principalId === 'string' ? principalId.split(':').slice(1).join(':') : undefined,
		isObject(onBehalfOf) ? onBehalfOf.userId : undefined,
		isObject(sessionContext) ? sessionContext.sourceIdentity : undefined,
	]);
}

/** The last part of a user's or session's ARN; a role is no person. */
function sessionOf(arn: unknown): string | undefined {
	return typeof arn === 'string'
		? /:(?:assumed-role\/[^/]+|user|federated-user)\/(.+)$/.exec(arn)?.[1]?.replace(/^.*\//, '')
		: undefined;
}

function isIpv6(text: string): boolean {
	const halves = text.split('::');
	const groups = text.split(':').filter((group) => group !== '');
	return (
		groups.length > 0 &&
		groups.every((group) => group.length <= 4) &&
		(halves.length === 2 ? groups.length < 8 : halves.length === 1 && groups.length === 8)
	);
}
