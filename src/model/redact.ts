import type { Call, Caller } from './call.ts';
import { namesOfCaller } from './callerNames.ts';
import type { PropertyChange } from './propertyDiff.ts';
import { isObject, type JsonValue } from './record.ts';
import { RecordRedactor } from './redactRecord.ts';
import { type RedactionChoice, TextRedactor } from './redactText.ts';

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
	/** Names of callers and ARNs that are known: they are taken out of the texts of others too. */
	know(callers: readonly string[], arns: readonly string[]): void;
	/** The kinds of things that a call has stay: origin, rule, type of caller, operation. */
	call(call: Call): Call;
	/** What a call changed. */
	changes(changes: readonly PropertyChange[]): readonly PropertyChange[];
	/** A record, JSON text. @returns undefined where the text is no JSON, as it cannot be judged. */
	record(json: string): string | undefined;
}

export function createRedactor(choice: RedactionChoice): Redactor {
	const texts = new TextRedactor(choice);
	const records = new RecordRedactor(choice, texts);
	return {
		know(callers, arns) {
			texts.knowPeople(callers);
			for (const arn of arns) {
				texts.knowResources(arn);
			}
		},
		call: (call) => redactCall(call, texts),
		changes: (changes) =>
			changes.map(({ path, kind, before, after }) => {
				const field = /(\w+)(?:\[[^\]]*\])*$/.exec(path)?.[1] ?? '';
				const value = (json: JsonValue) => records.value(json, field) as JsonValue;
				return {
					path: redactPath(path, texts),
					kind,
					...(before !== undefined && { before: value(before) }),
					...(after !== undefined && { after: value(after) }),
				};
			}),
		record(json) {
			let value: unknown;
			try {
				value = JSON.parse(json);
			} catch {
				return undefined;
			}
			return JSON.stringify(records.record(value));
		},
	};
}

function redactCall(call: Call, texts: TextRedactor): Call {
	const { caller, origin, sourceIPAddress, userAgent, errorCode, errorMessage } = call;
	texts.knowPeople(namesOfCaller(caller));
	texts.knowResources(call.touches.map(({ arn }) => arn).join(' '));
	texts.knowAddress(sourceIPAddress);
	const fixed = (text: string) => texts.text(text, 'fixed');
	return {
		...call,
		eventId: fixed(call.eventId),
		eventName: fixed(call.eventName),
		accountId: fixed(call.accountId),
		region: fixed(call.region),
		caller: redactCaller(caller, texts),
		origin: {
			...origin,
			...(origin.name !== undefined && { name: texts.text(origin.name, 'agent') }),
			evidence: texts.text(origin.evidence, 'agent'),
		},
		...(sourceIPAddress !== undefined && { sourceIPAddress: fixed(sourceIPAddress) }),
		...(userAgent !== undefined && { userAgent: texts.text(userAgent, 'agent') }),
		...(errorCode !== undefined && { errorCode: fixed(errorCode) }),
		...(errorMessage !== undefined && { errorMessage: texts.text(errorMessage) }),
		touches: call.touches.map(({ arn, role }) => ({ arn: texts.text(arn), role })),
		sources: call.sources.map(fixed),
	};
}

function redactCaller(caller: Caller, texts: TextRedactor): Caller {
	const names = namesOfCaller(caller);
	const identity = (text: string) => texts.identity(text, names);
	const { arn, role, sourceIdentity, accountId, federatedProvider, onBehalfOf, session } = caller;
	return {
		...caller,
		name: identity(caller.name),
		...(arn !== undefined && { arn: identity(arn) }),
		...(role !== undefined && { role: identity(role) }),
		...(sourceIdentity !== undefined && { sourceIdentity: identity(sourceIdentity) }),
		...(accountId !== undefined && { accountId: identity(accountId) }),
		...(federatedProvider !== undefined && { federatedProvider: identity(federatedProvider) }),
		...(onBehalfOf !== undefined && { onBehalfOf: identity(onBehalfOf) }),
		...(session !== undefined && { session: identity(session) }),
	};
}

/** `tags.owner`, `components[golden-ami].parameters`: the names of AWS's members stay. */
function redactPath(path: string, texts: TextRedactor): string {
	const members = /^[A-Za-z]\w*(?:\.[A-Za-z]\w*)*/.exec(path)?.[0] ?? '';
	const own = /^.*?(?:tags|tagMap)(?=\.)/i.exec(members)?.[0] ?? members;
	return own + texts.text(path.slice(own.length));
}
