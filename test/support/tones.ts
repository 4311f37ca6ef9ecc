import { losable, lose } from './lost-track.js';

/**
 * Proof of sound by pitch: every party sends a tone of its own, and whoever should hear it finds that frequency.
 * Choose pitches from 300 to 3000 Hz, 100 Hz apart or more, none twice or three times another: a codec adds faint harmonics.
 */

/** What a tone of `toneStream` measures before any codec, in dB of an analyser. */
const NOMINAL_DB = -20;
/** Digital silence measures minus infinity, which no sum survives. */
const SILENCE_DB = -150;
const SAMPLE_MS = 50;

export interface Tone {
	readonly stream: MediaStream;
	readonly context: AudioContext;
	/** Ends the tone and its track. */
	stop(): void;
}

let shared: AudioContext | undefined;

function context(): AudioContext {
	shared ??= new AudioContext();
	return shared;
}

/** A steady tone as a MediaStream with one audio track. */
export function toneStream(hz: number): Tone {
	const oscillator = new OscillatorNode(context(), { frequency: hz });
	const destination = new MediaStreamAudioDestinationNode(context());
	oscillator.connect(new GainNode(context(), { gain: 0.5 })).connect(destination);
	oscillator.start();
	return {
		stream: destination.stream,
		context: context(),
		stop: () => {
			oscillator.stop();
			for (const track of destination.stream.getTracks()) track.stop();
		},
	};
}

/** Listens to a stream without anybody hearing it, and follows when its track is exchanged. */
export class Ear {
	readonly #analyser = new AnalyserNode(context(), { fftSize: 8192, smoothingTimeConstant: 0 });
	readonly #bins = new Float32Array(this.#analyser.frequencyBinCount);
	readonly #heard = new Map<number, number>();
	/** In Chromium a stream from a peer connection flows only while an element plays it. */
	readonly #sink = new Audio();
	#track: MediaStreamTrack | undefined;
	#source: MediaStreamAudioSourceNode | undefined;

	constructor(readonly stream: MediaStream) {
		this.#sink.muted = true;
		this.#sink.srcObject = stream;
		this.#sink.play().catch(() => undefined);
	}

