import * as vscode from 'vscode';
import type { CodeResource } from '../iac/codeResource.ts';
import type { AccountNames } from '../model/accountText.ts';
import { isPattern, parseArn } from '../model/arn.ts';
import { accountNamesOf } from '../model/connectionPlaces.ts';
import { isCancellation } from '../model/errors.ts';
import { ambiguousMarkdown } from './ambiguousMarkdown.ts';
import { amiAt, amiMarkdown } from './amiHover.ts';
import { arnAt } from './arnAt.ts';
import { type CodeTarget, targetAt } from './codeTarget.ts';
import { hoverCommands } from './commandLink.ts';
import type { CodeDeps } from './editorDeps.ts';
import { readHoverFacts } from './hoverFacts.ts';
import { hoverMarkdown } from './hoverMarkdown.ts';
import {
	type HoverSections,
	noSections,
	readChain,
	readDifferences,
	readProperty,
	readVersions,
} from './hoverSections.ts';
import { choiceKey } from './resourceChoices.ts';
import { certaintyText, sectionsMarkdown } from './sectionsMarkdown.ts';

interface HoverText {
	readonly markdown: string;
	readonly range: vscode.Range;
}

/**
 * What the calls say of the Image Builder resource that the code below the pointer names: an ARN,
 * a definition, its type, a reference to it, a property of it.
 */
export class HoverProvider implements vscode.HoverProvider {
	readonly #deps: CodeDeps;

	constructor(deps: CodeDeps) {
		this.#deps = deps;
	}

	async provideHover(
		document: vscode.TextDocument,
		position: vscode.Position,
		token: vscode.CancellationToken,
	): Promise<vscode.Hover | undefined> {
		try {
			const text = await this.#textAt(document, position, token);
			if (!text || token.isCancellationRequested) {
				return undefined;
			}
			const content = new vscode.MarkdownString(text.markdown);
			content.isTrusted = { enabledCommands: hoverCommands };
			content.supportHtml = false;
			return new vscode.Hover(content, text.range);
		} catch (error) {
			// nobody asked for a message by moving the pointer
			if (!isCancellation(error)) {
				this.#deps.log.error(error instanceof Error ? error : String(error));
			}
			return undefined;
		}
	}

	async #textAt(
		document: vscode.TextDocument,
		position: vscode.Position,
		token: vscode.CancellationToken,
	): Promise<HoverText | undefined> {
		const resources = await this.#deps.codeIndex.resourcesIn(document);
		if (token.isCancellationRequested) {
			return undefined;
		}
		if (resources.length > 0) {
			const target = targetAt(resources, document.getText(), document.offsetAt(position));
			if (target) {
				const range = new vscode.Range(
					document.positionAt(target.start),
					document.positionAt(target.end),
				);
				const markdown = await this.#ofTarget(document, target, token);
				return markdown === undefined ? undefined : { markdown, range };
			}
		}
		// texts that the index leaves out: too large, printed by programs
		const found = arnAt(document.lineAt(position.line).text, position.character);
		if (!found) {
			return this.#amiAt(document, position);
		}
		const markdown = await this.#ofArn(found.pattern, noSections, false, token);
		const { line } = position;
		const range = new vscode.Range(line, found.start, line, found.end);
		return markdown === undefined ? undefined : { markdown, range };
	}

	async #amiAt(
		document: vscode.TextDocument,
		{ line, character }: vscode.Position,
	): Promise<HoverText | undefined> {
		const ami = amiAt(document.lineAt(line).text, character);
		const { t } = vscode.l10n;
		const markdown = ami && (await amiMarkdown(this.#deps.history, ami.id, Date.now(), t));
		return ami && markdown !== undefined
			? { markdown, range: new vscode.Range(line, ami.start, line, ami.end) }
			: undefined;
	}

	async #ofTarget(
		document: vscode.TextDocument,
		target: CodeTarget,
		token: vscode.CancellationToken,
	): Promise<string | undefined> {
		const { resource, set } = target;
		const found = set && (await this.#propertyOf(document, set.definition, set.property));
		if (token.isCancellationRequested) {
			return undefined;
		}
		if (set && resource === set.definition) {
			return found && this.#ofArn(found.arn, { ...noSections, property: found }, true, token);
		}
		const base: HoverSections = { ...noSections, ...(found && { property: found }) };
		const isArn = resource.form === 'arn' && resource.pattern !== undefined;
		const facts = await this.#deps.codeHistory.facts(resource, choiceKey(document.uri, resource));
		if (token.isCancellationRequested || resource.pattern === undefined) {
			return undefined;
		}
		if (facts && facts.arn === undefined && !isArn) {
			const place = [document.uri.toString(), target.start] as const;
			return ambiguousMarkdown(facts.match, place, this.#accounts, vscode.l10n.t);
		}
		if (!facts || facts.arn === undefined || isArn) {
			return isNamed(resource.pattern)
				? this.#ofArn(resource.pattern, base, false, token)
				: undefined;
		}
		const differences =
			resource.form === 'definition'
				? readDifferences(resource, await this.#deps.codeHistory.settings(facts.arn))
				: [];
		const sections: HoverSections = {
			...base,
			differences,
			certainty: facts.match.certainty,
			...(facts.verdict && { verdict: facts.verdict }),
		};
		return this.#ofArn(facts.arn, sections, false, token);
	}

	get #accounts(): AccountNames {
		return accountNamesOf(this.#deps.history.connection);
	}

	/** What is known of one property, with the resource that it belongs to. */
	async #propertyOf(
		document: vscode.TextDocument,
		definition: CodeResource,
		property: Parameters<typeof readProperty>[0],
	) {
		const { codeHistory } = this.#deps;
		const facts = await codeHistory.facts(definition, choiceKey(document.uri, definition));
		if (facts?.arn === undefined) {
			return undefined;
		}
		const { arn } = facts;
		const found = readProperty(property, await codeHistory.settings(arn));
		return found && { ...found, arn };
	}

	async #ofArn(
		arn: string,
		sections: HoverSections,
		brief: boolean,
		token: vscode.CancellationToken,
	): Promise<string | undefined> {
		const { history, settings } = this.#deps;
		const [facts, versions, chain] = await Promise.all([
			readHoverFacts(history, {
				arn,
				showReadCalls: settings().showReadCalls,
				isCancelled: () => token.isCancellationRequested,
			}),
			brief ? [] : readVersions(history, arn),
			brief ? undefined : readChain(history, arn),
		]);
		if (!facts) {
			return undefined;
		}
		const now = Date.now();
		const { t } = vscode.l10n;
		const all = {
			...sections,
			versions: versions.length > 1 || isPattern(arn) ? versions : [],
			...(chain && { chain }),
		};
		const { certainty } = sections;
		const footer = certainty && certaintyText(certainty, t);
		return hoverMarkdown(facts, now, t, {
			...{ sections: sectionsMarkdown(all, now, t), brief, accounts: this.#accounts },
			...(footer !== undefined && { footer }),
		});
	}
}

/** Is there something of a name to look for? */
function isNamed(pattern: string): boolean {
	return parseArn(pattern)?.name.replaceAll('*', '') !== '';
}
