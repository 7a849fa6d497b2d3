import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '../model/call.ts';
import { originTitle, outcomeText, relativeTime } from '../model/describe.ts';
import { sourceTitle } from '../model/sourceTitle.ts';
import type { CallDetail as Detail, RelatedLink } from '../protocol/callDetail.ts';
import type { ListedCall } from '../protocol/listedCall.ts';
import type { CallDeed } from '../protocol/messages.ts';
import type { HistoryTarget } from '../protocol/target.ts';
import { changesSection, changesStyles } from './changesSection.ts';
import { detailHead, detailHeadStyles, placeOf } from './detailHead.ts';
import { failureSection, relatedSection } from './detailSections.ts';
import { detailStyles } from './detailStyles.ts';
import { icon } from './icons.ts';
import { badgeText, callerBadges, identityChain, identityFacts } from './identity.ts';
import { numberText } from './locale.ts';
import { arnOrText, namedValues, type OpenArn } from './namedValues.ts';
import { sharedStyles } from './sharedStyles.ts';
import { fullTime, utcTime } from './times.ts';
import { t } from './translate.ts';
import { visibleText } from './visibleText.ts';
import { zoneName } from './zone.ts';

/**
 * All that is known of one call. Says `close`, `open-target`, `open-call` and `open-record` (event
 * id), `copy` (text), `compare`, `show-state` and
 * `call-deed`.
 */
export class CallDetail extends LitElement {
	static override properties = {
		listed: { attribute: false },
		detail: { attribute: false },
		failure: { attribute: false },
	};
	static override styles = [sharedStyles, detailHeadStyles, detailStyles, changesStyles];
	/** What the list knows of the call, until the whole has come. */
	declare listed: ListedCall | undefined;
	declare detail: Detail | undefined;
	/** Why the whole could not be read. */
	declare failure: string | undefined;
	#recordOpen = false;

	override focus(): void {
		this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
	}

	protected override render(): TemplateResult | typeof nothing {
		return html`
			${detailHead(this.detail, this.listed, {
				open: this.#openArn,
				close: () => this.#say('close'),
			})}
			<div class="scroll">
				${
					this.failure === undefined
						? nothing
						: html`<div class="error" role="alert">${icon('error')}<span>${this.failure}</span></div>`
				}
				${this.#content()}
			</div>
		`;
	}

