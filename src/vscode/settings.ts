import * as vscode from 'vscode';
import { Setting } from '../contributions.ts';
import { type AllowedOrigin, readAllowedOrigins } from '../model/allowedOrigins.ts';
import type { ConnectionSettings } from '../model/connectionSettings.ts';
import { readConnections } from '../model/readConnections.ts';

/** The settings as they are in force. */
export interface Settings {
	readonly profile: string;
	readonly regions: readonly string[];
	/** Those in force, that of `profile` and `regions` included. Never empty. */
	readonly connections: readonly ConnectionSettings[];
	/** What is wrong in the setting `connections`, one line each. */
	readonly connectionProblems: readonly string[];
	readonly endpointUrl: string;
	/** 1 to 90. */
	readonly lookBackDays: number;
	/** 0: off. */
	readonly autoRefreshMinutes: number;
	readonly showReadCalls: boolean;
	/** Off too where `code.enabled` turns everything in code off, as are the next three. */
	readonly codeLensEnabled: boolean;
	readonly hoverEnabled: boolean;
	readonly blameEnabled: boolean;
	readonly diagnosticsEnabled: boolean;
	readonly allowedOrigins: readonly AllowedOrigin[];
	/** What code means, where that was ambiguous: `identityOf` by `choiceKey`. */
	readonly codeResources: ReadonlyMap<string, string>;
}

/**
 * Reads the settings. VS Code itself leaves out an untrusted workspace's values
 * (`capabilities.untrustedWorkspaces` of the manifest), and `endpointUrl` has machine scope.
 */
export function readSettings(): Settings {
	const section = vscode.workspace.getConfiguration(Setting.section);
	const inCode = section.get(Setting.codeEnabled) !== false;
	const simple = {
		profile: text(section.get(Setting.profile)),
		regions: texts(section.get(Setting.regions)),
	};
	const { connections, problems } = readConnections(section.get(Setting.connections), simple);
	return {
		...simple,
		connections,
		connectionProblems: problems,
		endpointUrl: text(section.get(Setting.endpointUrl)),
		lookBackDays: number(section.get(Setting.lookBackDays), 90, 1, 90),
		autoRefreshMinutes: number(section.get(Setting.autoRefreshMinutes), 5, 0, 24 * 60),
		showReadCalls: section.get(Setting.showReadCalls) === true,
		codeLensEnabled: inCode && section.get(Setting.codeLensEnabled) !== false,
		hoverEnabled: inCode && section.get(Setting.hoverEnabled) !== false,
		blameEnabled: inCode && section.get(Setting.blameEnabled) === true,
		diagnosticsEnabled: inCode && section.get(Setting.diagnosticsEnabled) === true,
		allowedOrigins: readAllowedOrigins(section.get(Setting.allowedOrigins)),
		codeResources: textMap(section.get(Setting.codeResources)),
	};
}

/** The proxy that VS Code itself is told to use; empty where it uses none. */
export function readProxy(): string {
	const http = vscode.workspace.getConfiguration('http');
	return http.get('proxySupport') === 'off' ? '' : text(http.get('proxy'));
}

/** The setting `connections` as it stands, to be changed and written back. */
export function readRawConnections(): unknown {
	const value: unknown = vscode.workspace
		.getConfiguration(Setting.section)
		.get(Setting.connections);
	// what VS Code gives cannot be changed, and tells of it only then
	return JSON.parse(JSON.stringify(value ?? []));
}

/** Writes a setting for the user, or for the workspace where that has a value that would win. */
export async function writeSetting(
	name: (typeof Setting)[keyof typeof Setting],
	value: unknown,
): Promise<void> {
	const section = vscode.workspace.getConfiguration(Setting.section);
	const wins = vscode.workspace.isTrusted && section.inspect(name)?.workspaceValue !== undefined;
	await section.update(
		name,
		value,
		wins ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global,
	);
}

/** Shows the setting `connections` in settings.json. */
export async function openConnectionSettings(): Promise<void> {
	await vscode.commands.executeCommand('workbench.action.openSettingsJson', {
		revealSetting: { key: `${Setting.section}.${Setting.connections}` },
	});
}

/** Calls back with the new settings whenever one of them changed. */
export function onDidChangeSettings(listener: (settings: Settings) => void): vscode.Disposable {
	return vscode.workspace.onDidChangeConfiguration((event) => {
		if (event.affectsConfiguration(Setting.section)) {
			listener(readSettings());
		}
	});
}

// settings.json is written by hand: any value may have any type
function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

function texts(value: unknown): readonly string[] {
	return Array.isArray(value) ? [...new Set(value.map(text).filter((item) => item !== ''))] : [];
}

function textMap(value: unknown): ReadonlyMap<string, string> {
	return new Map(
		typeof value === 'object' && value !== null
			? Object.entries(value).flatMap(([key, inner]) =>
					text(inner) === '' ? [] : [[key, text(inner)] as const],
				)
			: [],
	);
}

function number(value: unknown, fallback: number, least: number, most: number): number {
	return typeof value === 'number' && Number.isFinite(value)
		? Math.min(most, Math.max(least, value))
		: fallback;
}
