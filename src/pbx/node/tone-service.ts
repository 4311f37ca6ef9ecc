import { encodeUlaw } from '../g711.js';
import type { PbxService, ServiceCall, ServiceMedia } from '../service.js';
import { everyFrame } from './clock.js';
import { frameSize, pcmu, RtpLeg } from './rtp-leg.js';

/** Frequency of the tone at 9197, Hz: the test tone of ITU-T O.133, as FreeSWITCH plays it. */
export const toneHz = 1004;

/** Plays a continuous tone. */
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

/** Returns a generator of successive PCMU frames of a tone. */
export function toneFrames(hz: number, amplitude = 8000): () => Uint8Array {
	let sample = 0;
	return () =>
		encodeUlaw(
			Int16Array.from({ length: frameSize }, () => amplitude * Math.sin((2 * Math.PI * hz * sample++) / 8000)),
		);
}
