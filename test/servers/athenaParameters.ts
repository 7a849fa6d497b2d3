import { AwsError } from './awsError.ts';
import type { ServiceRequest } from './awsWorld.ts';

export type Parameters = ServiceRequest['parameters'];

interface Page {
	readonly start: number;
	readonly end: number;
	readonly next: { readonly NextToken?: string };
}

export function invalid(message: string): AwsError {
	return new AwsError('InvalidRequestException', message);
}

/** A page of at most 50. */
export function listPage(parameters: Parameters, name: string, list: readonly object[]): object {
	const { start, end, next } = pageAt(parameters, list.length, 50);
	return { [name]: list.slice(start, end), ...next };
}

/** Which rows are asked for, the heading being the first of all. */
export function resultPage(parameters: Parameters, length: number): Page {
	return pageAt(parameters, length, 1000);
}

function pageAt(parameters: Parameters, length: number, most: number): Page {
	const { MaxResults: size = most, NextToken: token } = parameters;
	if (typeof size !== 'number' || !Number.isInteger(size) || size < 1 || size > most) {
		throw invalid(`MaxResults is 1 to ${most}.`);
	}
	const start = token === undefined ? 0 : Number(/^at-(\d+)$/.exec(String(token))?.[1]);
	if (Number.isNaN(start)) {
		throw invalid('Invalid nextToken.');
	}
	const end = start + size;
	return { start, end, next: end < length ? { NextToken: `at-${end}` } : {} };
}

export function text(parameters: Parameters, name: string): string {
	const value = parameters[name];
	if (typeof value !== 'string' || value === '') {
		throw invalid(
			`1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`,
		);
	}
	return value;
}

/** Of an object in the parameters; none if it is no object. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? { ...value } : {};
}
