import { html, nothing, type TemplateResult } from 'lit';
import type { TextLink, Piece } from './links.js';

/** The text of a message with its links, which open in a new tab without a referrer. */
export function messageText(pieces: readonly Piece[]): (string | TemplateResult)[] {
	return pieces.map((piece) => (typeof piece === 'string' ? piece : link(piece)));
}

/** Isolated as left-to-right, so that no part of it appears elsewhere. */
function link({ text, href, callable, host }: TextLink): TemplateResult {
	if (callable) return html`<a dir="ltr" href=${href}>${text}</a>`;
	return html`<a dir="ltr" href=${href} target="_blank" rel="noopener noreferrer nofollow">${text}${host ? html` <span class="host">(${host})</span>` : nothing}</a>`;
}
