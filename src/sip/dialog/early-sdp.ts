import type { JsSipResponse } from './jssip-session.js';

/**
 * SDP answer in a 183. JsSIP applies it as the final answer: later provisional SDP, which it could not apply, is
 * dropped, and a 200 without SDP, which it would hang up on, gets this one.
 */
export class EarlySdp {
	#sdp: string | undefined;
	#accepted = false;

	/** Pass it every response to the initial INVITE before JsSIP sees it. Responses to later ones are unchanged. */
	patch(response: JsSipResponse): void {
		const { status_code: status, body } = response;
		if (this.#accepted) return;
		if (status > 100 && status < 200 && body) {
			if (this.#sdp !== undefined) response.body = null;
			this.#sdp ??= body;
		}
		this.#accepted = status >= 200 && status < 300;
		if (this.#accepted && !body) response.body = this.#sdp ?? null;
	}
}
