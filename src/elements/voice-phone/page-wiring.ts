import type { PhoneWiring } from '../../core/phone-wiring.js';
import { LazyMedia } from './lazy-media.js';
import { tabStorage } from './tab-storage.js';
import { ownProperties } from '../../core/own-properties.js';

/**
 * What a phone on a page is wired to: the devices and the sound of the page, unless it is given others. Their code
 * comes along with the protocol's.
 */
export function pageWiring(given: Partial<PhoneWiring> & Pick<PhoneWiring, 'connect'>): PhoneWiring {
	const { connect, storage = tabStorage(), media: own, ...wiring } = ownProperties<typeof given>(given);
	if (own) return { ...wiring, storage, connect, media: own };
	const media = new LazyMedia(async () => new (await import('../../media/page-media.js')).PageMedia());
	const connectBoth: PhoneWiring['connect'] = async (signaling) => (await Promise.all([connect(signaling), media.ready()]))[0];
	return { ...wiring, storage, connect: connectBoth, media };
}
