import { Phone } from '../../../src/elements/voice-phone/phone.js';
import { PageMedia } from '../../../src/media/page-media.js';
import { toneDevices } from '../../support/tones.js';

/** What a page of its own has as its global `page`: a phone whose microphone is a tone. */
export const devices = toneDevices(620);
export let phone: Phone;
/** Whether each `pageshow` so far brought the page back from the cache. */
export const shown: boolean[] = [];

addEventListener('pageshow', ({ persisted }) => shown.push(persisted));

export function begin(server: string, password: string): void {
	phone = new Phone({ server, uri: 'sip:1000@voice.test', password }, { media: new PageMedia({ devices }) });
	phone.start();
}

export { hears } from '../../support/tones.js';
