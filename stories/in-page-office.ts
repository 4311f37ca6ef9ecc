import { Phone } from '../src/elements/voice-phone/phone.js';
import { loopbackWebSocket } from '../src/pbx/loopback.js';
import { pageServices } from '../src/pbx/page/page-services.js';
import { Pbx } from '../src/pbx/pbx.js';
import { SipSignaling } from '../src/sip/sip-signaling.js';

/** A SIP server in the page, and telephones of it. */
export interface Office {
	readonly phones: readonly Phone[];
	close(): void;
}

/** An office with one phone for each user, registered as soon as it can be. */
export function openOffice(...users: readonly string[]): Office {
	const pbx = new Pbx({ services: pageServices() });
	const WebSocket = loopbackWebSocket(pbx);
	const phones = users.map((user) => new Phone(
		{ server: 'wss://voice.test', uri: `sip:${user}@voice.test`, password: '1234' },
		{ connect: () => Promise.resolve(new SipSignaling({ WebSocket })) },
	));
	phones.forEach((phone) => phone.start());
	return { phones, close: () => void Promise.all(phones.map((phone) => phone.stop())).then(() => pbx.stop()) };
}
