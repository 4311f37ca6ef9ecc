import type { Protocol } from './account/settings.js';
import type { Media } from './ports/media.js';
import type { Signaling } from './ports/signaling.js';
import type { TabStorage } from './ports/storage.js';

/** What a phone is wired to. */
export interface PhoneWiring {
	/** Loads and makes the protocol; called when the phone first connects, and when it changes its protocol. */
	readonly connect: (signaling: Protocol) => Promise<Signaling>;
	readonly media: Media;
	/** Where the history of calls outlasts the page; without, it ends with the phone. */
	readonly storage?: TabStorage | undefined;
	/** Whether only elements can answer (then a call that finds none gets 480), or the page that made the phone. */
	readonly answeredBy?: 'page' | 'elements';
}
