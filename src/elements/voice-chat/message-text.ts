import { html, nothing, type TemplateResult } from 'lit';
import type { TextLink, Piece } from './links.js';

/** What somebody wrote, as text, with its links. They open elsewhere, and tell nobody where one comes from. */
export function messageText(pieces: readonly Piece[]): (string | TemplateResult)[] {
	return pieces.map((piece) => (typeof piece === 'string' ? piece : link(piece)));
}

/** From left to right whatever surrounds it, so that no part of it seems to stand elsewhere. */
function link({ text, href, callable, host }: TextLink): TemplateResult {
	if (callable) return html`<a dir="ltr" href=${href}>${text}</a>`;
	return html`<a dir="ltr" href=${href} target="_blank" rel="noopener noreferrer nofollow">${text}${host ? html` <span class="host">(${host})</span>` : nothing}</a>`;
}
