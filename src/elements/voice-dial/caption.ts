import { html, type TemplateResult } from 'lit';
import { ownProperties } from '../../core/own-properties.js';

export interface CaptionOptions {
	/**
	 * Whether it gives the reason why the button is disabled. Screen readers get what the button does from the button.
	 */
	readonly reason: boolean;
	/** Whether the disabled button was pressed. */
	readonly urgent?: boolean;
}

/** A text below a call button. */
export function caption(words: string, options: CaptionOptions): TemplateResult {
	const { reason, urgent = false } = ownProperties<CaptionOptions>(options);
	return html`<p class="caption small ${urgent ? 'urgent' : 'muted'}" id="caption" aria-hidden=${reason ? 'false' : 'true'}>${words}</p>`;
}
