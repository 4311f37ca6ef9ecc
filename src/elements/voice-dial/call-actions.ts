import { html, nothing, type TemplateResult } from 'lit';
import type { Translate } from '../../i18n/translate.js';
import { icon } from '../../styles/icons.js';

export interface CallActionsOptions {
	readonly text: Translate;
	/** Display name of the callee; empty without one. */
	readonly callee: string;
	/** Whether it can call. If not, the caption has the reason. */
	readonly disabled: boolean;
	/** Display name of the last callee; empty without one. */
	readonly last: string;
	readonly call: () => void;
	readonly callLast: () => void;
}

/** The round call button and the redial button. */
export function callActions({ text, callee, disabled, last, call, callLast }: CallActionsOptions): TemplateResult {
	const label = callee ? text('dial.call-to', { name: callee }) : text('dial.call');
	return html`${last && !callee ? redial(last, { label: text('dial.again', { name: last }), press: callLast }) : nothing}
		<button class="call go round" part="call-button" type="button" aria-label=${label} aria-describedby=${disabled ? 'caption' : nothing} aria-disabled=${disabled} @click=${call}>
			<slot name="icon-call">${icon('phone')}</slot>
		</button>`;
}

function redial(last: string, { label, press }: { label: string; press: () => void }): TemplateResult {
	return html`<button class="again filled" part="redial" type="button" aria-label=${label} title=${label} @click=${press}>${icon('again')}<bdi class="small" part="name">${last}</bdi></button>`;
}
