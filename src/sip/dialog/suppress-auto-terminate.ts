import { ownProperties } from '../../core/own-properties.js';
import type { JsSipSession, TerminateOptions } from './jssip-session.js';

/** Causes for which JsSIP ends a call that could continue. */
const SOFT = ['WebRTC Error', 'Connection Error', 'Request Timeout', 'Dialog Error'];

/**
 * Prevents JsSIP from ending a confirmed call on a failed request, or any call on an ICE failure; recovery handles
 * both. `onEnd` gets the cause of every other end.
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
