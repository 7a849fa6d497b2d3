import type { CodeContext, CodeText } from '../iac/codeResource.ts';
import { hole } from '../iac/partialText.ts';
import { readSamConfig } from './codeSamConfig.ts';

/** The part of a context that deployments of a template settle. */
interface Deployment {
	readonly parameters: ReadonlyMap<string, string>;
	readonly region?: string;
	readonly stackName?: string;
}

/**
 * Is it a file that tells with what a template is deployed? `samconfig.toml`, and the parameter
 * files `parameters.json`, `<template>.parameters.json`, `<template>-params.json` and the like.
 */
export function isGivenTo(fileName: string, template: string): boolean {
	const name = baseName(fileName);
	if (name === 'samconfig.toml') {
		return true;
	}
	const match = /^(?:(.+)[.-])?(?:parameters|params)\.json$/i.exec(name);
	return match !== null && (match[1] === undefined || match[1] === stem(template));
}

/** Where several deployments are told, what all of them agree on is known. */
export function templateContext(template: string, given: readonly CodeText[]): CodeContext {
	const deployments = given.flatMap((file) => deploymentsOf(template, file));
	const regions = new Set(deployments.flatMap(({ region = [] }) => region));
	const stacks = new Set(deployments.flatMap(({ stackName = [] }) => stackName));
	const [region, ...otherRegions] = regions;
	const [stackName, ...otherStacks] = stacks;
	const parameters = agreedParameters(deployments);
	return {
		...(region !== undefined && otherRegions.length === 0 && { region }),
		...(stackName !== undefined && otherStacks.length === 0 && { stackName }),
		...(parameters.size > 0 && { parameters }),
	};
}

function agreedParameters(deployments: readonly Deployment[]): ReadonlyMap<string, string> {
	const values = new Map<string, Set<string>>();
	for (const { parameters } of deployments) {
		for (const [name, value] of parameters) {
			values.set(name, (values.get(name) ?? new Set()).add(value));
		}
	}
	return new Map(
		[...values].map(([name, [value = hole, ...others]]) => [
			name,
			others.length === 0 ? value : hole,
		]),
	);
}

function deploymentsOf(template: string, file: CodeText): readonly Deployment[] {
	if (baseName(file.fileName) === 'samconfig.toml') {
		return readSamConfig(file.text).filter(({ templateFile }) =>
			templateFile === undefined
				? stem(template) === 'template'
				: baseName(templateFile) === baseName(template),
		);
	}
	const parameters = parametersOf(file.text);
	return parameters.size > 0 ? [{ parameters }] : [];
}

/** `[{"ParameterKey": ..., "ParameterValue": ...}]` or `{"Parameters": {...}}` */
function parametersOf(text: string): ReadonlyMap<string, string> {
	const parameters = new Map<string, string>();
	const set = (name: unknown, value: unknown): void => {
		if (typeof name === 'string' && typeof value === 'string') {
			parameters.set(name, value);
		}
	};
	const root = parsed(text);
	const list = Array.isArray(root) ? root : [];
	for (const item of list.filter(isObject)) {
		set(item.ParameterKey, item.ParameterValue);
	}
	if (isObject(root) && isObject(root.Parameters)) {
		for (const [name, value] of Object.entries(root.Parameters)) {
			set(name, value);
		}
	}
	return parameters;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}

function baseName(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}

function stem(path: string): string {
	return baseName(path).replace(/\.[^.]*$/, '');
}
