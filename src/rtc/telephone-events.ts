import { ownProperties } from '../core/own-properties.js';
import { VoiceError } from '../core/voice-error.js';
import { pause } from '../core/pause.js';
import { over, unanswered } from './command-errors.js';
import { attributesOf } from './sdp.js';

/** How long a tone and the silence after it last, and the pause that “,” stands for; ms. */
export const [TONE_MS, GAP_MS, PAUSE_MS] = [100, 70, 2000] as const;
/** How long a way for the sound may take, and how often it is looked for. */
const [WAY_MS, LOOK_MS] = [5000, 50] as const;
const WISH = 'take digits';

/** Sends digits within the sound (RFC 4733), as soon as there is a way for it: right after the answer it is still being found. Resolves when the last was sent. */
export async function sendTelephoneEvents(connection: RTCPeerConnection, digits: string, signal: AbortSignal): Promise<void> {
	if (!takesTelephoneEvents(connection.remoteDescription?.sdp ?? '')) {
		throw new VoiceError('unsupported', 'The other side takes no digits within the sound (telephone-event). Set “dtmf” to “info” if the server wants them so.');
	}
	const deadline = performance.now() + WAY_MS;
	for (; !signal.aborted && performance.now() < deadline; await pause(LOOK_MS, signal)) {
		const dtmf = connection.getSenders().find(({ track, dtmf }) => track?.kind === 'audio' && dtmf?.canInsertDTMF)?.dtmf;
		if (dtmf) return play(dtmf, digits, signal);
	}
	throw signal.aborted ? over('send digits') : unanswered(WISH);
}

function play(dtmf: RTCDTMFSender, digits: string, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const finished = new AbortController();
		const settle = (settled: () => void): void => {
			finished.abort();
			settled();
		};
		dtmf.addEventListener('tonechange', ({ tone }) => tone === '' && settle(resolve), ownProperties({ signal: finished.signal }));
		signal.addEventListener('abort', () => settle(() => reject(over('send digits'))), ownProperties({ signal: finished.signal }));
		// A medium that stops sending meanwhile (held by the peer) plays no tone and says nothing.
		void pause(durationMs(digits) + PAUSE_MS, finished.signal).then(() => settle(() => reject(unanswered(WISH))));
		dtmf.insertDTMF(digits, TONE_MS, GAP_MS);
	});
}

function takesTelephoneEvents(sdp: string): boolean {
	return attributesOf(sdp, 'rtpmap').some((mapping) => /^\d+ telephone-event\//i.test(mapping));
}

function durationMs(digits: string): number {
	const pauses = digits.split(',').length - 1;
	return pauses * PAUSE_MS + (digits.length - pauses) * (TONE_MS + GAP_MS);
}
