import { html, type TemplateResult } from 'lit';

/**
 * Reserves room for a text that appears later, so that nothing changes its size. Hidden from screen readers and
 * find-in-page.
 */
export function spacer(words: string): TemplateResult {
	return html`<span class="spacer" data-words=${words}></span>`;
}
