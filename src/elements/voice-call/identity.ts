import { html, nothing, type TemplateResult } from 'lit';
import type { Address } from '../../core/address.js';
import { icon } from '../../styles/icons.js';
import { addressOf, nameOf } from '../parts/wording.js';

/** A first letter, or a figure for numbers and rooms. */
export function avatar(remote: Address, room: boolean): TemplateResult {
	const initial = /^\p{L}/u.exec(nameOf(remote))?.[0].toLocaleUpperCase();
	return html`<span class="avatar" part="avatar" aria-hidden="true">${room ? icon('people') : (initial ?? icon('person'))}</span>`;
}

/** Who it is: a name that the other side chose, and the address beneath it. Both are kept from turning the line around them. */
export function identity(remote: Address): TemplateResult {
	const address = addressOf(remote);
	return html`<bdi class="name" part="name">${nameOf(remote)}</bdi>${address ? html`<bdi class="address" part="address">${address}</bdi>` : nothing}`;
}