	/** Level at a pitch in dB, about -20 for a tone at full strength. */
	levelAt(hz: number): number {
		this.#measure();
		const center = this.#bin(hz);
		return Math.max(SILENCE_DB, ...this.#bins.slice(center - 2, center + 3));
	}

	/** How strong a pitch was when it was heard here; that of a full tone where it never was. */
	strengthOf(hz: number): number {
		return this.#heard.get(hz) ?? NOMINAL_DB;
	}

	/** Notes that this pitch is heard now: the clicks with which other tones begin are none. */
	note(hz: number): number {
		const level = this.levelAt(hz);
		this.#heard.set(hz, Math.max(level, this.#heard.get(hz) ?? SILENCE_DB));
		return level;
	}

	/** The level of an ordinary bin in the telephone band: what is there when no tone is. */
	floor(): number {
		this.#measure();
		const band = [...this.#bins.slice(this.#bin(250), this.#bin(3400))].sort((a, b) => a - b);
		return Math.max(SILENCE_DB, band[band.length >> 1] ?? SILENCE_DB);
	}

	stop(): void {
		this.#source?.disconnect();
		this.#sink.pause();
		this.#sink.srcObject = null;
		ears.delete(this.stream);
	}

	#measure(): void {
		this.#followTrack();
		this.#analyser.getFloatFrequencyData(this.#bins);
	}

	#followTrack(): void {
		const track = this.stream.getAudioTracks().find(({ readyState }) => readyState === 'live');
		if (track === this.#track) return;
		this.#track = track;
		this.#source?.disconnect();
		this.#source = track && new MediaStreamAudioSourceNode(context(), { mediaStream: new MediaStream([track]) });
		this.#source?.connect(this.#analyser);
	}

	#bin(hz: number): number {
		return Math.round(hz * this.#analyser.fftSize / this.#analyser.context.sampleRate);
	}
}

const ears = new WeakMap<MediaStream, Ear>();

/** The ear at this stream: always the same one, so that it can compare with what it heard before. */
export function listenTo(stream: MediaStream): Ear {
	const ear = ears.get(stream) ?? new Ear(stream);
	ears.set(stream, ear);
	return ear;
}

export interface HearOptions {
	/** How long to wait for it. */
	readonly timeoutMs?: number;
	/** How far a tone stands above the floor, or a silence below the tone. */
	readonly dB?: number;
}

/** Waits until this pitch stands 40 dB above the floor. Resolves with its level. */
export async function hears(stream: MediaStream, hz: number, { timeoutMs = 15_000, dB = 40 }: HearOptions = {}): Promise<number> {
	const ear = listenTo(stream);
	await holds(() => ear.levelAt(hz) > NOMINAL_DB - 40 && ear.levelAt(hz) > ear.floor() + dB, {
		timeoutMs,
		forMs: 100,
		failure: () => `${hz} Hz is not heard: ${picture(ear, hz)}`,
	});
	return ear.note(hz);
}

/**
 * Waits until this pitch has been 40 dB weaker than when it was heard here (than a full tone, where it never was) for some time:
 * a gap of a few lost packets is no silence. A stream that is dead is silent, too: let it be heard before, or another pitch beside.
 */
export async function silentAt(
	stream: MediaStream,
	hz: number,
	{ timeoutMs = 15_000, dB = 40, forMs = 500 }: HearOptions & { readonly forMs?: number } = {},
): Promise<void> {
	const ear = listenTo(stream);
	const before = ear.strengthOf(hz);
	await holds(() => ear.levelAt(hz) < before - dB, {
		timeoutMs,
		forMs,
		failure: () => `${hz} Hz is not silent: ${picture(ear, hz)}, ${before.toFixed()} dB before`,
	});
}

function picture(ear: Ear, hz: number): string {
	const tracks = ear.stream.getAudioTracks().map(({ readyState, muted }) => readyState + (muted ? ' muted' : ''));
	return `${ear.levelAt(hz).toFixed()} dB, floor ${ear.floor().toFixed()} dB, tracks [${tracks.join()}], context ${context().state}`;
}

/** Waits until a condition has been true, at every look, for a while. */
async function holds(
	condition: () => boolean,
	{ timeoutMs, forMs, failure }: { timeoutMs: number; forMs: number; failure: () => string },
): Promise<void> {
	// Stays open for ever where a browser has no sound; then nothing is measured, silence neither.
	void context().resume();
	const deadline = performance.now() + timeoutMs;
	for (let since: number | undefined; ; await pause(SAMPLE_MS)) {
		const now = performance.now();
		since = context().state === 'running' && condition() ? since ?? now : undefined;
		if (since !== undefined && now - since >= forMs) return;
		if (now > deadline) throw new Error(failure());
	}
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Devices that grant tones in place of a microphone, and count what nobody has stopped yet. Plugging in is a `devicechange` event. */
export class ToneDevices extends EventTarget {
	/** Grants so far. */
	granted = 0;
	/** What was asked, in order. */
	readonly asked: MediaStreamConstraints[] = [];
	/** How long the user thinks before granting. */
	delayMs = 0;
	readonly #tracks = new Set<MediaStreamTrack>();
	#refusal: { name: string; when: (constraints: MediaStreamConstraints) => boolean } | undefined;
	#prompt: Promise<void> | undefined;

	/** `hz` may be changed for the next grant. */
	constructor(public hz: number) {
		super();
	}

	/** Tracks still live, clones included. */
	get live(): number {
		return [...this.#tracks].filter(({ readyState }) => readyState === 'live').length;
	}

	readonly getUserMedia = async (constraints: MediaStreamConstraints = {}): Promise<MediaStream> => {
		this.asked.push(constraints);
		await this.#prompt;
		if (this.delayMs) await pause(this.delayMs);
		if (this.#refusal?.when(constraints)) throw refusal(this.#refusal.name);
		const tracks = [...(constraints.audio ? [this.#voice()] : []), ...(constraints.video ? [picture640()] : [])];
		for (const track of tracks) this.#count(track);
		this.granted++;
		return new MediaStream(tracks);
	};

	/** Refuses from now on, or where `when` says so, with the DOMException of this name. */
	deny(name: string, when: (constraints: MediaStreamConstraints) => boolean = () => true): void {
		this.#refusal = { name, when };
	}

	allow(): void {
		this.#refusal = undefined;
	}

	/** Leaves every prompt open until the returned function is called. */
	hang(): () => void {
		const { promise, resolve } = deferred();
		this.#prompt = promise;
		return () => {
			this.#prompt = undefined;
			resolve();
		};
	}

	/** Pulls the plug: every track ends by itself, as a lost device's do. */
	unplug(): void {
		for (const track of this.#tracks) lose(track);
	}

	#voice(): MediaStreamTrack {
		const [track] = toneStream(this.hz).stream.getAudioTracks();
		if (!track) throw new Error('A tone has no track');
		return track;
	}

	#count(track: MediaStreamTrack): void {
		this.#tracks.add(losable(track));
		track.clone = () => {
			const clone = MediaStreamTrack.prototype.clone.call(track);
			this.#count(clone);
			return clone;
		};
	}
}

export function toneDevices(hz: number): ToneDevices {
	return new ToneDevices(hz);
}

function refusal(name: string): Error {
	return name === 'OverconstrainedError' && 'OverconstrainedError' in globalThis ? new OverconstrainedError('deviceId') : new DOMException(`Refused by a test: ${name}`, name);
}

function picture640(): MediaStreamTrack {
	const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
	canvas.getContext('2d')?.fillRect(0, 0, 640, 480);
	const [track] = canvas.captureStream(5).getVideoTracks();
	if (!track) throw new Error('A canvas has no track');
	return track;
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
	let resolve = (): void => undefined;
	const promise = new Promise<void>((done) => (resolve = done));
	return { promise, resolve };
}
