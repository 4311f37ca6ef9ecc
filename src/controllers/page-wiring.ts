import type { PhoneWiring } from '../core/phone.js';
import { PageMedia } from '../media/page-media.js';

/** What a phone on a page is wired to: the devices and the sound of the page, unless it is given others. */
export function pageWiring(wiring: Partial<PhoneWiring> & Pick<PhoneWiring, 'connect'>): PhoneWiring {
	return { ...wiring, media: wiring.media ?? new PageMedia() };
}
