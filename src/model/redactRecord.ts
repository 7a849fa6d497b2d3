import { namesOfIdentity } from './callerNames.ts';
import { isObject } from './record.ts';
import type { RedactionChoice, TextRedactor } from './redactText.ts';

/** What part of a record a value stands in. */
type Area =
	| { readonly kind: 'request' | 'fixed' }
	/** With the names of the people in it, which can be too short to be looked for elsewhere. */
	| { readonly kind: 'identity'; readonly names: readonly string[] };

const request: Area = { kind: 'request' };
const fixed: Area = { kind: 'fixed' };

/** Fields of requests and answers that hold what runs on instances. */
const dataFields: ReadonlySet<string> = new Set([
	'userDataOverride',
	'userData',
	'data',
	'dockerfileTemplateData',
]);
/** Fields of requests and answers for which AWS has a list of words, and the words' looks. */
const wordFields: ReadonlySet<string> = new Set([
	'containerType',
	'onFailure',
	'pipelineExecutionStartCondition',
	'platform',
	'region',
	'resourceType',
	'service',
	'status',
	'type',
	'unit',
]);
const wordOfAws =
	/^(?:[A-Z][A-Z0-9_]*|Linux|Windows|macOS|AWS(?:::\w+){2}|[a-z]{2,4}(?:-[a-z]+)+-\d{1,2})$/;
/** Fields of a record and of an identity that nobody but AWS words. */
const recordFields: ReadonlySet<string> = new Set([
	'eventVersion',
	'eventTime',
	'eventSource',
	'eventName',
	'awsRegion',
	'sourceIPAddress',
	'errorCode',
	'requestID',
	'eventID',
	'eventType',
	'eventCategory',
	'sharedEventID',
	'tlsDetails',
]);
const identityFields: ReadonlySet<string> = new Set([
	'type',
	'invokedBy',
	'creationDate',
	'mfaAuthenticated',
]);
/** Fields whose members are named by users. */
const mapField = /tags$|^tagMap$/i;
/** As AWS names members; all other names could be somebody's. */
const memberName = /^[A-Za-z]\w*$/;

const redacted = '[redacted]';
const maxDepth = 64;

/** Takes out of records what a choice names; what AWS words, and so what the record is, stays. */
export class RecordRedactor {
	readonly #choice: RedactionChoice;
	readonly #texts: TextRedactor;

	constructor(choice: RedactionChoice, texts: TextRedactor) {
		this.#choice = choice;
		this.#texts = texts;
	}

	record(record: unknown): unknown {
		if (!isObject(record)) {
			return this.#walk(record, request);
		}
		const { userIdentity, requestParameters, sourceIPAddress } = record;
		const names = namesOfIdentity(userIdentity);
		this.#texts.knowPeople(names);
		this.#texts.knowAddress(sourceIPAddress);
		if (this.#choice.resources) {
			this.#texts.knowResources(JSON.stringify(record));
			const sent = fromJson(requestParameters);
			this.#texts.knowResource(isObject(sent) ? sent.name : undefined);
		}
		return Object.fromEntries(
			Object.entries(record).map(([key, value]) => [
				this.#key(key, request),
				this.#field(key, value, names),
			]),
		);
	}

	/** @param field of a request, which it is a value of. */
	value(value: unknown, field: string): unknown {
		return this.#walk(value, request, field);
	}

	#field(key: string, value: unknown, names: readonly string[]): unknown {
		if (recordFields.has(key)) {
			return this.#walk(value, fixed);
		}
		if (key === 'userIdentity') {
			return this.#walk(value, { kind: 'identity', names });
		}
		if (key === 'userAgent' && typeof value === 'string') {
			return this.#texts.text(value, 'agent');
		}
		// tables hold requests and answers as text
		const inner =
			key === 'requestParameters' || key === 'responseElements' ? fromJson(value) : value;
		const walked = this.#walk(inner, request, key);
		return inner === value ? walked : JSON.stringify(walked);
	}

	#walk(value: unknown, area: Area, field = '', depth = 0): unknown {
		if (typeof value === 'string') {
			return this.#text(value, area, field);
		}
		if (typeof value === 'number') {
			// an account id without quotes
			const replaced = this.#texts.text(String(value), 'fixed');
			return replaced === String(value) ? value : replaced;
		}
		if (typeof value !== 'object' || value === null) {
			return value;
		}
		if (depth >= maxDepth) {
			return redacted;
		}
		if (Array.isArray(value)) {
			return value.map((item) => this.#walk(item, area, field, depth + 1));
		}
		const isMap = mapField.test(field);
		return Object.fromEntries(
			Object.entries(value).map(([key, inner]) => [
				isMap ? this.#texts.text(key) : this.#key(key, area),
				this.#walk(inner, area, isMap ? '' : key, depth + 1),
			]),
		);
	}

	#text(value: string, area: Area, field: string): string {
		switch (area.kind) {
			case 'fixed':
				return this.#texts.text(value, 'fixed');
			case 'identity':
				return identityFields.has(field)
					? this.#texts.text(value, 'fixed')
					: this.#texts.identity(value, area.names);
			case 'request':
				return this.#choice.userData && dataFields.has(field)
					? redacted
					: this.#texts.text(
							value,
							wordFields.has(field) && wordOfAws.test(value) ? 'fixed' : 'free',
						);
		}
	}

	#key(key: string, area: Area): string {
		return memberName.test(key)
			? key
			: this.#texts.text(key, area.kind === 'fixed' ? 'fixed' : 'free');
	}
}

/** What is in a JSON text, and all else as it is. */
function fromJson(value: unknown): unknown {
	if (typeof value !== 'string') {
		return value;
	}
	try {
		const inner: unknown = JSON.parse(value);
		return isObject(inner) ? inner : value;
	} catch {
		return value;
	}
}
