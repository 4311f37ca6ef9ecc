import type { MediaSource } from '../../../src/core/ports/media.js';
import { Call } from '../../../src/core/call/call.js';
import { PageMedia } from '../../../src/media/page-media.js';
import { SipSession } from '../../../src/sip/sip-session.js';
import { toneDevices, type ToneDevices } from '../../support/tones.js';
import type { OurParty } from '../dialog/support/our-party.js';
import { eventually, pause } from '../dialog/support/party.js';
import type { PlainParty } from '../dialog/support/plain-party.js';
import { twins } from '../dialog/support/twins.js';

const BOB = { uri: 'sip:1001@voice.test', user: '1001', displayName: '' };

describe('row 7: a microphone granted after the call was hung up stays open', () => {
	twins('hung up while the browser asks for the microphone', async (lab, make) => {
		const devices = toneDevices(440);
		const grant = devices.hang();
		const hangUp = make === 'plain' ? dialPlainly(await lab.plain('1000', 440), devices) : dialAsWeDo(await lab.ours('1000', 440), devices);
		await eventually(() => devices.asked.length > 0, 'the microphone is asked for');
		hangUp();
		grant();
		await pause(1000);
		return devices.live;
	}, { plain: 1, ours: 0 });
});

function dialPlainly({ ua }: PlainParty, devices: ToneDevices): () => void {
	Object.assign(navigator.mediaDevices, { getUserMedia: devices.getUserMedia });
	const session = ua.call(BOB.uri, { mediaConstraints: { audio: true, video: false } });
	return () => {
		session.terminate();
		Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia');
	};
}

/** A session is given its microphone, and a call ends without one when nobody waits for it any more. */
function dialAsWeDo({ line }: OurParty, devices: ToneDevices): () => void {
	const media = new PageMedia({ devices });
	const invite = (source: MediaSource): Promise<SipSession> => Promise.resolve(SipSession.outgoing(line, BOB, { source, headers: {} }));
	const call = new Call({ direction: 'outgoing', invite }, { media, remote: BOB, addressOf: () => BOB });
	return () => call.hangUp();
}
