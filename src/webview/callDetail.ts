import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '../model/call.ts';
import { originTitle, outcomeText, relativeTime } from '../model/describe.ts';
import { plainText } from '../model/plainText.ts';
import type { CallDetail as Detail } from '../protocol/messages.ts';
import type { HistoryTarget } from '../protocol/target.ts';
import { detailStyles } from './detailStyles.ts';
import { icon } from './icons.ts';
import { callerBadges, identityChain, identityFacts } from './identity.ts';
import { arnOrText, namedValues, type OpenArn } from './namedValues.ts';
import { sharedStyles } from './sharedStyles.ts';
import { fullTime, utcTime } from './times.ts';
import { visibleText } from './visibleText.ts';

const sourceTitles: Readonly<Record<string, string>> = {
	'event-history': 'CloudTrail Event history',
	logs: 'imported log files',
	sample: 'sample history',
};

/**
 * All that is known of one call. Says `close`, `open-target`, `open-call` and `open-record` (event
 * id), `copy` (text).
 */
export class CallDetail extends LitElement {
	static override properties = {
		call: { attribute: false },
		detail: { attribute: false },
		failure: { attribute: false },
	};
	static override styles = [sharedStyles, detailStyles];
	/** What the list knows of the call, until the whole has come. */
	declare call: Call | undefined;
	declare detail: Detail | undefined;
	/** Why the whole could not be read. */
	declare failure: string | undefined;
	#recordOpen = false;

	override focus(): void {
		this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
	}

	protected override render(): TemplateResult | typeof nothing {
		const call = this.detail?.call ?? this.call;
		const close = () => this.#say('close');
		return html`
			<header>
				<h2 tabindex="-1">${call ? plainText(call.eventName, 120) : 'Call'}</h2>
				<button class="tool" title="Close (Esc)" aria-label="Close the detail" @click=${close}>
					${icon('close')}
				</button>
			</header>
			<div class="scroll">
				${
					this.failure === undefined
						? nothing
						: html`<div class="error" role="alert">${icon('error')}<span>${this.failure}</span></div>`
				}
				${call ? this.#body(call) : nothing}
			</div>
		`;
	}

	#body(call: Call): TemplateResult {
		return html`
			${this.#outcome(call)}
			<h3>When</h3>
			${facts([
				['Local', `${fullTime(call.eventTime)} (${relativeTime(call.eventTime, Date.now())})`],
				['UTC', utcTime(call.eventTime)],
			])}
			${this.#who(call)}
			<h3>With</h3>
			${facts([
				[
					'Origin',
					`${originTitle(call.origin.kind)}${call.origin.name ? `, ${call.origin.name}` : ''}`,
				],
				['Because', `${evidence(call)} (rule ${call.origin.rule})`],
				['User agent', call.userAgent],
			])}
			<h3>From</h3>
			${facts([
				['Address', call.sourceIPAddress ?? 'the record does not say'],
				['Place', `${call.accountId} ${call.region}`],
			])}
			${this.#touches(call)} ${this.#record()}
			<h3>Source</h3>
			${facts([
				['Seen in', call.sources.map((source) => sourceTitles[source] ?? source).join(', ')],
				['Event id', call.eventId],
			])}
			<div class="deeds">
				<button class="button" @click=${() => this.#say('open-record', call.eventId)}>
					Open as JSON
				</button>
				<button class="button" @click=${() => this.#say('copy', call.eventId)}>
					Copy Event Id
				</button>
			</div>
		`;
	}

	#outcome(call: Call): TemplateResult {
		if (call.errorCode === undefined && call.errorMessage === undefined) {
			return html`<div class="dim">${outcomeText(call)}</div>`;
		}
		return html`<div class="error">
			${icon('error')}
			<span
				><strong>${visibleText(call.errorCode ?? 'failed', 300)}</strong>${
					call.errorMessage === undefined ? '' : `: ${visibleText(call.errorMessage, 4096)}`
				}</span
			>
		</div>`;
	}

	#who(call: Call): TemplateResult {
		const badges = callerBadges(call);
		return html`<h3>Who</h3>
			<ol class="chain" aria-label="From whoever signed in to whoever made the request">
				${identityChain(call.caller).map(
					({ name, value }) =>
						html`<li>
							<span class="dim">${name}</span>
							${
								value === call.caller.name
									? html`<button
											class="link"
											title="Show all calls of this caller"
											@click=${() => this.#show({ kind: 'caller', caller: value })}
											>${visibleText(value, 300)}</button
										>`
									: visibleText(value, 300)
							}
						</li>`,
				)}
				${badges.map((badge) => html`<span class="badge">${badge}</span>`)}
			</ol>
			${facts(identityFacts(call.caller).map(({ name, value }) => [name, value]))}`;
	}

	#touches(call: Call): TemplateResult {
		const open = this.#openArn;
		return html`<h3>Resources it names</h3>
			${
				call.touches.length === 0
					? html`<div class="dim">None.</div>`
					: html`<ul class="touches">
							${call.touches.map(
								({ arn, role }) =>
									html`<li>
										${arnOrText(arn, open)}
										<span class="dim">${role === 'subject' ? 'is what it is about' : 'is named by it'}</span>
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
					? 'The whole record is not kept.'
					: `The record is too large to be shown here (${recordLength.toLocaleString()} characters): open it as JSON.`;
			return html`<h3>Record</h3>
				<div class="dim">${why}</div>`;
		}
		const parsed = parseRecord(record);
		const toggle = (event: Event) => {
			this.#recordOpen = (event.target as HTMLDetailsElement).open;
			this.requestUpdate();
		};
		return html`
			${namedValues('Request', parsed?.requestParameters, this.#openArn)}
			${namedValues('Answer', parsed?.responseElements, this.#openArn)}
			<h3>Record</h3>
			<details .open=${this.#recordOpen} @toggle=${toggle}>
				<summary>The whole record</summary>
				${
					this.#recordOpen
						? html`<pre class="mono" tabindex="0" aria-label="Record as JSON">
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
		? 'the user agent says so'
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
