import type { JsSipResponse } from './jssip-session.js';

/**
 * The answer that came before the call was taken (183 with SDP). JsSIP applies it for good: so a second one is kept from it, which it could
 * not apply; and a 200 without SDP, which it would hang up on, gets the first.
 */
export class EarlySdp {
	#sdp: string | undefined;
	#accepted = false;

	/** To be shown every response to an INVITE of the call before JsSIP sees it. Those to later ones are left alone. */
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
