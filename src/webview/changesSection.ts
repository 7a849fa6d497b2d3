import { css, html, nothing, type TemplateResult } from 'lit';
import type { PropertyChange } from '../model/propertyDiff.ts';
import type { CallChanges } from '../protocol/callDetail.ts';
import { differingParts, type Parts } from './differingParts.ts';
import { t } from './translate.ts';
import { visibleText } from './visibleText.ts';

/** Longest value that is shown, UTF-16 units; the whole is in the record. */
const maxValue = 2000;
/** So much of what is alike is shown around what differs. */
const maxContext = 300;
/** Longer values are not looked through for what differs. */
const maxCompared = 200_000;

/** Lines as in VS Code's diff editor: the part that differs stands out of its line. */
export const changesStyles = css`
	dl.changes {
		display: block;
		margin-top: 4px;
	}
	.changes :is(dt, dd) {
		position: relative;
		padding-inline-start: 14px;
		overflow-wrap: anywhere;
	}
	.changes dt ~ dt {
		margin-top: 6px;
	}
	.sign {
		position: absolute;
		inset-inline-start: 2px;
		font-family: var(--vscode-editor-font-family, monospace);
		color: var(--vscode-foreground);
	}
	.changes mark {
		color: inherit;
		background: none;
		border-bottom: 1px solid var(--vscode-contrastActiveBorder, transparent);
	}
	dd.before {
		background: var(--vscode-diffEditor-removedLineBackground, transparent);
	}
	dd.after {
		background: var(--vscode-diffEditor-insertedLineBackground, transparent);
	}
	dd.before mark {
		background: var(--vscode-diffEditor-removedTextBackground, transparent);
	}
	dd.after mark {
		background: var(--vscode-diffEditor-insertedTextBackground, transparent);
	}
`;

export interface ChangeDeeds {
	openCall(eventId: string): void;
	compare(before: string): void;
	showState(arn: string): void;
}

/** What a call set anew, property by property. */
export function changesSection(
	{ arn, before, properties, cut }: CallChanges,
	deeds: ChangeDeeds,
): TemplateResult {
	const beforeId = before && 'eventId' in before.to ? before.to.eventId : undefined;
	return html`<h3>${t('What changed')}</h3>
		${
			before && beforeId !== undefined
				? html`<div class="dim">
						${t('Against')}
						<button class="link" @click=${() => deeds.openCall(beforeId)}
							>${visibleText(before.label, 80)}</button
						>
						${visibleText(before.detail, 300)}
					</div>`
				: html`<div class="dim">
						${t('No earlier call on it is known: everything it set is listed.')}
					</div>`
		}
		${
			properties.length === 0
				? html`<p>${t('Nothing: it sent again what was set before.')}</p>`
				: html`<dl class="changes">
						${properties.map(changeRow)}
					</dl>`
		}
		${cut ? html`<div class="dim">${t('There are more changes: compare the calls.')}</div>` : nothing}
		<div class="deeds">
			${
				beforeId === undefined
					? nothing
					: html`<button class="button" @click=${() => deeds.compare(beforeId)}>
							${t('Compare in the Editor')}
						</button>`
			}
			<button class="button" @click=${() => deeds.showState(arn)}>${t('State at This Time')}</button>
		</div>`;
}

/** Signs besides colours tell what was added and what was taken away. */
function changeRow({ path, kind, before, after }: PropertyChange): TemplateResult {
	const sign = { added: '+', removed: '−', changed: '~', moved: '↕' }[kind];
	const word = {
		added: t('added'),
		removed: t('removed'),
		changed: t('changed'),
		moved: t('moved'),
	}[kind];
	const texts = [before, after].map((value) => (value === undefined ? undefined : textOf(value)));
	const [old, set] = texts;
	const isShort = (text: string | undefined) => text !== undefined && text.length <= maxCompared;
	const parts = isShort(old) && isShort(set) ? differingParts(old ?? '', set ?? '') : undefined;
	return html`<dt>
			<span class="sign" aria-hidden="true">${sign}</span
			><span class="unseen">${word}: </span>${visibleText(path, 300)}
		</dt>
		${old === undefined ? nothing : valueLine('before', old, parts?.before)}
		${set === undefined ? nothing : valueLine('after', set, parts?.after)}`;
}

function valueLine(side: 'before' | 'after', text: string, parts: Parts | undefined) {
	const sign = html`<span class="sign" aria-hidden="true">${side === 'before' ? '−' : '+'}</span>`;
	const word = html`<span class="unseen">${side === 'before' ? t('Before') : t('After')}: </span>`;
	return html`<dd class=${side}>${sign}${word}${parts ? partsText(parts) : visibleText(text, maxValue)}</dd>`;
}

function partsText({ start, differs, end }: Parts) {
	const before = start.length > maxContext ? `…${start.slice(-maxContext)}` : start;
	const after = end.length > maxContext ? `${end.slice(0, maxContext)}…` : end;
	const text = visibleText(differs, maxValue);
	// where nothing is alike, a mark would be all of it
	const part = start + end === '' ? text : html`<mark>${text}</mark>`;
	return html`${visibleText(before)}${part}${visibleText(after)}`;
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