	#content(): TemplateResult | typeof nothing {
		const { detail, listed } = this;
		if (detail) {
			return this.#body(detail.call);
		}
		return listed ? html`${this.#outcome(listed)} ${this.#when(listed)}` : nothing;
	}

	#when({ eventTime }: Pick<Call, 'eventTime'>): TemplateResult {
		const zone = zoneName();
		return html`<h3>${t('When')}</h3>
			${facts([
				[zone ?? t('Local'), `${fullTime(eventTime)} (${relativeTime(eventTime, Date.now(), t)})`],
				[t('UTC'), zone === 'UTC' ? undefined : utcTime(eventTime)],
			])}`;
	}

	#body(call: Call): TemplateResult {
		return html`
			${this.#outcome(call)}
			${this.#failure()}
			${this.#changes(call)}
			${this.#when(call)} ${this.#who(call)}
			<h3>${t('With')}</h3>
			${facts([
				[
					t('Origin'),
					`${originTitle(call.origin.kind, t)}${call.origin.name ? `, ${call.origin.name}` : ''}`,
				],
				[t('Because'), t('{0} (rule {1})', evidence(call), call.origin.rule)],
				[t('User agent'), call.userAgent],
			])}
			<h3>${t('From')}</h3>
			${facts([
				[t('Address'), call.sourceIPAddress ?? t('the record does not say')],
				[t('Place'), this.detail && placeOf(this.detail)],
			])}
			${this.#touches(call)} ${relatedSection(this.detail?.related ?? [], this.#follow)}
			${this.#record()}
			<h3>${t('Source')}</h3>
			${facts([
				[t('Seen in'), call.sources.map((source) => sourceTitle(source, t)).join(', ')],
				[t('Event id'), call.eventId],
			])}
			<div class="deeds">
				<button class="button" @click=${() => this.#say('open-record', call.eventId)}>
					${t('Open as JSON')}
				</button>
				<button class="button" @click=${() => this.#say('copy', call.eventId)}>
					${t('Copy Event Id')}
				</button>
				${this.#deed('copyEventCommand', t('Copy AWS CLI Command'), call)}
				${this.#deed('copyIncidentCard', t('Copy Incident Card'), call)}
				${this.#deed('openEventInConsole', t('Event in the AWS Console'), call)}
			</div>
		`;
	}

	#failure(): TemplateResult | typeof nothing {
		const failure = this.detail?.failure;
		return failure ? failureSection(failure, (text) => this.#say('copy', text)) : nothing;
	}

	#changes(call: Call): TemplateResult | typeof nothing {
		const changes = this.detail?.changes;
		return changes
			? changesSection(changes, {
					openCall: (eventId) => this.#say('open-call', eventId),
					compare: (before) =>
						this.dispatchEvent(
							new CustomEvent('compare', { detail: { before, after: call.eventId } }),
						),
					showState: (arn) =>
						this.dispatchEvent(
							new CustomEvent('show-state', { detail: { arn, time: call.eventTime } }),
						),
				})
			: nothing;
	}

	readonly #follow = ({ to }: RelatedLink): void => {
		if ('eventId' in to) {
			this.#say('open-call', to.eventId);
		} else {
			this.#show(to.target);
		}
	};

	#deed(deed: CallDeed, title: string, { eventId }: Call): TemplateResult {
		const act = () =>
			this.dispatchEvent(new CustomEvent('call-deed', { detail: { deed, eventId } }));
		return html`<button class="button" @click=${act}>${title}</button>`;
	}

	#outcome(call: Pick<Call, 'errorCode' | 'errorMessage' | 'readOnly'>): TemplateResult {
		if (call.errorCode === undefined && call.errorMessage === undefined) {
			return html`<div class="dim">${outcomeText(call, t)}</div>`;
		}
		return html`<div class="error">
			${icon('error')}
			<span
				><strong>${visibleText(call.errorCode ?? t('failed'), 300)}</strong>${
					call.errorMessage === undefined ? '' : `: ${visibleText(call.errorMessage, 4096)}`
				}</span
			>
		</div>`;
	}

	#who(call: Call): TemplateResult {
		const badges = callerBadges(call);
		return html`<h3>${t('Who')}</h3>
			<ol class="chain" aria-label=${t('From whoever signed in to whoever made the request')}>
				${identityChain(call.caller).map(
					({ name, value }) =>
						html`<li>
							<span class="dim">${name}</span>
							${
								value === call.caller.name
									? html`<button
											class="link"
											title=${t('Show all calls of this caller')}
											@click=${() => this.#show({ kind: 'caller', caller: value })}
											>${visibleText(value, 300)}</button
										>`
									: visibleText(value, 300)
							}
						</li>`,
				)}
				</ol>
			${
				badges.length === 0
					? nothing
					: html`<div class="badges">
							${badges.map((badge) => html`<span class="badge">${badgeText(badge)}</span>`)}
						</div>`
			}
			${facts(identityFacts(call.caller).map(({ name, value }) => [name, value]))}`;
	}

	#touches(call: Call): TemplateResult {
		const open = this.#openArn;
		return html`<h3>${t('Resources it names')}</h3>
			${
				call.touches.length === 0
					? html`<div class="dim">${t('None.')}</div>`
					: html`<ul class="touches">
							${call.touches.map(
								({ arn, role }) =>
									html`<li>
										${arnOrText(arn, open)}
										<span class="dim">${role === 'subject' ? t('is what it is about') : t('is named by it')}</span>
									</li>`,
							)}
						</ul>`
			}`;
	}

	#record(): TemplateResult | typeof nothing {
		const { detail } = this;
		if (!detail) {
			return nothing;
		}
		const { record, recordLength } = detail;
		if (record === undefined) {
			const why =
				recordLength === undefined
					? t('The whole record is not kept.')
					: t(
							'The record is too large to be shown here ({0} characters): open it as JSON.',
							numberText(recordLength),
						);
			return html`<h3>${t('Record')}</h3>
				<div class="dim">${why}</div>`;
		}
		const parsed = parseRecord(record);
		const toggle = (event: Event) => {
			this.#recordOpen = (event.target as HTMLDetailsElement).open;
			this.requestUpdate();
		};
		return html`
			${namedValues(t('Request'), parsed?.requestParameters, this.#openArn)}
			${namedValues(t('Answer'), parsed?.responseElements, this.#openArn)}
			<h3>${t('Record')}</h3>
			<details .open=${this.#recordOpen} @toggle=${toggle}>
				<summary>${t('The whole record')}</summary>
				${
					this.#recordOpen
						? html`<pre class="mono" tabindex="0" aria-label=${t('Record as JSON')}>
${visibleText(parsed ? JSON.stringify(parsed, null, 2) : record, 300_000)}</pre
							>`
						: nothing
				}
			</details>
		`;
	}

	readonly #openArn: OpenArn = (arn) => this.#show({ kind: 'resource', arn });

	#show(target: HistoryTarget): void {
		this.dispatchEvent(new CustomEvent<HistoryTarget>('open-target', { detail: target }));
	}

	#say(type: 'close' | 'copy' | 'open-record' | 'open-call', detail?: string): void {
		this.dispatchEvent(new CustomEvent(type, { detail }));
	}
}

function facts(pairs: readonly (readonly [string, string | undefined])[]): TemplateResult {
	return html`<dl>
		${pairs.map(([name, value]) =>
			value === undefined || value === ''
				? nothing
				: html`<dt>${name}</dt>
						<dd>${visibleText(value, 4096)}</dd>`,
		)}
	</dl>`;
}

/** What the rule saw; a user agent is spelled out only once. */
function evidence({ origin, userAgent }: Call): string {
	return userAgent !== undefined && origin.evidence.startsWith('userAgent:')
		? t('the user agent says so')
		: origin.evidence;
}

function parseRecord(record: string): Readonly<Record<string, unknown>> | undefined {
	try {
		const value: unknown = JSON.parse(record);
		return typeof value === 'object' && value !== null
			? (value as Readonly<Record<string, unknown>>)
			: undefined;
	} catch {
		return undefined;
	}
}
