import { ownProperties } from '../core/own-properties.js';

/** What connections are made with. No candidate pool: in Chromium some connections that had one never gathered. */
export function rtcConfiguration(iceServers: readonly RTCIceServer[]): RTCConfiguration {
	return ownProperties<RTCConfiguration>({ iceServers: [...iceServers], bundlePolicy: 'balanced' });
}
