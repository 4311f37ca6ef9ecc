import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../styles/icons.js';
import { partyAddress, partyName, type CallParty } from '../parts/wording.js';

/** The initial of a name, or an icon for numbers and rooms. */
export function avatar(party: CallParty, room: boolean): TemplateResult {
	const initial = /^\p{L}/u.exec(partyName(party))?.[0].toLocaleUpperCase();
	return html`<span class="avatar" part="avatar" aria-hidden="true">${room ? icon('people') : (initial ?? icon('person'))}</span>`;
}

/** The name of the other side, isolated so that its direction does not change the line (UAX #9). */
export function nameText(party: CallParty): TemplateResult {
	return html`<bdi class="name" part="name">${partyName(party)}</bdi>`;
}

export function addressText(party: CallParty): unknown {
	const address = partyAddress(party);
	return address ? html`<bdi class="address" part="address">${address}</bdi>` : nothing;
}
