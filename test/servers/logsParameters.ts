import { AwsError } from './awsError.ts';
import type { ServiceRequest } from './awsWorld.ts';

type Parameters = ServiceRequest['parameters'];

const groupName = /^[.\-_/#A-Za-z0-9]{1,512}$/;
const groupArn = /^arn:aws[\w-]*:logs:([a-z0-9-]+):(\d{12}):log-group:([.\-_/#A-Za-z0-9]{1,512})$/;

export function invalid(message: string): AwsError {
	return new AwsError('InvalidParameterException', message);
}

export function requiredText(
	parameters: Parameters,
	name: string,
	limits: { readonly longest: number },
): string {
	const value = optionalText(parameters, name, limits);
	if (value === undefined) {
		throw missing(name);
	}
	return value;
}

export function optionalText(
	parameters: Parameters,
	name: string,
	{ longest }: { readonly longest: number },
): string | undefined {
	const value = parameters[name];
	if (value === undefined || value === null) {
		return undefined;
	}
	if (typeof value !== 'string') {
		throw new AwsError('SerializationException', `${name} is no string.`);
	}
	if (value === '' || value.length > longest) {
		throw invalid(`Value at '${name}' failed to satisfy constraint: length 1 to ${longest}`);
	}
	return value;
}

export function requiredInteger(
	parameters: Parameters,
	name: string,
	limits: { readonly least: number; readonly most?: number },
): number {
	const value = optionalInteger(parameters, name, limits);
	if (value === undefined) {
		throw missing(name);
	}
	return value;
}

export function optionalInteger(
	parameters: Parameters,
	name: string,
	{ least, most = Number.MAX_SAFE_INTEGER }: { readonly least: number; readonly most?: number },
): number | undefined {
	const value = parameters[name];
	if (value === undefined || value === null) {
		return undefined;
	}
	if (typeof value !== 'number' || !Number.isInteger(value)) {
		throw new AwsError('SerializationException', `${name} is no integer.`);
	}
	if (value < least || value > most) {
		throw invalid(`Value at '${name}' failed to satisfy constraint: ${least} to ${most}`);
	}
	return value;
}

export function optionalTexts(parameters: Parameters, name: string): string[] | undefined {
	const value = parameters[name];
	if (value === undefined || value === null) {
		return undefined;
	}
	if (!Array.isArray(value) || !value.every((each) => typeof each === 'string')) {
		throw new AwsError('SerializationException', `${name} is no list of strings.`);
	}
	return value;
}

/**
 * ARNs of the groups that a query names.
 * @param linked accounts that a monitoring account sees
 */
export function logGroupsOf(
	{ parameters, accountId, region }: ServiceRequest,
	linked: Readonly<Record<string, readonly string[]>>,
): string[] {
	const single = optionalText(parameters, 'logGroupName', { longest: 512 });
	const names = optionalTexts(parameters, 'logGroupNames');
	const identifiers = optionalTexts(parameters, 'logGroupIdentifiers');
	const given = [single === undefined ? undefined : [single], names, identifiers].filter(
		(each) => each !== undefined,
	);
	const [groups = []] = given;
	if (given.length !== 1 || groups.length === 0 || groups.length > 50) {
		throw invalid('Exactly one of logGroupName, logGroupNames and logGroupIdentifiers is needed.');
	}
	return groups.map((group) => {
		const arn = identifiers && groupArn.exec(group);
		if (!arn) {
			if (!groupName.test(group)) {
				throw invalid(`Value '${group}' failed to satisfy constraint: [.-_/#A-Za-z0-9]+`);
			}
			return `arn:aws:logs:${region}:${accountId}:log-group:${group}`;
		}
		const [, itsRegion, itsAccount = ''] = arn;
		if (itsRegion !== region) {
			throw invalid('The log group is in another Region.');
		}
		if (itsAccount !== accountId && !linked[accountId]?.includes(itsAccount)) {
			throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
		}
		return group;
	});
}

function missing(name: string): AwsError {
	return invalid(
		`1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must not be null`,
	);
}
