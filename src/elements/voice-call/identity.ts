import { html, nothing, type TemplateResult } from 'lit';
import type { Address } from '../../core/address.js';
import { icon } from '../../styles/icons.js';
import { addressOf, nameOf } from '../parts/wording.js';

/** A first letter, or a figure for numbers and rooms. */
export function avatar(remote: Address, room: boolean): TemplateResult {
	const initial = /^\p{L}/u.exec(nameOf(remote))?.[0].toLocaleUpperCase();
	return html`<span class="avatar" part="avatar" aria-hidden="true">${room ? icon('people') : (initial ?? icon('person'))}</span>`;
}

/** Who it is: a name that the other side chose, kept from turning the line around it. */
export function nameText(remote: Address): TemplateResult {
	return html`<bdi class="name" part="name">${nameOf(remote)}</bdi>`;
}

/** Where they are reached, if the name does not say so. */
export function addressText(remote: Address): unknown {
	const address = addressOf(remote);
	return address ? html`<bdi class="address" part="address">${address}</bdi>` : nothing;
}
