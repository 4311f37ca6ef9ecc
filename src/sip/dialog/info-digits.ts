import { ownProperties } from '../../core/own-properties.js';
import { pause } from '../../core/pause.js';
import { over, unanswered, unreachable } from '../../rtc/command-errors.js';
import { GAP_MS, PAUSE_MS, TONE_MS } from '../../rtc/telephone-events.js';
import type { JsSipSession, RequestOptions } from './jssip-session.js';
import { refused } from './request-errors.js';

const WISH = 'take digits';

/** Sends DTMF digits one by one as INFO requests. Resolves after the response to the last one. */
export async function sendDigitsByInfo(session: JsSipSession, digits: string, signal: AbortSignal): Promise<void> {
	for (const digit of digits) {
		if (signal.aborted) throw over('send digits');
		if (digit === ',') await pause(PAUSE_MS, signal);
		else await Promise.all([inform(session, digit), pause(TONE_MS + GAP_MS, signal)]);
	}
}

/** Not JsSIP’s own request, which ends the call when it times out. */
function inform(session: JsSipSession, digit: string): Promise<void> {
	return new Promise((resolve, reject) => session.sendRequest('INFO', ownProperties<RequestOptions>({
		extraHeaders: ['Content-Type: application/dtmf-relay'],
		body: `Signal=${digit}\r\nDuration=${TONE_MS}\r\n`,
		eventHandlers: {
			onSuccessResponse: () => resolve(),
			onErrorResponse: (response) => reject(refused(WISH, response)),
			onDialogError: (response) => reject(refused(WISH, response)),
			onRequestTimeout: () => reject(unanswered(WISH)),
			onTransportError: () => reject(unreachable('send digits')),
		},
	})));
}
