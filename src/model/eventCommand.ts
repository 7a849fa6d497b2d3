import type { Call } from './call.ts';

/**
 * The AWS CLI command that finds the event of a call in Event history, for any POSIX shell.
 * @param options.profile of the shared AWS config; none for the default one.
 * @returns undefined where the event has no id of AWS or no Region.
 */
export function eventCommand(
	call: Pick<Call, 'eventId' | 'region'>,
	options: { readonly profile?: string } = {},
): string | undefined {
	const { eventId, region } = call;
	if (!isEventId(eventId) || !isRegion(region)) {
		return undefined;
	}
	const { profile = '' } = options;
	return [
		'aws cloudtrail lookup-events',
		`--lookup-attributes AttributeKey=EventId,AttributeValue=${eventId}`,
		`--region ${region}`,
		...(profile === '' ? [] : [`--profile ${shellQuoted(profile)}`]),
		"--query 'Events[0].CloudTrailEvent' --output text",
	].join(' ');
}

/** Hosts of the consoles by how a Region begins; partitions without a public one are left out. */
const hosts: readonly (readonly [start: string, host: string | undefined])[] = [
	['cn-', 'console.amazonaws.cn'],
	['us-gov-', 'console.amazonaws-us-gov.com'],
	['eusc-', 'console.amazonaws-eusc.eu'],
	['us-iso', undefined],
	['eu-iso', undefined],
	['', 'console.aws.amazon.com'],
];

/**
 * Where the AWS console shows the event, while it is in Event history.
 * @returns undefined where the event has no id of AWS, and for Regions without a known console.
 */
export function eventUrl(call: Pick<Call, 'eventId' | 'region'>): string | undefined {
	const { eventId, region } = call;
	const host = hosts.find(([start]) => region.startsWith(start))?.[1];
	// both become parts of an address: nothing else may stand there
	return host === undefined || !isEventId(eventId) || !isRegion(region)
		? undefined
		: `https://${region}.${host}/cloudtrailv2/home?region=${region}#/events/${eventId}`;
}

function isEventId(text: string): boolean {
	return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text);
}

function isRegion(text: string): boolean {
	return /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/.test(text);
}

/** One word of a POSIX shell, whatever the text. */
export function shellQuoted(text: string): string {
	return /^[\w@%+=:,./-]+$/.test(text) && !text.startsWith('-')
		? text
		: `'${text.replaceAll('\0', '').replaceAll("'", "'\\''")}'`;
}
