import { ownProperties } from '../../core/own-properties.js';
import type { JsSipSession, TerminateOptions } from './jssip-session.js';

/** Where JsSIP hangs up by itself although the call could go on. */
const SOFT = ['WebRTC Error', 'Connection Error', 'Request Timeout', 'Dialog Error'];

/**
 * Takes from JsSIP the right to end an established call because a request failed, or any call because ICE did: there is a recovery for that.
 * `onEnd` is told the cause of every end that goes through.
 */
export function suppressAutoTerminate(session: JsSipSession, onEnd: (cause: string | undefined) => void): void {
	const terminate = session.terminate.bind(session);
	session.terminate = (given) => {
		const options = ownProperties<TerminateOptions>(given);
		const { cause = '' } = options;
		if (cause === 'RTP Timeout' || (SOFT.includes(cause) && session.isEstablished())) return;
		onEnd(options.cause);
		terminate(options);
	};
}
