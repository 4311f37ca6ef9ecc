import { html, nothing, type TemplateResult } from 'lit';
import { piecesOf, type Link } from './links.js';

/** What somebody wrote, as text, with its links. They open elsewhere, and tell nobody where one comes from; those to be called are called. */
export function messageText(text: string, dial: (to: string) => void): (string | TemplateResult)[] {
	return piecesOf(text).map((piece) => (typeof piece === 'string' ? piece : link(piece, dial)));
}

/** From left to right whatever surrounds it, so that no part of it seems to stand elsewhere. */
function link({ text, href, callable, host }: Link, dial: (to: string) => void): TemplateResult {
	const call = (event: Event): void => {
		event.preventDefault();
		dial(text);
	};
	if (callable) return html`<a dir="ltr" href=${href} @click=${call}>${text}</a>`;
	return html`<a dir="ltr" href=${href} target="_blank" rel="noopener noreferrer nofollow">${text}${host ? html` <span class="host">(${host})</span>` : nothing}</a>`;
}
