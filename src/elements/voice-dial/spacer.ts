import { html, type TemplateResult } from 'lit';

/** Room for words that are not there now, so that nothing changes its size when they come. Neither read nor found. */
export function spacer(words: string): TemplateResult {
	return html`<span class="spacer" data-words=${words}></span>`;
}
