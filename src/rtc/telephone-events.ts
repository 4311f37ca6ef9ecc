import { ownProperties } from '../core/own-properties.js';
import { VoiceError } from '../core/voice-error.js';
import { pause } from '../core/pause.js';
import { over, unanswered } from './command-errors.js';
import { attributesOf } from './sdp.js';

/** Duration of a tone and of the gap after it, and the pause for “,”; ms. */
export const [TONE_MS, GAP_MS, PAUSE_MS] = [100, 70, 2000] as const;
/** How long to wait until tones can be inserted, and the polling interval. */
const [CONNECT_MS, POLL_MS] = [5000, 50] as const;
const COMMAND = 'take digits';

/**
 * Sends DTMF digits as telephone events (RFC 4733). Right after the answer it waits until media is connected. Resolves
 * after the last digit. Rejects with `unsupported`, `timeout`, or `invalid-state` when the call ends.
 */
export async function sendTelephoneEvents(
	connection: RTCPeerConnection,
	digits: string,
	signal: AbortSignal,
): Promise<void> {
	if (!takesTelephoneEvents(connection.remoteDescription?.sdp ?? '')) {
		const message =
			'Cannot send digits: the other side does not support telephone-event (RFC 4733). '
			+ 'Set “dtmf” to “info” if the server accepts digits by INFO.';
		throw new VoiceError('unsupported', message);
	}
	const deadline = performance.now() + CONNECT_MS;
	for (; !signal.aborted && performance.now() < deadline; await pause(POLL_MS, signal)) {
		const dtmf = connection
			.getSenders()
			.find(({ track, dtmf }) => track?.kind === 'audio' && dtmf?.canInsertDTMF)?.dtmf;
		if (dtmf) return play(dtmf, digits, signal);
	}
	throw signal.aborted ? over('send digits') : unanswered(COMMAND);
}

function play(dtmf: RTCDTMFSender, digits: string, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const finished = new AbortController();
		const settle = (settled: () => void): void => {
			finished.abort();
			settled();
		};
		dtmf.addEventListener(
			'tonechange',
			({ tone }) => tone === '' && settle(resolve),
			ownProperties({ signal: finished.signal }),
		);
		signal.addEventListener(
			'abort',
			() => settle(() => reject(over('send digits'))),
			ownProperties({ signal: finished.signal }),
		);
		// A sender that stops meanwhile (held by the peer) plays no tone and fires no event.
		void pause(durationMs(digits) + PAUSE_MS, finished.signal).then(() =>
			settle(() => reject(unanswered(COMMAND))),
		);
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
