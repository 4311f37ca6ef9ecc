import type { Protocol } from './core/account/settings.js';
import type { Signaling } from './core/ports/signaling.js';
import { VoiceError } from './core/voice-error.js';

const PROTOCOLS: Readonly<Record<Protocol, () => Promise<Signaling>>> = {
	sip: async () => new (await import('./sip/sip-signaling.js')).SipSignaling(),
	verto: () => Promise.reject(notYet('verto')),
	janus: () => Promise.reject(notYet('janus')),
};

/** Loads a protocol and makes its signaling: a page pays for JsSIP only when a phone connects. The one place that knows all protocols. */
export function connect(signaling: Protocol): Promise<Signaling> {
	return PROTOCOLS[signaling]();
}

function notYet(signaling: Protocol): VoiceError {
	return new VoiceError('configuration', `This version does not speak “${signaling}” yet. Use signaling="sip".`, { subject: 'signaling' });
}
