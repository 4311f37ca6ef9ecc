import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../styles/icons.js';
import { ownView } from '../parts/own-view.js';
import { shownAddress, partyName, type CallParty } from '../parts/wording.js';

/** A first letter, or a figure for numbers and rooms. */
export function avatar(party: CallParty, room: boolean): TemplateResult {
	const initial = /^\p{L}/u.exec(partyName(party))?.[0].toLocaleUpperCase();
	return html`<span class="avatar" part="avatar" aria-hidden="true">${room ? icon('people') : (initial ?? icon('person'))}</span>`;
}

/** Who it is: a name that the other side chose, kept from turning the line around it. */
export function nameText(party: CallParty): TemplateResult {
	return html`<bdi class="name" part="name">${partyName(party)}</bdi>`;
}

/** Where they are reached, if the name does not say so; nothing under a label of the page. */
export function addressText(party: CallParty): unknown {
	const { label, remote } = ownView(party);
	const address = label ? '' : shownAddress(remote);
	return address ? html`<bdi class="address" part="address">${address}</bdi>` : nothing;
}
