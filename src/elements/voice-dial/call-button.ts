import { html, nothing, type TemplateResult } from 'lit';
import type { Translate } from '../../i18n/translate.js';
import { icon } from '../../styles/icons.js';
import { spacer } from './spacer.js';

export interface CallButtonOptions {
	readonly text: Translate;
	/** Display name of the callee; the page may slot another label. */
	readonly callee: string;
	/** Whether it cannot call. The caption has the reason. */
	readonly disabled: boolean;
	/** Whether it is hidden and only reserves its place, during a call. */
	readonly hidden: boolean;
	readonly call: () => void;
}

/** The button of a `<voice-dial>` with `to`. */
export function callButton({ text, callee, disabled, hidden, call }: CallButtonOptions): TemplateResult {
	const label = text('dial.call-to', { name: callee });
	return html`<button class="start go" part="call-button" type="button" ?inert=${hidden} aria-describedby=${disabled ? 'caption' : nothing} aria-disabled=${disabled} @click=${call}>
			<slot name="icon-call">${icon('phone')}</slot> <span class="label"><slot>${hidden ? spacer(label) : label}</slot></span>
		</button>`;
}
