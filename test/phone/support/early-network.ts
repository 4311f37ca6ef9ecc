import type { WireFrame, Wire } from '../../../src/pbx/wire.js';

/** A network that connects the sound before anybody has answered (RFC 3960). */
export interface EarlyNetwork {
	/** Now somebody has. */
	answer(): void;
	/** Tells nobody that it rings. */
	skipRinging(): void;
}

/** Makes the next answer that a callee gives one that only plays: 183 with its SDP. */
export function playsEarly(wire: Wire): EarlyNetwork {
	let taken: WireFrame | undefined;
	const isToCaller = (frame: WireFrame, status: number): boolean => frame.to === 'client' && frame.method === 'INVITE' && frame.status === status;
	const end = wire.intercept((frame) => {
		if (!isToCaller(frame, 200)) return undefined;
		if (taken) return 'drop';
		taken = frame;
		return { replace: frame.text.replace('SIP/2.0 200 OK', 'SIP/2.0 183 Session Progress') };
	});
	return {
		answer: () => {
			end();
			taken?.connection.inject(taken.text);
		},
		skipRinging: () => void wire.intercept((frame) => (isToCaller(frame, 180) ? 'drop' : undefined)),
	};
}
