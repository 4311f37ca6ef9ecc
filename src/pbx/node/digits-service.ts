import { silence } from '../g711.js';
import type { PbxService, ServiceCall, ServiceMedia } from '../service.js';
import { everyFrame } from './clock.js';
import { frameSize, pcmu, RtpLeg } from './rtp-leg.js';
import { toneFrames } from './tone-service.js';

/** Frequency of the dial tone, Hz. It plays until the first digit. */
export const dialToneHz = 425;

const pauseMs = 1500;

/** Collects DTMF digits (RFC 4733 or INFO) and sends them back as a text after # or a pause: `digits:1203`. */
export class DigitsService implements PbxService {
	constructor(readonly number: string, readonly options: { readonly addresses: readonly string[] }) {}

	matches(number: string): boolean {
		return number === this.number;
	}

	async answer(call: ServiceCall): Promise<ServiceMedia> {
		let started = false;
		const press = collector((digits) => call.text(`digits:${digits}`), call.signal);
		const pressed = (digit: string): void => {
			started = true;
			press(digit);
		};
		const leg = new RtpLeg(call, { ...this.options, codecs: [pcmu], heard: () => undefined, pressed });
		const tone = toneFrames(dialToneHz, 2000);
		const quiet = new Uint8Array(frameSize).fill(silence);
		everyFrame(() => leg.play(started ? quiet : tone()), call.signal);
		return { answer: await leg.answer(call.offer), renegotiate: (offer) => leg.answer(offer), press: pressed };
	}
}

/** Calls `done` with the digits pressed so far, after # or a pause. */
function collector(done: (digits: string) => void, signal: AbortSignal): (digit: string) => void {
	let digits = '';
	let timer: ReturnType<typeof setTimeout> | undefined;
	const finish = (): void => {
		clearTimeout(timer);
		if (digits && !signal.aborted) done(digits);
		digits = '';
	};
	signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
	return (digit) => {
		if (digit === '#') return finish();
		digits += digit;
		clearTimeout(timer);
		timer = setTimeout(finish, pauseMs);
	};
}
