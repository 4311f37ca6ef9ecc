import '../../../src/elements/voice-call/voice-call.js';
import '../../../src/elements/voice-dial/voice-dial.js';
import { Phone } from '../../../src/elements/voice-phone/phone.js';
import type { VoicePhone } from '../../../src/elements/voice-phone/voice-phone.js';
import { PageMedia } from '../../../src/media/page-media.js';
import { recordSounds } from '../../media/sound-record.js';
import { toneDevices } from '../../support/tones.js';

/** What a page of its own has as its global `page`: a phone in the markup, with a number field and, if wanted, a place where calls are shown. */
const sounds = recordSounds();

export function begin(server: string, password: string): void {
	document.body.innerHTML = `<main style="padding: 60px"><voice-phone server="${server}" uri="sip:1000@voice.test" password="${password}"><voice-dial></voice-dial></voice-phone></main>`;
}

export function showCalls(): void {
	one().append(document.createElement('voice-call'));
}

export function hideCalls(): void {
	one().querySelector('voice-call')?.remove();
}

export const phone = (): Phone => one().phone;

/** The line with the lamp, in words. */
export function lamp(): string {
	const line = one().querySelector('voice-dial')?.shadowRoot?.querySelector('[part=status]');
	return [...(line?.children ?? [])].map((part) => part.textContent?.trim()).filter(Boolean).join(' | ');
}

/** How loud the page plays a pitch at most within three seconds, in dB of an analyser. */
export async function loudestAt(hz: number): Promise<number> {
	const [context] = sounds.contexts;
	if (!context) return -Infinity;
	const analyser = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0 });
	new MediaStreamAudioSourceNode(context, { mediaStream: sounds.output }).connect(analyser);
	const levels = new Float32Array(analyser.frequencyBinCount);
	let loudest = -Infinity;
	for (const endAt = Date.now() + 3000; Date.now() < endAt; await new Promise((resolve) => setTimeout(resolve, 50))) {
		analyser.getFloatFrequencyData(levels);
		loudest = Math.max(loudest, levels[Math.round(hz * analyser.fftSize / context.sampleRate)] ?? -Infinity);
	}
	return loudest;
}

/** How many audio contexts the page has made. */
export const contexts = (): number => sounds.contexts.length;

/** Somebody else calls this page from their own. */
export function callFromElsewhere(server: string, password: string): void {
	const other = new Phone({ server, uri: 'sip:1001@voice.test', password }, { media: new PageMedia({ devices: toneDevices(620) }) });
	other.start();
	other.call('1000');
}

function one(): VoicePhone {
	const phone = document.querySelector('voice-phone');
	if (!phone) throw new Error('There is no <voice-phone>.');
	return phone;
}
