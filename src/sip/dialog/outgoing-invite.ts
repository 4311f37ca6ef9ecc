import type { URI } from 'jssip';
import { ownProperties } from '../../core/own-properties.js';
import type { InviteOptions } from '../../core/ports/session.js';
import { rtcConfiguration } from '../../rtc/rtc-configuration.js';
import type { SessionHost } from '../session-host.js';
import { placeCall, type JsSipSession } from './jssip-session.js';

export interface OutgoingInviteOptions extends InviteOptions {
	/** How long the server may be away, in ms. */
	readonly reachMs: number;
	readonly signal: AbortSignal;
}

/**
 * Resolves to what sends the INVITE, as soon as there are a microphone and a server. Rejects with the error of the one that is missing, and when the signal aborts.
 */
export async function outgoingInvite(host: SessionHost, target: URI, options: OutgoingInviteOptions): Promise<() => JsSipSession> {
	const { source, headers, reachMs, signal } = options;
	const [mediaStream] = await Promise.all([source.acquire(source.wish, signal), host.whenReachable(reachMs, signal)]);
	// Whoever is asked for the microphone may take longer than the connection lasts.
	await host.whenReachable(reachMs, signal);
	signal.throwIfAborted();
	const extraHeaders = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
	return () => placeCall(host.ua, target, ownProperties({ mediaStream, pcConfig: rtcConfiguration(host.iceServers), extraHeaders }));
}
