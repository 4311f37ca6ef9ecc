import { html, type TemplateResult } from 'lit';
import { ownProperties } from '../../core/own-properties.js';

export interface CaptionOptions {
	/** Whether it says why the button cannot be pressed. What the button will do it says itself, to those who hear it. */
	readonly reason: boolean;
	/** Whether somebody has pressed it nevertheless. */
	readonly urgent?: boolean;
}

/** Words below a call button. */
export function caption(words: string, options: CaptionOptions): TemplateResult {
	const { reason, urgent = false } = ownProperties<CaptionOptions>(options);
	return html`<p class="caption small ${urgent ? 'urgent' : 'muted'}" id="caption" aria-hidden=${reason ? 'false' : 'true'}>${words}</p>`;
}
