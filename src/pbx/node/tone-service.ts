import { encodeUlaw } from '../g711.js';
import type { PbxService, ServiceCall, ServiceMedia } from '../service.js';
import { everyFrame } from './clock.js';
import { frameSize, pcmu, RtpLeg } from './rtp-leg.js';

/** The pitch at 9197, that of a telephone exchange's test tone (ITU-T O.133), which FreeSWITCH plays there too. */
export const toneHz = 1004;

/** Plays one steady tone. */
export class ToneService implements PbxService {
	constructor(readonly number: string, readonly options: { readonly addresses: readonly string[] }) {}

	matches(number: string): boolean {
		return number === this.number;
	}

	async answer(call: ServiceCall): Promise<ServiceMedia> {
		const leg = new RtpLeg(call, { ...this.options, codecs: [pcmu], heard: () => undefined });
		const tone = toneFrames(toneHz);
		everyFrame(() => leg.play(tone()), call.signal);
		return { answer: await leg.answer(call.offer), renegotiate: (offer) => leg.answer(offer) };
	}
}

/** Frame after frame of a tone, without a break between them. */
export function toneFrames(hz: number, amplitude = 8000): () => Uint8Array {
	let sample = 0;
	return () => encodeUlaw(Int16Array.from({ length: frameSize }, () => amplitude * Math.sin(2 * Math.PI * hz * sample++ / 8000)));
}
