import { html, type TemplateResult } from 'lit';
import type { Translate } from '../../i18n/translate.js';
import { icon } from '../../styles/icons.js';

export interface CallButtonOptions {
	readonly text: Translate;
	/** Whom it calls, by name; the page may put another label in its place. */
	readonly callee: string;
	/** What stands beside it: why it cannot call, or why the last call came to nothing. */
	readonly words: string;
	readonly disabled: boolean;
	readonly call: () => void;
}

/** The whole face of a `<voice-dial>` with `to`, while there is no call. */
export function callButton({ text, callee, words, disabled, call }: CallButtonOptions): TemplateResult {
	return html`<button class="start go" part="call-button" type="button" aria-describedby="caption" aria-disabled=${disabled} @click=${call}>
			<slot name="icon-call">${icon('phone')}</slot> <slot>${text('dial.call-to', { name: callee })}</slot>
		</button>
		<p class="caption small muted" id="caption" role="status">${words}</p>`;
}
