import { html, nothing, type TemplateResult } from 'lit';
import { plainText } from '../model/plainText.ts';
import { columnIds, type Layout, type ListGrouping, plainLayout } from '../protocol/layout.ts';
import type { NamedFilter } from '../protocol/messages.ts';
import type { PanelFilter } from '../protocol/target.ts';
import { columnTitle } from './gridColumns.ts';
import { icon } from './icons.ts';
import { t } from './translate.ts';

/**
 * Which columns there are, how rows are grouped and times are told.
 * @param several calls may be of several accounts or Regions
 */
export function layoutMenu(
	layout: Layout,
	several: boolean,
	change: (layout: Layout) => void,
): TemplateResult {
	const toggle = (id: (typeof columnIds)[number]) => {
		const hidden = layout.hidden.includes(id)
			? layout.hidden.filter((each) => each !== id)
			: [...layout.hidden, id];
		change({ ...layout, hidden });
	};
	const groupings: readonly (readonly [ListGrouping, string])[] = [
		['none', t('Not grouped')],
		['session', t('By sign-in')],
		['resource', t('By resource')],
	];
	return html`<popup-menu .label=${t('Columns and groups')} .symbol=${'settings'}>
		<fieldset>
			<legend>${t('Columns')}</legend>
			${columnIds
				.filter((id) => several || id !== 'account')
				.map(
					(id) =>
						html`<label
						><input
							type="checkbox"
							?disabled=${id === 'operation'}
							.checked=${!layout.hidden.includes(id)}
							@change=${() => toggle(id)}
						/>${columnTitle(id)}</label
					>`,
				)}
		</fieldset>
		<fieldset>
			<legend>${t('Group rows')}</legend>
			${groupings.map(
				([groupBy, title]) =>
					html`<label
						><input
							type="radio"
							name="grouping"
							.checked=${layout.groupBy === groupBy}
							@change=${() => change({ ...layout, groupBy })}
						/>${title}</label
					>`,
			)}
		</fieldset>
		<fieldset>
			<legend>${t('Times')}</legend>
			<label
				><input
					type="checkbox"
					.checked=${layout.exactTimes === true}
					@change=${() => change({ ...layout, exactTimes: !layout.exactTimes })}
				/>${t('Day and time in every row')}</label
			>
		</fieldset>
		<button data-close class="link" @click=${() => change(plainLayout)}>${t('Reset')}</button>
	</popup-menu>`;
}

export interface FilterDeeds {
	use(filter: PanelFilter): void;
	save(): void;
	remove(name: string): void;
	share(): void;
	exportCalls(): void;
}

/** The filters somebody kept. */
export function filtersMenu(
	filters: readonly NamedFilter[],
	filter: PanelFilter,
	deeds: FilterDeeds,
): TemplateResult {
	return html`<popup-menu .label=${t('Named filters')} .symbol=${'bookmark'}>
		${filters.length === 0 ? html`<div class="dim">${t('No filter is kept yet.')}</div>` : nothing}
		<ul>
			${filters.map(({ name, changesOnly, text }) => {
				const remove = t('Delete {0}', plainText(name, 60));
				return html`<li>
					<button data-close class="link" title=${plainText(text, 300)} @click=${() => deeds.use({ changesOnly, text })}
						>${plainText(name, 60)}</button
					><button class="tool" title=${remove} aria-label=${remove} @click=${() => deeds.remove(name)}>
						${icon('close')}
					</button>
				</li>`;
			})}
		</ul>
		<div class="deeds">
			<button data-close class="button" ?disabled=${filter.text.trim() === ''} @click=${() => deeds.save()}>
				${t('Keep This Filter…')}
			</button>
			<button data-close class="button" @click=${() => deeds.share()}>${t('Filter the Tree Too')}</button>
			<button data-close class="button" @click=${() => deeds.exportCalls()}>${t('Export These Calls…')}</button>
		</div>
	</popup-menu>`;
}
